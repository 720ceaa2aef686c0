import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";

/** What events about messages name of a data center, by id. */
export async function readMessageLists(database: Database, accountId: number, dataCenterId: number) {
  const { orm, tables } = database;
  const named = (table: typeof tables.mailings | typeof tables.communicationTypes) =>
    orm
      .select({ id: table.id, name: table.name })
      .from(table)
      .where(and(eq(table.accountId, accountId), eq(table.dataCenterId, dataCenterId)))
      .orderBy(asc(table.id));
  return {
    mailings: await named(tables.mailings),
    communicationTypes: await named(tables.communicationTypes),
  };
}
