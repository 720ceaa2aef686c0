import { and, eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { HeldWebhook } from "@/db/dialect/dialect";
import type { Tables } from "@/db/tables";
import { recordAudit } from "@/lib/audit/record";
import { oweAgain } from "@/lib/deliveries/owe-again";
import { oweEvents } from "@/lib/deliveries/owe-events";
import type { Instance } from "@/lib/instance";
import { look } from "./look";

type Replay = Tables["replays"]["$inferSelect"];

/** Deliveries that one transaction queues, and rows that it looks at, at most. */
const AT_ONCE = 500;
const ROWS = 2_000;

/** How long to wait while no more deliveries may wait. */
const FULL_MS = 1_000;

/**
 * The next part of a replay, in one transaction: queues deliveries and notes how far it has come. Whatever ends the
 * process, both are true or neither.
 * @param nextAt when it was due: another engine that took it in the meantime has changed that, or keeps it until it has
 * @returns how many were queued
 */
export async function stepReplay(tidings: Instance, id: string, nextAt: number): Promise<number> {
  const { database, env } = tidings;
  const room = env.INTAKE_MAX_BACKLOG - (await tidings.backlog.size());
  const now = tidings.now();
  const queued = await database.atomically(function* (tx) {
    const { replays } = database.tables;
    const [replay] = yield* tx.run(
      tx.orm
        .update(replays)
        .set({ nextAt })
        .where(and(eq(replays.id, id), eq(replays.state, "running"), eq(replays.nextAt, nextAt)))
        .returning(),
    );
    if (!replay) return 0;
    const [webhook] = yield* database.sql.holdWebhook(tx, replay.webhookId, { alone: false });
    if (webhook?.status !== "active") {
      yield* stop(database, tx, replay, webhook?.status ?? "deleted", now);
      return 0;
    }
    if (room <= 0) {
      yield* tx.run(
        tx.orm
          .update(replays)
          .set({ nextAt: now + FULL_MS })
          .where(eq(replays.id, id)),
      );
      return 0;
    }
    return yield* advance(database, tx, { replay, webhook, room, now });
  });
  tidings.backlog.add(queued);
  return queued;
}

/** Nothing is queued for a webhook that is not active: somebody may resume it, a deleted one's has ended. */
function* stop(
  database: Database,
  tx: Transaction,
  replay: Replay,
  status: string,
  now: number,
): Steps<void> {
  const { replays } = database.tables;
  const deleted = status === "deleted";
  yield* tx.run(
    tx.orm
      .update(replays)
      .set({ state: deleted ? "cancelled" : "paused", nextAt: null, finishedAt: deleted ? now : null })
      .where(eq(replays.id, replay.id)),
  );
  yield* tell(database, tx, replay, now, deleted ? "replay.cancelled" : "replay.paused", { because: status });
}

interface Part {
  replay: Replay;
  webhook: HeldWebhook;
  room: number;
  now: number;
}

function* advance(database: Database, tx: Transaction, { replay, webhook, room, now }: Part): Steps<number> {
  const { replays } = database.tables;
  const limit = Math.min(AT_ONCE, replay.perSecond, room);
  const seen = yield* look(database, tx, replay, { rows: ROWS, limit });
  const owe = replay.kind === "missed" ? oweEvents : oweAgain;
  const made = seen.found.length === 0 ? [] : yield* owe(database, tx, webhook, seen.found, now);
  const queued = replay.queued + made.length;
  // Counted before, and now gone, sent by somebody or no longer wanted: at the end that is what is left.
  const passed = replay.skipped + seen.found.length - made.length;
  const skipped = seen.ended ? Math.max(passed, replay.total - queued) : passed;
  const total = Math.max(replay.total, queued + skipped);
  const next = seen.ended
    ? { state: "done" as const, nextAt: null, finishedAt: now }
    : { nextAt: now + Math.ceil((made.length * 1_000) / replay.perSecond) };
  yield* tx.run(
    tx.orm
      .update(replays)
      .set({ cursor: seen.cursor, queued, skipped, total, ...next })
      .where(eq(replays.id, replay.id)),
  );
  if (seen.ended) yield* tell(database, tx, replay, now, "replay.finished", { queued, skipped });
  return made.length;
}

function* tell(
  database: Database,
  tx: Transaction,
  { id: replayId, accountId, webhookId, kind }: Replay,
  at: number,
  action: string,
  details: Record<string, string | number>,
): Steps<void> {
  yield* recordAudit(database, tx, {
    ...{ accountId, at, action, actor: { kind: "system", id: null, name: "Tidings" } },
    target: { kind: "webhook", id: webhookId },
    details: { replayId, kind, ...details },
  });
}
