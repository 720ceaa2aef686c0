import type { Caller } from "@/lib/accounts/caller";
import { iso } from "@/lib/time";
import { loadItems } from "./items";
import { parseId } from "./parse";
import { requireDataCenter } from "./place";
import { MASTER_LISTS, type MasterItems, type MasterList } from "./schema";

export type MasterDataView = { id: number; name: string; createdAt: string } & {
  [List in MasterList]: MasterItems[List][];
};

/** A data center with the whole of its master data. @throws Problem 404 */
export async function findDataCenter(caller: Caller, dataCenterId: number | string): Promise<MasterDataView> {
  const { database } = caller.tidings;
  const place = { accountId: caller.accountId, dataCenterId: parseId(dataCenterId, "data center") };
  const { createdAt, ...dataCenter } = await requireDataCenter(database, place);
  const lists: [MasterList, unknown][] = [];
  for (const list of MASTER_LISTS) lists.push([list, await loadItems(database, place, list)]);
  return { ...dataCenter, createdAt: iso(createdAt), ...Object.fromEntries(lists) } as MasterDataView;
}

/** One list of it, whole, by id. @throws Problem 404 */
export async function findList<List extends MasterList>(
  caller: Caller,
  dataCenterId: number | string,
  list: List,
): Promise<Record<List, MasterItems[List][]>> {
  const { database } = caller.tidings;
  const place = { accountId: caller.accountId, dataCenterId: parseId(dataCenterId, "data center") };
  await requireDataCenter(database, place);
  const items = await loadItems(database, place, list);
  return { [list]: items } as Record<List, MasterItems[List][]>;
}
