import type { Caller } from "@/lib/accounts/caller";
import { requireDataCenter } from "@/lib/data-centers/place";
import { invalid, isProblem } from "@/lib/errors";
import type { ScenarioField } from "@/lib/payloads/scenario";
import { compileMessage } from "./compile";
import type { Content } from "./schema";

/** @throws Problem 400 */
export async function refuseUnknownDataCenter(
  { tidings, accountId }: Caller,
  dataCenterId: number,
): Promise<void> {
  try {
    await requireDataCenter(tidings.database, { accountId, dataCenterId });
  } catch (error) {
    throw isProblem(error) ? invalid([NO_DATA_CENTER]) : error;
  }
}

const NO_DATA_CENTER = {
  path: "dataCenterId",
  message: "is no data center of the account",
  remedy: "Send the id of one of the account's data centers.",
};

/** The data center's fields, which expressions and merge tags may name. */
export async function readFields(
  { tidings, accountId }: Caller,
  dataCenterId: number,
): Promise<ScenarioField[]> {
  const rows = await tidings.database.rows<ScenarioField>(
    "SELECT id, code, type FROM fields WHERE account_id = $1 AND data_center_id = $2 ORDER BY id",
    [accountId, dataCenterId],
  );
  return rows;
}

/** @throws Problem 400 naming the place of each expression that can't be read */
export async function refuseFaults(caller: Caller, dataCenterId: number, content: Content): Promise<void> {
  const compiled = compileMessage(content, await readFields(caller, dataCenterId));
  if (!compiled.ok) throw invalid(compiled.faults);
}
