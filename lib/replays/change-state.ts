import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import type { ReplayState } from "@/lib/vocabulary";
import { requireActive } from "@/lib/webhooks/require-active";
import { findReplay, loadReplay } from "./find";
import { requireRoom } from "./room";
import type { ReplayView } from "./schema";
import { alreadyRuns } from "./start";

/** Queues nothing more until it is resumed; what is queued is sent. @throws Problem 404, 409 unless it runs */
export const pauseReplay = (caller: Caller, id: string) =>
  change(caller, id, { from: ["running"], to: "paused", action: "replay.paused" });

/** Ends it for good; what is queued is sent. @throws Problem 404, 409 once it has ended */
export const cancelReplay = (caller: Caller, id: string) =>
  change(caller, id, { from: ["running", "paused"], to: "cancelled", action: "replay.cancelled" });

/**
 * Goes on where it was paused.
 * @throws Problem 404, 409 unless it is paused, the webhook active and no other of the kind running,
 *   503 if more deliveries would wait than may
 */
export async function resumeReplay(caller: Caller, id: string): Promise<ReplayView> {
  const { replay } = await loadReplay(caller, id);
  const { replays } = caller.tidings.database.tables;
  if (replay.state === "paused") {
    await requireRoom(caller.tidings, Math.max(0, replay.total - replay.queued - replay.skipped));
  }
  const view = await change(caller, id, {
    ...{ from: ["paused"], to: "running", action: "replay.resumed" },
    *allowed(database, tx) {
      yield* requireActive(database, tx, replay.webhookId, "resume", { alone: true });
      const [other] = yield* tx.run(
        tx.orm
          .select({ id: replays.id })
          .from(replays)
          .where(
            and(
              eq(replays.webhookId, replay.webhookId),
              eq(replays.kind, replay.kind),
              eq(replays.state, "running"),
            ),
          ),
      );
      if (other && other.id !== replay.id) throw alreadyRuns(other.id);
    },
  });
  caller.tidings.wakeEngine([replay.webhookId]);
  return view;
}

interface Change {
  from: ReplayState[];
  to: Exclude<ReplayState, "done">;
  action: string;
  /** Throws where something else stands in the way. */
  allowed?(database: Database, tx: Transaction): Steps<void>;
}

/** Only from the states that it may come from: a step or a colleague may be changing it at this very moment. */
async function change(caller: Caller, givenId: string, { from, to, action, allowed }: Change) {
  const { replay, webhook } = await loadReplay(caller, givenId);
  const { database } = caller.tidings;
  const { replays } = database.tables;
  const { id } = replay;
  const now = caller.tidings.now();
  await database.atomically(function* (tx) {
    if (allowed && from.includes(replay.state)) yield* allowed(database, tx);
    const [changed] = yield* tx.run(
      tx.orm
        .update(replays)
        .set({
          state: to,
          nextAt: to === "running" ? now : null,
          finishedAt: to === "cancelled" ? now : null,
        })
        .where(and(eq(replays.id, id), inArray(replays.state, from)))
        .returning({ queued: replays.queued, total: replays.total }),
    );
    if (!changed) {
      const [row] = yield* tx.run(
        tx.orm.select({ state: replays.state }).from(replays).where(eq(replays.id, id)),
      );
      throw new Problem("conflict", `The replay is ${row?.state} already.`);
    }
    yield* recordAudit(database, tx, {
      ...{ accountId: caller.accountId, actor: caller.actor, at: now, action },
      target: { kind: "webhook", id: replay.webhookId },
      details: { label: webhook.label, replayId: id, kind: replay.kind, ...changed },
    });
  });
  return findReplay(caller, id);
}
