import { and, eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";

/**
 * Cancels what waits for a webhook. What is under way can't be called back: it is *delivered* if it succeeds,
 * else *cancelled* when it settles.
 */
export function* cancelWaiting(
  database: Database,
  tx: Transaction,
  webhookId: string,
  now: number,
): Steps<void> {
  const { deliveries } = database.tables;
  yield* tx.run(
    tx.orm
      .update(deliveries)
      .set({ state: "cancelled", finishedAt: now, nextAttemptAt: null })
      .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.state, "pending"))),
  );
  yield* tx.run(
    tx.orm
      .update(deliveries)
      .set({ cancelRequested: true })
      .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.state, "sending"))),
  );
}
