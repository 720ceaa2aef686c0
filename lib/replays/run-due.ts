import { and, eq } from "drizzle-orm";
import { asUnavailable } from "@/db/faults";
import type { Instance } from "@/lib/instance";
import { stepReplay } from "./step";

/** The next parts are never put off for longer than this: whatever seems to be due later was written by a clock that was set back since. */
const LONGEST_GAP_MS = 10_000;

/** After a fault of ours another try, so that the others go on meanwhile. */
const AFTER_FAULT_MS = 5_000;

/**
 * Does what is due of every replay, part by part in turn.
 * @param onQueued told of the webhook whenever something was queued for it
 * @returns in how many ms the next part is due; undefined where no replay runs
 */
export async function runDueReplays(
  tidings: Instance,
  onQueued: (webhookIds: string[]) => void,
  isOver: () => boolean = () => false,
): Promise<number | undefined> {
  for (;;) {
    const running = await tidings.database.rows<{ id: string; webhookId: string; nextAt: number }>(
      RUNNING,
      [],
    );
    const now = tidings.now();
    const due = running.filter(({ nextAt }) => nextAt <= now || nextAt > now + LONGEST_GAP_MS);
    if (due.length === 0 || isOver()) {
      const [first] = running;
      return first && Math.max(0, first.nextAt - now);
    }
    for (const { id, webhookId, nextAt } of due) {
      if (isOver()) break;
      if ((await tryStep(tidings, id, nextAt)) > 0) onQueued([webhookId]);
    }
  }
}

/** On the free plan nothing is delivered; they go on when the account pays again. */
export const RUNNING = `
  SELECT r.id, r.webhook_id AS "webhookId", r.next_at AS "nextAt" FROM replays r
  JOIN accounts a ON a.id = r.account_id AND a.plan = 'paid'
  WHERE r.next_at IS NOT NULL ORDER BY r.next_at`;

async function tryStep(tidings: Instance, id: string, nextAt: number): Promise<number> {
  try {
    return await stepReplay(tidings, id, nextAt);
  } catch (error) {
    if (asUnavailable(error)) throw error;
    tidings.log.error({ err: error, replayId: id }, "replay.step_failed");
    const { database } = tidings;
    const { replays } = database.tables;
    await database.atomically(function* (tx) {
      yield* tx.run(
        tx.orm
          .update(replays)
          .set({ nextAt: tidings.now() + AFTER_FAULT_MS })
          .where(and(eq(replays.id, id), eq(replays.state, "running"), eq(replays.nextAt, nextAt))),
      );
    });
    return 0;
  }
}
