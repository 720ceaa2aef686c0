import { and, desc, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { sinceMillis } from "@/lib/events/filter";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import { loadWebhook } from "@/lib/webhooks/find";
import { countReplay } from "./count";
import { OFFERED_MAX, previewSchema, type ReplayPreview } from "./preview-schema";
import { scopeOf, startReplay } from "./start";

/**
 * What a replay of a range that a person chose would send, and the very times to start it with.
 * @throws Problem 400, 404, 409 unless the webhook is active
 */
export async function previewReplay(
  caller: Caller,
  webhookId: string,
  input: unknown,
): Promise<ReplayPreview> {
  const parsed = previewSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { kind, range, ...exact } = parsed.data;
  const now = caller.tidings.now();
  const since =
    range === "exact"
      ? exact.since
      : range === "stopped"
        ? iso(await lastStopped(caller, webhookId))
        : iso(sinceMillis(range, now) ?? null);
  const until = range === "exact" && exact.until ? exact.until : iso(now);
  const times = { ...(since && { since }), until };
  const counted = await startReplay(caller, webhookId, { kind, ...times, dryRun: true });
  return { count: "count" in counted ? counted.count : 0, since: since ?? null, until };
}

/** Since when it was not active before it was activated last: since the last deactivation, or since it was made. */
async function lastStopped(caller: Caller, givenId: string): Promise<number> {
  const { webhook } = await loadWebhook(caller, givenId);
  const { orm, tables } = caller.tidings.database;
  const { auditEntries } = tables;
  const [stopped] = await orm
    .select({ at: auditEntries.at })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, caller.accountId),
        eq(auditEntries.targetKind, "webhook"),
        eq(auditEntries.targetId, webhook.id),
        eq(auditEntries.action, "webhook.deactivated"),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return stopped?.at ?? webhook.createdAt;
}

/**
 * How many events a webhook missed while it was not active, for who has just activated it; at most OFFERED_MAX. Never
 * throws: the activation has happened.
 */
export async function countMissed(caller: Caller, webhookId: string): Promise<number> {
  try {
    const now = caller.tidings.now();
    const since = await lastStopped(caller, webhookId);
    const { id } = (await loadWebhook(caller, webhookId)).webhook;
    const request = {
      kind: "missed" as const,
      since,
      until: now,
      perSecond: 1,
      dryRun: true,
      deliveryIds: undefined,
    };
    return await countReplay(caller.tidings, await scopeOf(caller, id, request, now), OFFERED_MAX);
  } catch (error) {
    caller.tidings.log.error({ err: error, webhookId }, "replay.missed_not_counted");
    return 0;
  }
}
