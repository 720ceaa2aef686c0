/** A list in the order of one of its indexes. */
export interface Walk<Row> {
  /** The rows after a place (undefined: from the start), at most `limit` of them. */
  read(after: string | undefined, limit: number): Promise<Row[]>;
  /** Where a row stands; also the cursor of what comes after it. */
  place(row: Row): string;
  /** What the index does not answer. */
  wanted?(row: Row): boolean;
  /** From this row on nothing can be wanted any more. */
  ended?(row: Row): boolean;
}

export interface WalkedPage<Row> {
  rows: Row[];
  /** The cursor of what follows; null at the end. */
  next: string | null;
  /** The last row looked at, where the search stopped before the page was full: older ones may fit as well. */
  stoppedAt: Row | null;
}

/** Small enough that reading it on the thread that answers everybody is not felt. */
const CHUNK = 1_000;

/** One request looks at no more rows than this; the next page goes on from there. */
const BUDGET = 30_000;

/** A page of a list of any length, at a cost that does not depend on that length. */
export async function walkList<Row>(
  walk: Walk<Row>,
  from: string | undefined,
  limit: number,
  { chunk = CHUNK, budget = BUDGET }: { chunk?: number; budget?: number } = {},
): Promise<WalkedPage<Row>> {
  const size = walk.wanted ? Math.max(chunk, limit + 1) : limit + 1;
  const rows: Row[] = [];
  const end = { rows, next: null, stoppedAt: null };
  let after = from;
  for (let seen = 0; ; ) {
    const read = await walk.read(after, size);
    for (const row of read) {
      if (walk.ended?.(row)) return end;
      if (walk.wanted && !walk.wanted(row)) continue;
      const last = rows.at(-1);
      if (last !== undefined && rows.length === limit) return { ...end, next: walk.place(last) };
      rows.push(row);
    }
    const last = read.at(-1);
    if (last === undefined || read.length < size) return end;
    after = walk.place(last);
    seen += read.length;
    if (seen >= budget) return { rows, next: after, stoppedAt: last };
  }
}

/** The rows of several walks by id, newest first, each once: what a search that means several things finds. */
export async function newestOf<Row extends { id: string }>(walks: Promise<Row[]>[], limit: number) {
  const byId = new Map((await Promise.all(walks)).flat().map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
}
