import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { RetryRule } from "@/db/shapes";
import { recordLost } from "@/lib/engine/judge-health";
import { windowMs } from "@/lib/engine/retry";
import type { Instance } from "@/lib/instance";
import { noRuns } from "@/lib/runs/count";
import { DAY_MS, hourOf } from "@/lib/time";

/** While a webhook isn't active, a delivery that was never tried stays owed for so long; never scaled. */
export const UNTRIED_MS = 7 * DAY_MS;

/**
 * Ends what waited too long for a webhook that is not active: never tried within 7 days of acceptance
 * *discarded*, tried and past its retry window *failed* (docs/states.md).
 * @returns how many ended
 */
export function* expireWaiting(
  tidings: Instance,
  tx: Transaction,
  webhook: { id: string; retry: RetryRule },
  now: number,
): Steps<number> {
  const { database, env } = tidings;
  const { deliveries } = database.tables;
  const waiting = and(eq(deliveries.webhookId, webhook.id), eq(deliveries.state, "pending"));
  const ended = { finishedAt: now, nextAttemptAt: null, reason: "webhook_not_active" as const };
  const discarded = yield* tx.run(
    tx.orm
      .update(deliveries)
      .set({ ...ended, state: "discarded" })
      .where(and(waiting, isNull(deliveries.firstAttemptAt), lt(deliveries.acceptedAt, now - UNTRIED_MS)))
      .returning({ id: deliveries.id }),
  );
  const windowEnd = sql`${deliveries.firstAttemptAt} + ${deliveries.lateMs} + ${windowMs(webhook.retry, env.RETRY_TIME_SCALE)}`;
  const failed = yield* tx.run(
    tx.orm
      .update(deliveries)
      .set({ ...ended, reason: sql`coalesce(${deliveries.reason}, 'webhook_not_active')`, state: "failed" })
      .where(and(waiting, isNotNull(deliveries.firstAttemptAt), lt(windowEnd, now)))
      .returning({ id: deliveries.id }),
  );
  const lost = discarded.length + failed.length;
  if (lost > 0) {
    yield* database.sql.addToRunCounts(tx, [{ ...noRuns(webhook.id, hourOf(now)), lost }]);
    yield* recordLost(tidings, tx, webhook.id, lost, now);
  }
  return lost;
}

/** Deliveries that end in one go; whoever has more of them comes again. */
const AT_ONCE = 1_000;

/**
 * Discards what still waits although it was accepted `before`, tried or not: the window of retries at an interval
 * from acceptance has closed (S2.33). Without a try its reason is why the endpoint is held back.
 * @returns how many, at most a thousand
 */
export function* discardExpired(
  tidings: Instance,
  tx: Transaction,
  webhookId: string,
  { before, now }: { before: number; now: number },
): Steps<number> {
  const { database } = tidings;
  const discarded = yield* tx.rows(
    `UPDATE deliveries SET state = 'discarded', finished_at = $3, next_attempt_at = NULL,
       reason = coalesce(reason, (SELECT failing_reason FROM lanes WHERE webhook_id = $1))
     WHERE id IN (
       SELECT id FROM deliveries
       WHERE webhook_id = $1 AND finished_at IS NULL AND state = 'pending' AND accepted_at < $2
       ORDER BY accepted_at LIMIT ${AT_ONCE}
     ) RETURNING id`,
    [webhookId, before, now],
  );
  if (discarded.length > 0) {
    const counts = { ...noRuns(webhookId, hourOf(now)), lost: discarded.length };
    yield* database.sql.addToRunCounts(tx, [counts]);
    yield* recordLost(tidings, tx, webhookId, discarded.length, now);
  }
  return discarded.length;
}
