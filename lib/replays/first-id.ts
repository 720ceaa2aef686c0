import type { Database } from "@/db/database";
import { HOUR_MS } from "@/lib/time";

/** Ids begin with 48 bits of time. */
const BITS = 48;

/**
 * An id before that of every event accepted from `since` on, so that older ones need no look: ids follow the time of
 * acceptance, found by halving since the two clocks may differ. An hour is left for clocks that were set back.
 */
export async function idBefore(database: Database, accountId: number, since: number): Promise<string> {
  let low = 0;
  let high = 2 ** BITS - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [next] = await database.rows<{ acceptedAt: number }>(NEXT, [accountId, idAt(middle)]);
    if (next && Number(next.acceptedAt) < since - HOUR_MS) low = middle + 1;
    else high = middle;
  }
  return idAt(low);
}

export const NEXT = `
  SELECT accepted_at AS "acceptedAt" FROM events WHERE account_id = $1 AND id >= $2 ORDER BY id LIMIT 1`;

function idAt(millis: number): string {
  const time = millis.toString(16).padStart(BITS / 4, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
