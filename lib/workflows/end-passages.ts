import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { groupBy } from "@/lib/group-by";
import { workflowsOf } from "./of-data-center";
import { forgetStepContact } from "./step-contacts";

/** Ends the passages of contacts that are gone. */
export function* endPassages(
  database: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  contactIds: readonly string[],
  now: number,
): Steps<void> {
  const { passages } = database.tables;
  const here = and(eq(passages.accountId, accountId), eq(passages.dataCenterId, dataCenterId));
  const ended = yield* tx.run(
    tx.orm
      .update(passages)
      .set({ state: "cancelled", finishedAt: now, dueAt: null, awaitedType: null, deliveryId: null })
      .where(and(here, inArray(passages.contactId, [...contactIds]), isNull(passages.finishedAt)))
      .returning({ workflowId: passages.workflowId }),
  );
  const byWorkflow = [...groupBy(ended, ({ workflowId }) => workflowId)];
  for (const [workflowId, { length }] of byWorkflow.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    yield* countEnded(database, tx, workflowId, length);
}

/** How many of a workflow's passages have come to their end, for good (S5.30). */
export function* countEnded(
  { tables: { workflows } }: Database,
  tx: Transaction,
  workflowId: string,
  passages: number,
): Steps<void> {
  if (passages === 0) return;
  const ended = sql`${workflows.ended} + ${passages}`;
  yield* tx.run(tx.orm.update(workflows).set({ ended }).where(eq(workflows.id, workflowId)));
}

/** What stands in the place of an erased contact's id. */
export const ERASED = "erased";

/** Besides, takes out all that passages tell of the contacts; that there were some, and which way they went, stays. */
export function* forgetPassages(
  database: Database,
  tx: Transaction,
  place: Place,
  contactIds: readonly string[],
  now: number,
): Steps<void> {
  yield* endPassages(database, tx, place, contactIds, now);
  const { passages, passageEntries, passageAnswers, pastPassages, stepDeliveries } = database.tables;
  const mine = workflowsOf(database, tx, place);
  const rows = yield* tx.run(
    tx.orm
      .select({ id: passages.id })
      .from(passages)
      .where(and(inArray(passages.workflowId, mine), inArray(passages.contactId, [...contactIds]))),
  );
  for (const { id } of rows) {
    yield* tx.run(
      tx.orm.update(passages).set({ contactId: ERASED, parameters: null }).where(eq(passages.id, id)),
    );
    yield* tx.run(tx.orm.update(passageEntries).set({ detail: {} }).where(eq(passageEntries.passageId, id)));
    yield* tx.run(tx.orm.delete(passageAnswers).where(eq(passageAnswers.passageId, id)));
    yield* tx.run(
      tx.orm.update(stepDeliveries).set({ contactId: ERASED }).where(eq(stepDeliveries.passageId, id)),
    );
  }
  // Also where retention has taken the passage away.
  for (const contactId of contactIds) yield* forgetStepContact(tx, place, contactId);
  const past = inArray(pastPassages.contactId, [...contactIds]);
  yield* tx.run(tx.orm.delete(pastPassages).where(and(inArray(pastPassages.workflowId, mine), past)));
}
