import { and, asc, count, eq, ne } from "drizzle-orm";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { iso } from "@/lib/time";
import { parseId } from "./parse";
import { MASTER_LISTS, type MasterList } from "./schema";

export interface DataCenterRow {
  id: number;
  name: string;
  createdAt: string;
  /** Webhooks that are deleted don't count. */
  counts: Record<MasterList | "webhooks", number>;
}

/** Every data center of the account with how much it holds; one query for each kind. */
export async function listDataCenterRows(caller: Caller): Promise<DataCenterRow[]> {
  return readRows(caller);
}

/** @throws Problem 404 */
export async function findDataCenterRow(
  caller: Caller,
  dataCenterId: number | string,
): Promise<DataCenterRow> {
  const [row] = await readRows(caller, parseId(dataCenterId, "data center"));
  if (!row) throw notFound("data center");
  return row;
}

async function readRows({ tidings, accountId }: Caller, only?: number): Promise<DataCenterRow[]> {
  const { orm, tables } = tidings.database;
  const { dataCenters, webhooks } = tables;
  const rows = await orm
    .select({ id: dataCenters.id, name: dataCenters.name, createdAt: dataCenters.createdAt })
    .from(dataCenters)
    .where(and(eq(dataCenters.accountId, accountId), only ? eq(dataCenters.id, only) : undefined))
    .orderBy(asc(dataCenters.id));

  const countBy = async (table: Tables["mailings"] | Tables["webhooks"], kept = true) => {
    const counted = table as Tables["mailings"];
    const found = await orm
      .select({ id: counted.dataCenterId, items: count() })
      .from(counted)
      .where(
        and(
          eq(counted.accountId, accountId),
          only ? eq(counted.dataCenterId, only) : undefined,
          kept ? undefined : ne(webhooks.status, "deleted"),
        ),
      )
      .groupBy(counted.dataCenterId);
    const byId = new Map(found.map(({ id, items }) => [id, Number(items)]));
    return (id: number) => byId.get(id) ?? 0;
  };
  const counters: [string, (id: number) => number][] = [["webhooks", await countBy(webhooks, false)]];
  for (const list of MASTER_LISTS) {
    counters.push([list, await countBy(tables[list] as unknown as Tables["mailings"])]);
  }
  return rows.map(({ id, name, createdAt }) => ({
    id,
    name,
    createdAt: iso(createdAt),
    counts: Object.fromEntries(counters.map(([of, counted]) => [of, counted(id)])) as DataCenterRow["counts"],
  }));
}
