import { and, asc, eq, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Instance } from "@/lib/instance";
import { ERASED } from "@/lib/workflows/end-passages";
import { NOTHING, ROWS_AT_ONCE, type Scope, type StepDone } from "./step";

interface Ended {
  id: string;
  workflowId: string;
  contactId: string;
  startedAt: number;
}

/**
 * Passages that ended long ago, with their ways, parameters and answers. That a contact has been there is kept for the
 * rule of re-entry; what the statistics count is counted already (S5.30).
 */
export async function prunePassages(
  { database }: Instance,
  { accountId, before }: Pick<Scope, "accountId" | "before">,
): Promise<StepDone> {
  if ((await endedPassages(database, accountId, before, 1)).length === 0) return NOTHING;
  return database.atomically(function* (tx) {
    if (!(yield* database.sql.takeTurn(tx, "retention"))) return NOTHING;
    // Read only now, for an erasure may have come since: whoever is erased is not remembered.
    const page = yield* tx.run(endedPassages(database, accountId, before, ROWS_AT_ONCE, tx));
    yield* remember(database, tx, page);
    yield* takeAway(
      database,
      tx,
      page.map(({ id }) => id),
    );
    return { pruned: page.length, reached: null, more: page.length === ROWS_AT_ONCE };
  });
}

/** The longest ended first. */
function endedPassages(
  database: Database,
  accountId: number,
  before: number,
  limit: number,
  { orm }: Pick<Transaction, "orm"> = database,
) {
  const { passages } = database.tables;
  return orm
    .select({
      id: passages.id,
      workflowId: passages.workflowId,
      contactId: passages.contactId,
      startedAt: passages.startedAt,
    })
    .from(passages)
    .where(
      and(eq(passages.accountId, accountId), isNotNull(passages.finishedAt), lt(passages.finishedAt, before)),
    )
    .orderBy(asc(passages.finishedAt))
    .limit(limit);
}

/** The last time that each contact began each workflow. */
function* remember(database: Database, tx: Transaction, ended: readonly Ended[]): Steps<void> {
  const { pastPassages } = database.tables;
  const last = new Map<string, { workflowId: string; contactId: string; startedAt: number }>();
  for (const { workflowId, contactId, startedAt } of ended) {
    if (contactId === ERASED) continue;
    const key = `${workflowId} ${contactId}`;
    const known = last.get(key)?.startedAt ?? 0;
    last.set(key, { workflowId, contactId, startedAt: Math.max(known, startedAt) });
  }
  const rows = [...last].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return;
  const { startedAt } = pastPassages;
  const later = sql`CASE WHEN excluded.started_at > ${startedAt} THEN excluded.started_at ELSE ${startedAt} END`;
  yield* tx.run(
    tx.orm
      .insert(pastPassages)
      .values(rows)
      .onConflictDoUpdate({
        target: [pastPassages.workflowId, pastPassages.contactId],
        set: { startedAt: later },
      }),
  );
}

function* takeAway({ tables }: Database, tx: Transaction, ids: readonly string[]): Steps<void> {
  const { passages, passageEntries, passageAnswers, stepDeliveries } = tables;
  yield* tx.run(tx.orm.delete(passageEntries).where(inArray(passageEntries.passageId, [...ids])));
  yield* tx.run(tx.orm.delete(passageAnswers).where(inArray(passageAnswers.passageId, [...ids])));
  // What is still pending goes when it ends (lib/workflows/hear-answers.ts), for it is yet to be counted.
  const settled = and(inArray(stepDeliveries.passageId, [...ids]), isNotNull(stepDeliveries.outcome));
  yield* tx.run(tx.orm.delete(stepDeliveries).where(settled));
  yield* tx.run(tx.orm.delete(passages).where(inArray(passages.id, [...ids])));
}
