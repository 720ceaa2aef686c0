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

interface Gone {
  message: MailedMessage | null;
  sentAt: number | null;
  nextAttemptAt: number | null;
  error: string | null;
}

/** Mails that are taken away before they ended, such as those that the Outbox kept, will never leave. */
export function* countGone(database: Database, tx: Transaction, gone: readonly Gone[]): Steps<void> {
  for (const { message, sentAt, nextAttemptAt, error } of gone) {
    const hasEnded = sentAt !== null || (nextAttemptAt === null && error !== null);
    if (message && !hasEnded) yield* countMessage(database, tx, message, "failed");
  }
}
