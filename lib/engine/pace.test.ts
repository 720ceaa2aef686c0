import { describe, expect, it } from "vitest";
import type { Outcome } from "./outcome";
import { FREE, nextPace, type Pace, pauseOf } from "./pace";

const answered = (statusCode: number): Outcome => ({
  ...{ kind: "answered", statusCode, headers: [], body: Buffer.alloc(0), truncated: false },
  ...{ durationMs: 1, leftAfterMs: 0, remoteAddress: null },
});
const failed = (reason: "deadline_exceeded" | "connect_timeout" | "connection_reset"): Outcome => ({
  ...{ kind: "failed", reason, detail: "", statusCode: null, headers: [], body: Buffer.alloc(0) },
  ...{ durationMs: 1, leftAfterMs: null },
});
const paced = (start: Pace, outcomes: Outcome[], concurrency = 64) =>
  outcomes.reduce((pace, outcome) => nextPace(pace, outcome, concurrency), start);
const many = (count: number, outcome: Outcome) => Array.from({ length: count }, () => outcome);

describe("adaptive pacing", () => {
  it.each([
    answered(429),
    answered(502),
    answered(503),
    answered(504),
    failed("deadline_exceeded"),
    failed("connect_timeout"),
  ])("an endpoint that struggles gets one request at a time soon (%#)", (outcome) => {
    expect(paced(FREE, many(60, outcome)).limit).toBe(1);
  });

  it.each([answered(200), answered(404), answered(500), failed("connection_reset")])(
    "other answers slow nothing (%#)",
    (outcome) => {
      expect(paced(FREE, many(60, outcome))).toEqual(FREE);
    },
  );

  it("successes speed it up again, all the way", () => {
    const slowed = paced(FREE, many(60, answered(503)));
    expect(paced(slowed, many(10, answered(200))).limit).toBeCloseTo(2);
    expect(paced(slowed, many(400, answered(200)))).toEqual(FREE);
  });

  it("one bad answer in ten changes next to nothing", () => {
    const mixed = Array.from({ length: 1_000 }, (_, n) => answered(n % 10 === 0 ? 503 : 200));
    expect(paced(FREE, mixed).limit ?? 64).toBeGreaterThan(50);
  });

  it("an endpoint that stays down is asked ever more seldom, but at least once a second, until it answers", () => {
    const down = paced(FREE, many(60, answered(503)));
    expect(pauseOf(down)).toBe(0);
    expect(pauseOf(paced(down, many(110, answered(503))))).toBe(10);
    expect(pauseOf(paced(down, many(1_500, answered(503))))).toBe(1_000);
    expect(pauseOf(paced(down, [...many(1_500, answered(503)), answered(200)]))).toBe(0);
  });
});
