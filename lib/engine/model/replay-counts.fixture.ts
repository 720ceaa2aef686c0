import type { Rows } from "./rows.fixture";

/** What a replay has to find, told in other words than the product's. */

/** Events that ended without success and were neither sent with success nor queued again since. */
export function countFailed(rows: Rows): number {
  const deliveries = rows.deliveries();
  return rows.events().filter(({ id }) => {
    const mine = deliveries.filter(({ eventId, state }) => eventId === id && state !== "cancelled");
    const last = mine.at(-1)?.state;
    return last === "failed" || last === "discarded";
  }).length;
}

/** Stored events that were never owed. */
export function countMissed(rows: Rows): number {
  const owed = new Set(rows.deliveries().map(({ eventId }) => eventId));
  return rows.events().filter(({ id }) => !owed.has(id)).length;
}
