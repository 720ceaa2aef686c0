import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";

/**
 * Cancels what waits for a webhook. What is under way can't be called back: it is *delivered* if it succeeds,
 * else *cancelled* when it settles. One statement, so that nothing slips from one state to the other in between.
 */
export function* cancelWaiting(
  database: Database,
  tx: Transaction,
  webhookId: string,
  now: number,
): Steps<void> {
  const { deliveries } = database.tables;
  const waits = sql`${deliveries.state} = 'pending'`;
  yield* tx.run(
    tx.orm
      .update(deliveries)
      .set({
        state: sql`case when ${waits} then 'cancelled' else ${deliveries.state} end`,
        finishedAt: sql`case when ${waits} then cast(${now} as bigint) end`,
        nextAttemptAt: sql`case when ${waits} then null else ${deliveries.nextAttemptAt} end`,
        cancelRequested: true,
      })
      .where(and(eq(deliveries.webhookId, webhookId), inArray(deliveries.state, ["pending", "sending"]))),
  );
}
