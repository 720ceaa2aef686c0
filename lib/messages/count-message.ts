import { sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { MailedMessage } from "@/db/shapes";

/** Counts how a step's message ended (S5.30). Belongs to the commit that ends the mail. */
export function* countMessage(
  { tables: { stepCounts } }: Database,
  tx: Transaction,
  { workflowId, stepId }: MailedMessage,
  outcome: "accepted" | "failed",
  by: 1 | -1 = 1,
): Steps<void> {
  yield* tx.run(
    tx.orm
      .insert(stepCounts)
      .values({ workflowId, stepId, [outcome]: by })
      .onConflictDoUpdate({
        target: [stepCounts.workflowId, stepCounts.stepId],
        set: { [outcome]: sql`${stepCounts[outcome]} + ${by}` },
      }),
  );
}
