import type { MasterDataSnapshot } from "@/db/shapes";
import type { FieldProblem } from "@/lib/errors";
import type { References } from "@/lib/event-types/define";
import type { Instance } from "@/lib/instance";

/** Looks up names and thresholds for the events of one request, each row once. */
export function createMasterDataReader(tidings: Instance, accountId: number) {
  const seen = new Map<string, Promise<unknown>>();
  const first = <Row>(text: string, values: unknown[]): Promise<Row | undefined> => {
    const key = `${text}|${values.join("|")}`;
    let row = seen.get(key) as Promise<Row | undefined> | undefined;
    if (!row) {
      row = tidings.database.rows<Row>(text, values).then((rows) => rows[0]);
      seen.set(key, row);
    }
    return row;
  };

  return {
    dataCenter: (id: number) => first<{ id: number; name: string }>(DATA_CENTER, [accountId, id]),
    persona: (dataCenterId: number, id: number) =>
      first<{ id: number; name: string; threshold: number }>(PERSONA, [accountId, dataCenterId, id]),
    leadScoring: (dataCenterId: number, id: number) =>
      first<{ id: number; name: string }>(LEAD_SCORING, [accountId, dataCenterId, id]),
    stage: (dataCenterId: number, leadScoringId: number, id: number) =>
      first<{ id: number; name: string; threshold: number }>(STAGE, [
        accountId,
        dataCenterId,
        leadScoringId,
        id,
      ]),
    mailing: (dataCenterId: number, id: number) =>
      first<{ id: number; name: string }>(MAILING, [accountId, dataCenterId, id]),
    communicationType: (dataCenterId: number, id: number) =>
      first<{ id: number; name: string }>(COMMUNICATION_TYPE, [accountId, dataCenterId, id]),
    communicationTypeNamed: (dataCenterId: number, name: string) =>
      first<{ id: number; name: string }>(COMMUNICATION_TYPE_NAMED, [accountId, dataCenterId, name]),
  };
}

export type MasterDataReader = ReturnType<typeof createMasterDataReader>;

const DATA_CENTER = "SELECT id, name FROM data_centers WHERE account_id = $1 AND id = $2";
const PERSONA =
  "SELECT id, name, threshold FROM personas WHERE account_id = $1 AND data_center_id = $2 AND id = $3";
const LEAD_SCORING =
  "SELECT id, name FROM lead_scorings WHERE account_id = $1 AND data_center_id = $2 AND id = $3";
const STAGE = `
  SELECT id, name, threshold FROM stages
  WHERE account_id = $1 AND data_center_id = $2 AND lead_scoring_id = $3 AND id = $4`;

const MAILING = "SELECT id, name FROM mailings WHERE account_id = $1 AND data_center_id = $2 AND id = $3";
const COMMUNICATION_TYPE =
  "SELECT id, name FROM communication_types WHERE account_id = $1 AND data_center_id = $2 AND id = $3";
const COMMUNICATION_TYPE_NAMED = `
  SELECT id, name FROM communication_types
  WHERE account_id = $1 AND data_center_id = $2 AND name = $3 ORDER BY id LIMIT 1`;

/** Copies what an event names, or says which reference points nowhere. */
export async function copyMasterData(
  read: MasterDataReader,
  dataCenterId: number,
  references: References,
): Promise<MasterDataSnapshot | FieldProblem> {
  const dataCenter = await read.dataCenter(dataCenterId);
  if (!dataCenter) return unknownReference("dataCenterId", "data center", dataCenterId, "the account");
  const snapshot: MasterDataSnapshot = { dataCenter };
  const inHere = `data center ${dataCenterId}`;
  for (const id of references.personas ?? []) {
    snapshot.persona = await read.persona(dataCenterId, id);
    if (!snapshot.persona) return unknownReference("data.personaId", "persona", id, inHere);
  }
  for (const { id, stageId } of references.leadScorings ?? []) {
    const leadScoring = await read.leadScoring(dataCenterId, id);
    if (!leadScoring) return unknownReference("data.leadScoringId", "lead scoring", id, inHere);
    const stage = await read.stage(dataCenterId, id, stageId);
    if (!stage) return unknownReference("data.stageId", "stage", stageId, `lead scoring ${id} of ${inHere}`);
    snapshot.leadScoring = { ...leadScoring, stage };
  }
  for (const id of references.mailings ?? []) {
    if (!(await read.mailing(dataCenterId, id)))
      return unknownReference("data.mailingId", "mailing", id, inHere);
  }
  for (const given of references.communicationTypes ?? []) {
    // A list that lags behind the platform's sending must not cost events: what is not known is not copied.
    const known = await (typeof given === "number"
      ? read.communicationType(dataCenterId, given)
      : read.communicationTypeNamed(dataCenterId, given));
    if (known) snapshot.communicationType = known;
  }
  return snapshot;
}

const unknownReference = (path: string, what: string, id: number, where: string): FieldProblem => ({
  path,
  message: `there is no ${what} ${id} in ${where}`,
  remedy: `Use the id of a ${what} of ${where}.`,
});
