import type { Caller } from "@/lib/accounts/caller";
import { contentTag, type IfMatch, requireMatch } from "@/lib/api/conditional";
import { recordAudit } from "@/lib/audit/record";
import { mailingsOfMessages } from "@/lib/messages/mailings-of-messages";
import { itemChanges, sameItem } from "./item-changes";
import { readItems, writeItems } from "./items";
import { listSchema } from "./list-schema";
import { parseId, parseInput } from "./parse";
import { lockDataCenter } from "./place";
import type { MasterItem, MasterItems, MasterList } from "./schema";
import { readNarrowed, refuseUsed } from "./usage";
import { auditNoun } from "./words";

/**
 * Makes a list what is given: unknown ids are created, known ones changed, missing ones removed, all or nothing.
 * Mailings that are messages stay: whoever synchronises a list knows nothing of them.
 * @throws Problem 400, 404, 409 if something that is removed is used by a webhook, 412
 */
export async function replaceItems<List extends MasterList>(
  caller: Caller,
  dataCenterId: number | string,
  list: List,
  input: unknown,
  { ifMatch }: { ifMatch?: IfMatch } = {},
): Promise<Record<List, MasterItems[List][]>> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const place = { accountId, dataCenterId: parseId(dataCenterId, "data center") };
  const given = parseInput(listSchema(list), input) as Record<List, MasterItems[List][]>;
  const now = tidings.now();
  const after = await database.atomically(function* (tx) {
    const dataCenter = yield* lockDataCenter(database, tx, place);
    const before = yield* readItems(database, tx, place, list);
    const named = new Set(given[list].map(({ id }) => id));
    const ours: ReadonlyMap<number, string> =
      list === "mailings" ? yield* mailingsOfMessages(database, tx, place) : new Map();
    const stay = before.filter(({ id }) => ours.has(id) && !named.has(id));
    const after = [...given[list], ...stay].toSorted((one, other) => one.id - other.id);
    requireMatch(ifMatch, contentTag(before));
    refuseUsed(yield* readNarrowed(database, tx, place), list, before, after, list);
    yield* writeItems(database, tx, place, list, difference(before, after));
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: now,
      action: `${auditNoun(list, true)}.replaced`,
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: { dataCenter, ...itemChanges(before, after) },
    });
    return after;
  });
  return { [list]: after.map(withStagesById) } as Record<List, MasterItems[List][]>;
}

function difference(before: MasterItem[], after: MasterItem[]) {
  const [known, wanted] = [
    new Map(before.map((item) => [item.id, item])),
    new Set(after.map(({ id }) => id)),
  ];
  const insert = after.filter((item) => {
    const present = known.get(item.id);
    return !present || !sameItem(present, item);
  });
  const gone = before.filter(({ id }) => !wanted.has(id));
  return { insert, remove: [...gone, ...insert.filter(({ id }) => known.has(id))].map(({ id }) => id) };
}

/** As it is read again. */
const withStagesById = (item: MasterItem): MasterItem =>
  "stages" in item ? { ...item, stages: item.stages.toSorted((one, other) => one.id - other.id) } : item;
