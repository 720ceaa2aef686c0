import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { groupBy } from "@/lib/group-by";

export interface DataCenterView {
  id: number;
  name: string;
  personas: { id: number; name: string; threshold: number }[];
  leadScorings: { id: number; name: string; stages: { id: number; name: string; threshold: number }[] }[];
}

/** The account's data centers with what a trigger can be narrowed to; one query for each kind. */
export async function listDataCenters(caller: Caller): Promise<DataCenterView[]> {
  const { database } = caller.tidings;
  const { dataCenters } = database.tables;
  const rows = await database.orm
    .select({ id: dataCenters.id, name: dataCenters.name })
    .from(dataCenters)
    .where(eq(dataCenters.accountId, caller.accountId))
    .orderBy(asc(dataCenters.id));
  const masterDataOf = await readByDataCenter(database, caller.accountId);
  return rows.map((row) => ({ ...row, ...masterDataOf(row.id) }));
}

/** The personas and lead scorings of one data center, by id. */
export async function readMasterData(database: Database, accountId: number, dataCenterId: number) {
  return (await readByDataCenter(database, accountId, dataCenterId))(dataCenterId);
}

async function readByDataCenter(database: Database, accountId: number, only?: number) {
  const { personas, leadScorings, stages } = database.tables;
  const within = (table: typeof personas | typeof leadScorings | typeof stages) =>
    and(eq(table.accountId, accountId), only ? eq(table.dataCenterId, only) : undefined);
  const { orm } = database;
  const personaRows = await orm.select().from(personas).where(within(personas)).orderBy(asc(personas.id));
  const scoringRows = await orm
    .select()
    .from(leadScorings)
    .where(within(leadScorings))
    .orderBy(asc(leadScorings.id));
  const stageRows = await orm.select().from(stages).where(within(stages)).orderBy(asc(stages.id));

  const personasOf = groupBy(personaRows, (persona) => persona.dataCenterId);
  const scoringsOf = groupBy(scoringRows, (scoring) => scoring.dataCenterId);
  const stagesOf = groupBy(stageRows, (stage) => `${stage.dataCenterId}/${stage.leadScoringId}`);
  const step = ({ id, name, threshold }: { id: number; name: string; threshold: number }) => ({
    id,
    name,
    threshold,
  });
  return (dataCenterId: number) => ({
    personas: (personasOf.get(dataCenterId) ?? []).map(step),
    leadScorings: (scoringsOf.get(dataCenterId) ?? []).map(({ id, name }) => ({
      id,
      name,
      stages: (stagesOf.get(`${dataCenterId}/${id}`) ?? []).map(step),
    })),
  });
}
