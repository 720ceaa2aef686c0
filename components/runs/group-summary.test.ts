import { expect, test } from "vitest";
import { groupSummary } from "./group-summary";

const now = new Date("2026-11-22T12:00:00Z");

test.each([
  [{ state: "delivered", attempts: 3, nextAttemptAt: null }, "3 tries, delivered"],
  [
    { state: "pending", attempts: 2, nextAttemptAt: "2026-11-22T13:31:05.123Z" },
    "2 tries, next attempt 13:31:05 UTC",
  ],
  [
    { state: "pending", attempts: 1, nextAttemptAt: "2026-11-23T01:00:00.000Z" },
    "1 try, next attempt 2026-11-23 01:00:00 UTC",
  ],
  [{ state: "failed", attempts: 8, nextAttemptAt: null }, "8 tries, given up"],
  [{ state: "delivered", attempts: 1, nextAttemptAt: null }, undefined],
  [{ state: null, attempts: 1, nextAttemptAt: null }, undefined],
] as const)("the runs of %o are summed up as %s", (group, summary) => {
  expect(groupSummary(group, now)).toBe(summary);
});
