import { describe, expect, it } from "vitest";
import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";
import { type Percentile, percentileOf } from "./percentile";

/** Classes by their upper bound; what isn't named is empty. */
const took = (counts: Record<number, number>) => DURATION_BOUNDS_MS.map((bound) => counts[bound] ?? 0);

const TABLE: [string, Record<number, number>, number, Percentile | null][] = [
  ["no run has no percentile", {}, 0.5, null],
  ["a single run lies in the middle of its class", { 100: 1 }, 0.5, { ms: 75 }],
  ["the first class begins at 0", { 10: 4 }, 0.5, { ms: 5 }],
  ["a share is interpolated within its class", { 100: 100 }, 0.95, { ms: 98 }],
  ["a share that ends with a class is its bound", { 50: 50, 500: 50 }, 0.5, { ms: 50 }],
  ["empty classes are passed over", { 50: 10, 5000: 90 }, 0.5, { ms: 3_333 }],
  ["95 of 100 lie at or below the bound of their class", { 200: 95, 1000: 5 }, 0.95, { ms: 200 }],
  ["one more reaches into the next class", { 200: 94, 1000: 6 }, 0.95, { ms: 583 }],
  ["the last class has no end, only a beginning", { 10: 1, 30000: 99 }, 0.95, { moreThanMs: 20_000 }],
  ["the class before the last has both", { 20000: 10 }, 1, { ms: 20_000 }],
  ["the largest of all is the last class's", { 10: 99, 30000: 1 }, 1, { moreThanMs: 20_000 }],
];

describe("percentiles of the answer time", () => {
  it.each(TABLE)("%s", (_, counts, share, expected) => {
    expect(percentileOf(took(counts), share)).toEqual(expected);
  });

  it("never falls as the share grows", () => {
    const counts = took({ 10: 3, 50: 20, 200: 7, 1000: 1, 5000: 2 });
    const values = Array.from({ length: 101 }, (_, n) => percentileOf(counts, n / 100)).map((each) =>
      each && "ms" in each ? each.ms : Number.POSITIVE_INFINITY,
    );
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });
});
