import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { Problem } from "@/lib/errors";
import { countItems, type Place } from "./items";
import { MAX_ITEMS, type MasterItem, type MasterList, marksOf } from "./schema";
import { ITEM_WORDS } from "./words";

/** Whether an item has to be there before it is written. */
export type Presence = "either" | "present" | "absent";

/** @throws Problem 404, 409 */
export function refuseUnlessAs(must: Presence, list: MasterList, item: MasterItem, isThere: boolean): void {
  const word = ITEM_WORDS[list];
  if (must === "present" && !isThere) {
    throw new Problem("not_found", `Somebody else has deleted ${word} ${item.id} in the meantime.`);
  }
  if (must === "absent" && isThere) {
    throw new Problem("conflict", `There is a ${word} ${item.id} already.`, [
      {
        path: "id",
        message: `is the id of another ${word}`,
        remedy: "Choose another, or leave it out for the next free one.",
      },
    ]);
  }
}

/** @throws Problem 409 at the place of each id and code that another item has */
export function refuseTaken(list: MasterList, item: MasterItem, others: MasterItem[]): void {
  const taken = new Map(
    others
      .filter(({ id }) => id !== item.id)
      .flatMap((other) => marksOf(other).map(({ mark }) => [mark, other])),
  );
  const errors = marksOf(item).flatMap(({ path, mark, what }) => {
    const owner = taken.get(mark);
    if (!owner) return [];
    const message =
      list === "leadScorings"
        ? `is the id of a stage of lead scoring ${owner.id}`
        : `is the ${what} of ${ITEM_WORDS[list]} ${owner.id}; upper and lower case are not told apart`;
    return [{ path: path.join("."), message, remedy: `Choose another ${what}, or change that one first.` }];
  });
  if (errors.length === 0) return;
  throw new Problem("conflict", `${errors[0]?.path}: ${errors[0]?.message}`, errors);
}

/** @throws Problem 409 */
export function* refuseOverLimit(
  caller: Caller,
  tx: Transaction,
  place: Place,
  list: MasterList,
): Steps<void> {
  const items = yield* countItems(caller.tidings.database, tx, place, list);
  if (items < MAX_ITEMS[list]) return;
  const most = MAX_ITEMS[list].toLocaleString("en");
  throw new Problem("conflict", `A data center has at most ${most} ${ITEM_WORDS[list]}s. Delete one first.`);
}
