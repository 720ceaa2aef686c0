import { describe, expect, it } from "vitest";
import { changesBetween } from "./changes";

describe("what a write changed", () => {
  it("G13: names each leaf that differs with its value before and after", () => {
    const before = { label: "A", delivery: { deadlineMs: 15_000, batch: { max: 1 } }, triggers: [1] };
    const after = { label: "B", delivery: { deadlineMs: 15_000, batch: { max: 2 } }, triggers: [1, 2] };
    expect(changesBetween(before, after)).toEqual({
      label: { before: "A", after: "B" },
      "delivery.batch.max": { before: 1, after: 2 },
      triggers: { before: [1], after: [1, 2] },
    });
  });

  it("says null for what one side does not have", () => {
    expect(changesBetween({ a: 1 }, { b: { c: 2 } })).toEqual({
      a: { before: 1, after: null },
      "b.c": { before: null, after: 2 },
    });
    expect(changesBetween({ a: { b: 1 } }, { a: { b: 1 } })).toEqual({});
  });
});
