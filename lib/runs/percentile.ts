import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";

/** A duration in ms, or, in the last class, which has no upper end, what it is longer than. */
export type Percentile = { ms: number } | { moreThanMs: number };

/**
 * The duration that a share (0 to 1) of the runs did not exceed, read from the classes of DURATION_BOUNDS_MS: within
 * a class the runs are taken to be spread evenly. The last class also counts what is beyond every bound, so all it
 * tells is where it begins.
 * @param took how many runs fell into each class
 * @returns null without a run
 */
export function percentileOf(took: readonly number[], share: number): Percentile | null {
  const total = took.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let before = 0;
  for (const [index, count] of took.entries()) {
    if (count > 0 && before + count >= wanted) return within(index, (wanted - before) / count);
    before += count;
  }
  return within(took.length - 1, 1);
}

function within(index: number, part: number): Percentile {
  const from = DURATION_BOUNDS_MS[index - 1] ?? 0;
  const to = DURATION_BOUNDS_MS[index];
  if (to === undefined || index === DURATION_BOUNDS_MS.length - 1) return { moreThanMs: from };
  return { ms: Math.round(from + part * (to - from)) };
}
