import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { iso } from "@/lib/time";
import { loadWebhook } from "@/lib/webhooks/find";
import { refuseUnlessActive, requireActive } from "@/lib/webhooks/require-active";
import { countReplay } from "./count";
import { findReplay } from "./find";
import { idBefore } from "./first-id";
import type { ReplayScope } from "./look";
import { requireRoom } from "./room";
import { type ReplayRequest, type ReplayView, replayInputSchema } from "./schema";
import { requireFinal } from "./selection";

/**
 * Counts what is to be sent again and starts sending it in the background; with `dryRun` it only counts. What it covers
 * is fixed here: what fails or is missed later is not among it.
 * @throws Problem 400, 404, 409 unless the webhook is active and no other replay of the kind runs for it,
 *   409 or 503 if more deliveries would wait than may
 */
export async function startReplay(
  caller: Caller,
  webhookId: string,
  input: unknown,
  options: { id?: string | undefined } = {},
): Promise<{ count: number } | ReplayView> {
  const { webhook } = await loadWebhook(caller, webhookId);
  const now = caller.tidings.now();
  const request = parse(input, now);
  refuseUnlessActive(webhook.status, WHAT);
  const scope = await scopeOf(caller, webhook.id, request, now);
  const count = await countReplay(caller.tidings, scope, caller.tidings.env.INTAKE_MAX_BACKLOG + 1);
  if (request.dryRun) {
    await requireRoom(caller.tidings, count, { everMay: true });
    return { count };
  }
  await requireRoom(caller.tidings, count);
  const { id = newId() } = options;
  const { perSecond } = request;
  await insert(caller, { ...scope, id, total: count, perSecond }, webhook.label);
  caller.tidings.wakeEngine([webhook.id]);
  return findReplay(caller, id);
}

const WHAT = "start again";

function parse(input: unknown, now: number): ReplayRequest {
  const parsed = replayInputSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { data } = parsed;
  if (data.kind === "selected" || data.since === undefined) return data;
  const remedy = "Send the time from which on to start, before until and now.";
  if (data.since > now) throw invalid([{ path: "since", message: "lies in the future", remedy }]);
  if (data.since > (data.until ?? now)) throw invalid([{ path: "since", message: "is after until", remedy }]);
  return data;
}

/** What a request covers, from this moment on. */
export async function scopeOf(
  caller: Caller,
  webhookId: string,
  request: ReplayRequest,
  now: number,
): Promise<ReplayScope> {
  const { tidings, accountId } = caller;
  const { kind } = request;
  const scope = { kind, accountId, webhookId, since: null, until: null, deliveryIds: null, cursor: null };
  if (request.kind === "selected") {
    return { ...scope, deliveryIds: await requireFinal(caller, webhookId, request.deliveryIds) };
  }
  const { since = null } = request;
  const until = Math.min(request.until ?? now, now);
  const seek = kind === "missed" && since !== null;
  return { ...scope, since, until, cursor: seek ? await idBefore(tidings.database, accountId, since) : null };
}

async function insert(
  { tidings, accountId, actor }: Caller,
  scope: ReplayScope & { id: string; total: number; perSecond: number },
  label: string,
): Promise<void> {
  const { database } = tidings;
  const { replays } = database.tables;
  const { id, kind, webhookId, since, until, total, perSecond } = scope;
  const now = tidings.now();
  await database.atomically(function* (tx) {
    yield* requireActive(database, tx, webhookId, WHAT, { alone: true });
    const [other] = yield* tx.run(
      tx.orm
        .select({ id: replays.id })
        .from(replays)
        .where(and(eq(replays.webhookId, webhookId), eq(replays.kind, kind), eq(replays.state, "running"))),
    );
    if (other) throw alreadyRuns(other.id);
    const nothing = total === 0;
    yield* tx.run(
      tx.orm.insert(replays).values({
        ...scope,
        ...{ createdAt: now, createdBy: actor.name },
        ...(nothing
          ? { state: "done" as const, finishedAt: now }
          : { state: "running" as const, nextAt: now }),
      }),
    );
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "replay.started" },
      target: { kind: "webhook", id: webhookId },
      details: { label, replayId: id, kind, count: total, perSecond, since: iso(since), until: iso(until) },
    });
  });
}

export const alreadyRuns = (id: string) =>
  new Problem(
    "conflict",
    `Another replay of this kind runs for the webhook (${id}). Wait for its end, or cancel it.`,
  );
