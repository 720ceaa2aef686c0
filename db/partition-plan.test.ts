import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { daysOfPartition, leastId, momentOf, planPartitions, spansBefore, stampOf } from "./partition-plan";

const DAY_MS = 86_400_000;
const MONDAY = Date.parse("2026-03-02T00:00:00Z");
const NOON = MONDAY + DAY_MS / 2;

describe("the plan of partitions", () => {
  it("begins with today's and reaches a week ahead", () => {
    const plan = planPartitions([], NOON, 1);
    expect(plan).toHaveLength(8);
    expect(plan[0]).toEqual({ since: MONDAY, until: MONDAY + DAY_MS });
    expect(plan.at(-1)?.since).toBe(MONDAY + 7 * DAY_MS);
  });

  it("goes on where the last one ends, and makes none while they reach far enough", () => {
    const existing = planPartitions([], NOON, 1);
    expect(planPartitions(existing, NOON + 1_000, 1)).toEqual([]);
    expect(planPartitions(existing, NOON + DAY_MS, 1)).toEqual([
      { since: MONDAY + 8 * DAY_MS, until: MONDAY + 9 * DAY_MS },
    ]);
  });

  it("begins earlier where older rows are about to come", () => {
    const plan = planPartitions([], NOON, 1, NOON - 2 * DAY_MS);
    expect([plan[0]?.since, plan.length]).toEqual([MONDAY - 2 * DAY_MS, 10]);
  });

  it("leaves out what nobody made one for in time", () => {
    const old = [{ since: MONDAY - 40 * DAY_MS, until: MONDAY - 39 * DAY_MS }];
    expect(planPartitions(old, NOON, 1)[0]?.since).toBe(MONDAY);
  });

  it("makes wider ones where more is kept, without a gap or an overlap at the change", () => {
    expect([14, 30, 31, 90, 365].map(daysOfPartition)).toEqual([1, 1, 2, 3, 13]);
    const narrow = planPartitions([], NOON, 1);
    const wide = planPartitions(narrow, NOON + 3 * DAY_MS, 13);
    expect(wide).toEqual([{ since: MONDAY + 8 * DAY_MS, until: MONDAY + 21 * DAY_MS }]);
  });

  it("tells which are past, the oldest first", () => {
    const plan = planPartitions([], NOON, 1).toReversed();
    expect(spansBefore(plan, MONDAY + 2 * DAY_MS + 1).map(({ since }) => since)).toEqual([
      MONDAY,
      MONDAY + DAY_MS,
    ]);
  });
});

describe("the bounds of partitions", () => {
  it("are the least ids of their moments", () => {
    const before = Date.now();
    const id = newId();
    expect(leastId(before) <= id && id < leastId(Date.now() + 1)).toBe(true);
    expect(momentOf(leastId(NOON))).toBe(NOON);
    expect(stampOf(NOON)).toBe("20260302");
  });
});
