import { and, eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { LoadedWebhook } from "./find";

/** A webhook with its present settings, as a transaction that changes it sees them. Whose it is asks nobody here. */
export function* readWebhookWithin(
  database: Database,
  tx: Transaction,
  id: string,
): Steps<LoadedWebhook | undefined> {
  const { webhooks, webhookRevisions } = database.tables;
  const [row] = yield* tx.run(
    tx.orm
      .select({ webhook: webhooks, revision: webhookRevisions })
      .from(webhooks)
      .innerJoin(
        webhookRevisions,
        and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision)),
      )
      .where(eq(webhooks.id, id)),
  );
  return row;
}
