import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid } from "@/lib/errors";
import { itemChanges } from "./item-changes";
import { type Presence, refuseOverLimit, refuseTaken, refuseUnlessAs } from "./item-rules";
import { nextFreeId, type Place, readItems, writeItems } from "./items";
import { parseId, parseInput } from "./parse";
import { lockDataCenter } from "./place";
import { DRAFT_SCHEMAS, type MasterDraft, type MasterItem, type MasterList, PUT_SCHEMAS } from "./schema";
import { readNarrowed, refuseUsed } from "./usage";
import { auditNoun, ITEM_WORDS, nameOf } from "./words";

export interface WrittenItem {
  created: boolean;
  item: MasterItem;
}

/** Creates or changes the item with the id of the address. @throws Problem 400, 404, 409 */
export async function putItem(
  caller: Caller,
  dataCenterId: number | string,
  list: MasterList,
  itemId: number | string,
  input: unknown,
): Promise<WrittenItem> {
  const id = parseId(itemId, ITEM_WORDS[list]);
  const draft = parseInput<MasterDraft>(PUT_SCHEMAS[list], input);
  if (draft.id !== undefined && draft.id !== id) {
    const message = `is not ${id}, the id in the address`;
    throw invalid([{ path: "id", message, remedy: "Leave it out, or call the address of that id." }]);
  }
  return writeItem(caller, dataCenterId, list, { ...draft, id }, "either");
}

/**
 * A new item; an id that is left out is the next free one.
 * @param entryId of its audit entry, by which a repeated call finds what was made
 * @throws Problem 400, 404, 409 if the id is taken
 */
export async function addItem(
  caller: Caller,
  dataCenterId: number | string,
  list: MasterList,
  input: unknown,
  { entryId }: { entryId?: string | undefined } = {},
): Promise<WrittenItem> {
  const draft = parseInput<MasterDraft>(DRAFT_SCHEMAS[list], input);
  return writeItem(caller, dataCenterId, list, draft, "absent", entryId);
}

/** Changes an item that is there. @throws Problem 400, 404 if somebody deleted it meanwhile, 409 */
export async function editItem(
  caller: Caller,
  dataCenterId: number | string,
  list: MasterList,
  itemId: number | string,
  input: unknown,
): Promise<WrittenItem> {
  const id = parseId(itemId, ITEM_WORDS[list]);
  const draft = parseInput<MasterDraft>(DRAFT_SCHEMAS[list], input);
  return writeItem(caller, dataCenterId, list, { ...draft, id }, "present");
}

async function writeItem(
  caller: Caller,
  dataCenterId: number | string,
  list: MasterList,
  draft: MasterDraft,
  must: Presence,
  entryId?: string,
): Promise<WrittenItem> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const place = { accountId, dataCenterId: parseId(dataCenterId, "data center") };
  const now = tidings.now();
  return database.atomically(function* (tx) {
    const dataCenter = yield* lockDataCenter(database, tx, place);
    const item = yield* withIds(caller, tx, place, list, draft);
    const others = yield* readItems(database, tx, place, list, needsAll(list) ? undefined : [item.id]);
    const before = others.filter(({ id }) => id === item.id);
    refuseUnlessAs(must, list, item, before.length > 0);
    refuseTaken(list, item, others);
    if (before.length === 0) yield* refuseOverLimit(caller, tx, place, list);
    refuseUsed(yield* readNarrowed(database, tx, place), list, before, [item], "");
    yield* writeItems(database, tx, place, list, { remove: [item.id], insert: [item] });
    yield* recordAudit(database, tx, {
      id: entryId,
      accountId,
      actor,
      at: now,
      action: `${auditNoun(list, false)}.${before.length > 0 ? "updated" : "created"}`,
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: {
        dataCenter,
        id: item.id,
        name: nameOf(item),
        changes: itemChanges(before, [item]).changes ?? {},
      },
    });
    const [written] = yield* readItems(database, tx, place, list, [item.id]);
    return { created: before.length === 0, item: written ?? item };
  });
}

/** Codes and stages' ids are compared with those of every other item. */
const needsAll = (list: MasterList) => list === "fields" || list === "leadScorings";

function* withIds(
  { tidings: { database } }: Caller,
  tx: Transaction,
  place: Place,
  list: MasterList,
  draft: MasterDraft,
): Steps<MasterItem> {
  const id = draft.id ?? (yield* nextFreeId(database, tx, place, list));
  if (!("stages" in draft)) return { ...draft, id } as MasterItem;
  let next = yield* nextFreeId(database, tx, place, "stages");
  const given = new Set(draft.stages.map((stage) => stage.id));
  const stages = draft.stages.map((stage) => {
    if (stage.id !== undefined) return stage;
    while (given.has(next)) next++;
    return { ...stage, id: next++ };
  });
  return { ...draft, id, stages } as MasterItem;
}
