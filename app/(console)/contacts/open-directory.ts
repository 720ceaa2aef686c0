import type { Visitor } from "@/lib/accounts/caller";
import { callerOf } from "@/lib/action";
import { listDataCenterRows } from "@/lib/data-centers/rows";
import { getInstance } from "@/lib/instance";

/** The data center that an address names, else the first one; null where the account has none. */
export async function openDirectory(visitor: Visitor, named: string | undefined) {
  const caller = callerOf(await getInstance(), visitor);
  const dataCenters = (await listDataCenterRows(caller)).map(({ id, name }) => ({ id, name }));
  const dataCenter = dataCenters.find(({ id }) => String(id) === named) ?? dataCenters[0] ?? null;
  return { caller, dataCenters, dataCenter };
}

export interface DataCenterName {
  id: number;
  name: string;
}
