import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";

/** Their ids, for questions about a contact: what is kept of contacts is sorted by workflow first. */
export const workflowsOf = (
  { tables: { workflows } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
) =>
  tx.orm
    .select({ id: workflows.id })
    .from(workflows)
    .where(and(eq(workflows.accountId, accountId), eq(workflows.dataCenterId, dataCenterId)));
