import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";

export interface DataCenterView {
  id: number;
  name: string;
  personas: { id: number; name: string; threshold: number }[];
  leadScorings: { id: number; name: string; stages: { id: number; name: string; threshold: number }[] }[];
}

/** The account's data centers with what a trigger can be narrowed to. */
export async function listDataCenters(caller: Caller): Promise<DataCenterView[]> {
  const { database } = caller.tidings;
  const { dataCenters } = database.tables;
  const rows = await database.orm
    .select({ id: dataCenters.id, name: dataCenters.name })
    .from(dataCenters)
    .where(eq(dataCenters.accountId, caller.accountId))
    .orderBy(asc(dataCenters.id));
  return Promise.all(
    rows.map(async (row) => ({ ...row, ...(await readMasterData(database, caller.accountId, row.id)) })),
  );
}

/** The personas and lead scorings of one data center, by id. */
export async function readMasterData(database: Database, accountId: number, dataCenterId: number) {
  const { personas, leadScorings, stages } = database.tables;
  const place = { accountId, dataCenterId };
  const within = (table: typeof personas | typeof leadScorings | typeof stages) =>
    and(eq(table.accountId, place.accountId), eq(table.dataCenterId, place.dataCenterId));
  const personaRows = await database.orm
    .select({ id: personas.id, name: personas.name, threshold: personas.threshold })
    .from(personas)
    .where(within(personas))
    .orderBy(asc(personas.id));
  const scoringRows = await database.orm
    .select({ id: leadScorings.id, name: leadScorings.name })
    .from(leadScorings)
    .where(within(leadScorings))
    .orderBy(asc(leadScorings.id));
  const stageRows = await database.orm.select().from(stages).where(within(stages)).orderBy(asc(stages.id));
  return {
    personas: personaRows,
    leadScorings: scoringRows.map((scoring) => ({
      ...scoring,
      stages: stageRows
        .filter((stage) => stage.leadScoringId === scoring.id)
        .map(({ id, name, threshold }) => ({ id, name, threshold })),
    })),
  };
}
