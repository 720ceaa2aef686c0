import { eq, max } from "drizzle-orm";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { readMasterData } from "./list";
import { insertSampleData } from "./sample-data";

export interface NewDataCenterView {
  dataCenterId: number;
  personas: { id: number; name: string; threshold: number }[];
  leadScorings: { id: number; name: string; stages: { id: number; name: string; threshold: number }[] }[];
}

/** Numbered within its account, from 1. @throws Problem 404 */
export async function createDataCenter(
  tidings: Instance,
  accountId: number,
  input: { name: string; sampleData: boolean },
): Promise<NewDataCenterView> {
  const { database } = tidings;
  const now = tidings.now();
  const id = await database.atomically(function* (tx) {
    const { accounts, dataCenters } = database.tables;
    const [account] = yield* tx.run(
      tx.orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)),
    );
    if (!account) throw new Problem("not_found", `There is no account ${accountId}.`);
    const [last] = yield* tx.run(
      tx.orm
        .select({ id: max(dataCenters.id) })
        .from(dataCenters)
        .where(eq(dataCenters.accountId, accountId)),
    );
    const dataCenter = { accountId, id: (last?.id ?? 0) + 1, name: input.name, createdAt: now };
    yield* tx.run(tx.orm.insert(dataCenters).values(dataCenter));
    if (input.sampleData) yield* insertSampleData(database, tx, accountId, dataCenter.id, now);
    return dataCenter.id;
  });
  const { personas, leadScorings } = await readMasterData(database, accountId, id);
  return { dataCenterId: id, personas, leadScorings };
}
