import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { workflowsOf } from "./of-data-center";
import { renameStepContact } from "./step-contacts";

/**
 * A contact that was known by its e-mail alone has got its id. What is known of that id by an earlier contact gives
 * way.
 */
export function* renameInWorkflows(
  database: Database,
  tx: Transaction,
  place: Place,
  from: string,
  to: string,
): Steps<void> {
  const { passages, watchedContacts, pastPassages } = database.tables;
  const gone: { workflowId: string }[] = yield* tx.run(
    tx.orm
      .update(passages)
      .set({ contactId: to })
      .where(
        and(inArray(passages.workflowId, workflowsOf(database, tx, place)), eq(passages.contactId, from)),
      )
      .returning({ workflowId: passages.workflowId }),
  );
  for (const table of [watchedContacts, pastPassages]) {
    const theirs = inArray(table.workflowId, workflowsOf(database, tx, place));
    const known = tx.orm
      .select({ workflowId: table.workflowId })
      .from(table)
      .where(and(theirs, eq(table.contactId, from)));
    yield* tx.run(tx.orm.delete(table).where(and(inArray(table.workflowId, known), eq(table.contactId, to))));
    const renamed = yield* tx.run(
      tx.orm
        .update(table)
        .set({ contactId: to })
        .where(and(theirs, eq(table.contactId, from)))
        .returning({ workflowId: table.workflowId }),
    );
    if (table === pastPassages) gone.push(...renamed);
  }
  for (const workflowId of new Set(gone.map((row) => row.workflowId)))
    yield* renameStepContact(tx, workflowId, from, to);
}
