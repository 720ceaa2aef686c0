import { and, asc, count, eq, inArray, max } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { readSteps } from "@/db/read-steps";
import type { Tables } from "@/db/tables";
import type { MasterItem, MasterItems, MasterList, Stage } from "./schema";

/** Where master data is: every query of it names both. */
export interface Place {
  accountId: number;
  dataCenterId: number;
}

/** Both databases take more, but not a list of ten thousand at once. */
const ROWS_AT_ONCE = 500;

/** The items of a list by id, all of them or those with the given ids; stages stand in their lead scoring, by id. */
export function* readItems<List extends MasterList>(
  database: Database,
  tx: Transaction,
  place: Place,
  list: List,
  ids?: number[],
): Steps<MasterItems[List][]> {
  const table = tableOf(database, list);
  const where = and(within(table, place), ids && inArray(table.id, ids));
  const rows = yield* tx.run(tx.orm.select().from(table).where(where).orderBy(asc(table.id)));
  const items = rows.map(({ accountId: _, dataCenterId: __, ...item }) => item as MasterItems[List]);
  if (list !== "leadScorings") return items;
  const stages = yield* readStages(database, tx, place, ids);
  return items.map((item) => ({ ...item, stages: stages.get(item.id) ?? [] }));
}

function* readStages(database: Database, tx: Transaction, place: Place, ids?: number[]) {
  const { stages } = database.tables;
  const where = and(within(stages, place), ids && inArray(stages.leadScoringId, ids));
  const rows = yield* tx.run(tx.orm.select().from(stages).where(where).orderBy(asc(stages.id)));
  const byScoring = new Map<number, Stage[]>();
  for (const { leadScoringId, id, name, threshold } of rows) {
    const found = byScoring.get(leadScoringId) ?? [];
    found.push({ id, name, threshold });
    byScoring.set(leadScoringId, found);
  }
  return byScoring;
}

/** The same outside a transaction. */
export async function loadItems<List extends MasterList>(
  database: Database,
  place: Place,
  list: List,
  ids?: number[],
): Promise<MasterItems[List][]> {
  return readSteps(database, (tx) => readItems(database, tx, place, list, ids));
}

/** Takes away what has one of the ids, then writes the items. What changes is in both, so that codes can swap. */
export function* writeItems(
  database: Database,
  tx: Transaction,
  place: Place,
  list: MasterList,
  { remove, insert }: { remove: number[]; insert: MasterItem[] },
): Steps<void> {
  const { stages } = database.tables;
  const table = tableOf(database, list);
  for (const ids of chunks(remove)) {
    yield* tx.run(tx.orm.delete(table).where(and(within(table, place), inArray(table.id, ids))));
    if (list !== "leadScorings") continue;
    yield* tx.run(
      tx.orm.delete(stages).where(and(within(stages, place), inArray(stages.leadScoringId, ids))),
    );
  }
  for (const items of chunks(insert)) {
    const rows = items.map((item) => ({ ...place, ...item })) as Tables["personas"]["$inferInsert"][];
    yield* tx.run(tx.orm.insert(table).values(rows));
  }
  const rows = insert.flatMap((item) =>
    "stages" in item ? item.stages.map((stage) => ({ ...place, leadScoringId: item.id, ...stage })) : [],
  );
  for (const part of chunks(rows)) yield* tx.run(tx.orm.insert(stages).values(part));
}

export function* countItems(database: Database, tx: Transaction, place: Place, list: MasterList) {
  const table = tableOf(database, list);
  const [row] = yield* tx.run(tx.orm.select({ items: count() }).from(table).where(within(table, place)));
  return Number(row?.items ?? 0);
}

/** One above the highest, or, where a platform has chosen the highest there is, the lowest that is free. */
export function* nextFreeId(
  database: Database,
  tx: Transaction,
  place: Place,
  list: MasterList | "stages",
): Steps<number> {
  const table = tableOf(database, list);
  const [last] = yield* tx.run(
    tx.orm
      .select({ id: max(table.id) })
      .from(table)
      .where(within(table, place)),
  );
  const next = (last?.id ?? 0) + 1;
  if (Number.isSafeInteger(next)) return next;
  const rows = yield* tx.run(
    tx.orm.select({ id: table.id }).from(table).where(within(table, place)).orderBy(asc(table.id)),
  );
  return lowestFree(rows.map(({ id }) => id));
}

/** @param ids in ascending order */
export const lowestFree = (ids: number[]) => {
  const gap = ids.findIndex((id, index) => id !== index + 1);
  return gap === -1 ? ids.length + 1 : gap + 1;
};

/** The tables differ in columns, but what is asked of them here they all have. */
const tableOf = (database: Database, list: MasterList | "stages") =>
  database.tables[list] as Tables["personas"];

const within = (table: Tables["personas"] | Tables["stages"], place: Place) =>
  and(eq(table.accountId, place.accountId), eq(table.dataCenterId, place.dataCenterId));

function chunks<Row>(rows: Row[]): Row[][] {
  const parts: Row[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) parts.push(rows.slice(at, at + ROWS_AT_ONCE));
  return parts;
}
