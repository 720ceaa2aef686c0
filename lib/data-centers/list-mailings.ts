import type { Caller } from "@/lib/accounts/caller";
import { loadItems } from "./items";
import { parseId } from "./parse";
import { requireDataCenter } from "./place";
import type { MasterItems } from "./schema";

/** Every mailing of a data center, by id, for a field that offers them. @throws Problem 404 */
export async function listMailings(caller: Caller, dataCenterId: string): Promise<MasterItems["mailings"][]> {
  const { database } = caller.tidings;
  const place = { accountId: caller.accountId, dataCenterId: parseId(dataCenterId, "data center") };
  await requireDataCenter(database, place);
  return loadItems(database, place, "mailings");
}
