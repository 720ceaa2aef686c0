import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { notFound } from "@/lib/errors";
import { refuseMailingOfMessage } from "@/lib/messages/mailings-of-messages";
import { itemChanges } from "./item-changes";
import { readItems, writeItems } from "./items";
import { parseId } from "./parse";
import { lockDataCenter } from "./place";
import type { MasterList } from "./schema";
import { readNarrowed, refuseUsed } from "./usage";
import { auditNoun, ITEM_WORDS, nameOf } from "./words";

/** Events that named it keep their copies. @throws Problem 404, 409 if a webhook uses it, or it is a message */
export async function deleteItem(
  caller: Caller,
  dataCenterId: number | string,
  list: MasterList,
  itemId: number | string,
): Promise<void> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const place = { accountId, dataCenterId: parseId(dataCenterId, "data center") };
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const dataCenter = yield* lockDataCenter(database, tx, place);
    const id = parseId(itemId, ITEM_WORDS[list]);
    const before = yield* readItems(database, tx, place, list, [id]);
    const [item] = before;
    if (!item) throw notFound(ITEM_WORDS[list]);
    refuseUsed(yield* readNarrowed(database, tx, place), list, before, [], "");
    if (list === "mailings") yield* refuseMailingOfMessage(database, tx, place, id);
    yield* writeItems(database, tx, place, list, { remove: [id], insert: [] });
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: now,
      action: `${auditNoun(list, false)}.deleted`,
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: { dataCenter, id, name: nameOf(item), changes: itemChanges(before, []).changes ?? {} },
    });
  });
}
