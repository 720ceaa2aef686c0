import { readSteps } from "@/db/read-steps";
import type { Instance } from "@/lib/instance";
import { look, type ReplayScope } from "./look";

/** Small enough that a look is not felt on the thread that answers everybody. */
const ROWS = 2_000;

/**
 * How much a replay would send, counted look by look with room for others in between.
 * @returns at most `atMost`: whoever gets that much knows that there may be more
 */
export async function countReplay(
  { database }: Pick<Instance, "database">,
  scope: ReplayScope,
  atMost: number,
): Promise<number> {
  let count = 0;
  for (let from = scope, ended = false; !ended; ) {
    const seen = await readSteps(database, (tx) => look(database, tx, from, { rows: ROWS, limit: ROWS }));
    count += seen.found.length;
    if (count >= atMost) return atMost;
    from = { ...from, cursor: seen.cursor };
    ended = seen.ended;
    if (!ended) await new Promise(setImmediate);
  }
  return count;
}
