import type { Caller } from "@/lib/accounts/caller";
import { loadItems } from "./items";
import { parseId } from "./parse";
import { requireDataCenter } from "./place";
import type { MasterItems, MasterList } from "./schema";
import { findUsage, type WebhookName } from "./usage";

export type UsedItem<List extends MasterList = MasterList> = MasterItems[List] & { usedBy: WebhookName[] };

export interface ItemPage {
  items: UsedItem[];
  /** How many match, and how many there are. */
  total: number;
  all: number;
}

/**
 * One page of a list for people. Searched here and not in SQL, because SQLite knows the upper case of ASCII only;
 * no list has more than 10,000 items. @throws Problem 404
 */
export async function listItems(
  caller: Caller,
  dataCenterId: number,
  list: MasterList,
  { q, limit, offset }: { q?: string; limit: number; offset: number },
): Promise<ItemPage> {
  const place = { accountId: caller.accountId, dataCenterId };
  await requireDataCenter(caller.tidings.database, place);
  const items = await loadItems(caller.tidings.database, place, list);
  const found = q ? items.filter((item) => matches(item, q)) : items;
  const page = found.slice(offset, offset + limit);
  return {
    items: await findUsage(caller, dataCenterId, list, page),
    total: found.length,
    all: items.length,
  };
}

/** The item that an address names, wherever in the list it is; null if there is none. */
export async function findItem(
  caller: Caller,
  dataCenterId: number,
  list: MasterList,
  itemId: string,
): Promise<UsedItem | null> {
  const place = { accountId: caller.accountId, dataCenterId };
  const items = await loadItems(caller.tidings.database, place, list, [parseId(itemId, "item")]);
  const [item] = await findUsage(caller, dataCenterId, list, items);
  return item ?? null;
}

function matches(item: MasterItems[MasterList], q: string): boolean {
  const words = "code" in item ? [item.label, item.code] : [item.name];
  return String(item.id) === q || words.some((word) => folded(word).includes(folded(q)));
}

const folded = (text: string) => text.normalize("NFKC").toLowerCase();
