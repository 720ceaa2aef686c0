import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";

/**
 * Ends every replay of a webhook that is about to be deleted. Before the webhook's own row is changed: a step of a
 * replay holds them in this order too.
 */
export function* cancelReplays(
  database: Database,
  tx: Transaction,
  webhookId: string,
  now: number,
): Steps<void> {
  const { replays } = database.tables;
  yield* tx.run(
    tx.orm
      .update(replays)
      .set({ state: "cancelled", nextAt: null, finishedAt: now })
      .where(and(eq(replays.webhookId, webhookId), inArray(replays.state, ["running", "paused"]))),
  );
}
