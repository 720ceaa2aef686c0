import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { notFound, Problem } from "@/lib/errors";
import { loadItems } from "./items";
import type { MasterItem, MasterList } from "./schema";
import { ITEM_WORDS } from "./words";

/** The id of the data center that an earlier call has made, by its audit entry. @throws Problem 404 */
export async function findMadeDataCenter(caller: Caller, entryId: string): Promise<{ id: number }> {
  const entry = await findEntry(caller, entryId);
  if (!entry) throw notFound("data center");
  return { id: Number(entry.targetId) };
}

/** The item that an earlier call has made. @throws Problem 404, 409 if somebody deleted it since */
export async function findMadeItem(
  caller: Caller,
  list: MasterList,
  entryId: string,
): Promise<{ item: MasterItem }> {
  const entry = await findEntry(caller, entryId);
  if (!entry) throw notFound(ITEM_WORDS[list]);
  const place = { accountId: caller.accountId, dataCenterId: Number(entry.targetId) };
  const [item] = await loadItems(caller.tidings.database, place, list, [Number(entry.details.id)]);
  if (!item) throw new Problem("conflict", `The ${ITEM_WORDS[list]} was created and has been deleted since.`);
  return { item };
}

export async function findEntry({ tidings, accountId }: Caller, id: string) {
  const { orm, tables } = tidings.database;
  const { auditEntries: entries } = tables;
  const [entry] = await orm
    .select({ at: entries.at, targetId: entries.targetId, details: entries.details })
    .from(entries)
    .where(and(eq(entries.id, id), eq(entries.accountId, accountId)));
  return entry;
}
