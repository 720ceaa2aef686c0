import { and, eq, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { notFound } from "@/lib/errors";
import type { Place } from "./items";

/** Its name. Nobody else writes to it until the transaction ends, so that two lists never mix. @throws Problem 404 */
export function* lockDataCenter(database: Database, tx: Transaction, place: Place): Steps<string> {
  const { dataCenters } = database.tables;
  const [dataCenter] = yield* tx.run(
    tx.orm
      .update(dataCenters)
      // An update that changes nothing locks the row in both databases' words.
      .set({ name: sql`name` })
      .where(and(eq(dataCenters.accountId, place.accountId), eq(dataCenters.id, place.dataCenterId)))
      .returning({ name: dataCenters.name }),
  );
  if (!dataCenter) throw notFound("data center");
  return dataCenter.name;
}

/** @throws Problem 404 */
export async function requireDataCenter(database: Database, place: Place) {
  const { dataCenters } = database.tables;
  const [dataCenter] = await database.orm
    .select({ id: dataCenters.id, name: dataCenters.name, createdAt: dataCenters.createdAt })
    .from(dataCenters)
    .where(and(eq(dataCenters.accountId, place.accountId), eq(dataCenters.id, place.dataCenterId)));
  if (!dataCenter) throw notFound("data center");
  return dataCenter;
}
