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
