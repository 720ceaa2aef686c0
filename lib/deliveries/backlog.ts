import type { Database } from "@/db/database";

/** How long a count is good for; counting a million rows costs some 20 ms. */
const FRESH_MS = 1_000;

export interface Backlog {
  /** Deliveries that are not final, at most a second old, plus what was owed since. */
  size(): number | Promise<number>;
  add(deliveries: number): void;
}

export function createBacklog(database: Database, clock: () => number = () => performance.now()): Backlog {
  let counted = { size: 0, at: Number.NEGATIVE_INFINITY };
  let counting: Promise<void> | undefined;
  let added = 0;

  async function count() {
    const before = added;
    const [row] = await database.rows<{ n: number }>(
      "SELECT count(*) AS n FROM deliveries WHERE finished_at IS NULL",
      [],
    );
    added -= before;
    counted = { size: Number(row?.n ?? 0), at: clock() };
  }

  return {
    size() {
      if (clock() - counted.at <= FRESH_MS) return counted.size + added;
      counting ??= count().finally(() => {
        counting = undefined;
      });
      return counting.then(() => counted.size + added);
    },
    add(deliveries) {
      added += deliveries;
    },
  };
}
