import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RetryRule } from "@/db/shapes";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { gapAfter, readRetryAfter, triesOf, windowMs } from "./retry";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");
const schedule = (delaysSeconds: number[], jitter = 0): RetryRule => ({
  kind: "schedule",
  delaysSeconds,
  jitter,
});

const rules = fc.record({
  delaysSeconds: fc.array(fc.integer({ min: 1, max: 604_800 }), { minLength: 1, maxLength: 50 }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
});
const scales = fc.constantFrom(0.001, 0.5, 1, 3, 1_000);
const luck = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the schedule", () => {
  it.each<[RetryRule, number]>([
    [{ kind: "none" }, 1],
    [schedule([5]), 2],
    [schedule([5, 300, 1_800]), 4],
  ])("D5: allows one try and one more for each delay: %o", (rule, tries) => {
    expect(triesOf(rule)).toBe(tries);
  });

  it("decision 3: Simple notification tries after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, plus up to 20 %", () => {
    const { retry } = PROFILE_DEFAULTS.simple as { retry: RetryRule };
    const hours = 3_600;
    expect(retry).toEqual(schedule([5, 300, 1_800, 2 * hours, 5 * hours, 10 * hours, 10 * hours], 0.2));
    expect(triesOf(retry)).toBe(8);
    expect(windowMs(retry, 1)).toBe((5 + 300 + 1_800 + 27 * hours) * 1_200);
  });

  it("D5: puts every gap between its delay and the delay with its jitter, whatever the scale", () => {
    fc.assert(
      fc.property(rules, scales, luck, ({ delaysSeconds, jitter }, scale, random) => {
        for (const [index, delay] of delaysSeconds.entries()) {
          const gap = gapAfter(schedule(delaysSeconds, jitter), index + 1, scale, () => random) as number;
          expect(gap).toBeGreaterThanOrEqual(delay * 1_000 * scale);
          expect(gap).toBeLessThanOrEqual(Math.ceil(delay * 1_000 * scale * (1 + jitter)));
          expect(Number.isInteger(gap)).toBe(true);
        }
      }),
    );
  });

  it("D5: leaves no gap after the last try, and none without retries", () => {
    fc.assert(
      fc.property(rules, fc.nat(100), ({ delaysSeconds, jitter }, further) => {
        const attempt = delaysSeconds.length + 1 + further;
        expect(gapAfter(schedule(delaysSeconds, jitter), attempt, 1, () => 0)).toBeNull();
      }),
    );
    expect(gapAfter({ kind: "none" }, 1, 1, () => 0)).toBeNull();
  });

  it("D5: is always over within its window", () => {
    fc.assert(
      fc.property(rules, scales, luck, ({ delaysSeconds, jitter }, scale, random) => {
        const rule = schedule(delaysSeconds, jitter);
        const gaps = delaysSeconds.map((_, index) => gapAfter(rule, index + 1, scale, () => random) ?? 0);
        expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeLessThanOrEqual(windowMs(rule, scale));
      }),
    );
  });

  it("multiplies gaps and window by RETRY_TIME_SCALE", () => {
    const rule = schedule([10, 20], 0.5);
    expect(gapAfter(rule, 1, 0.01, () => 0)).toBe(100);
    expect(gapAfter(rule, 2, 2, () => 0)).toBe(40_000);
    expect(windowMs(rule, 0.01)).toBe(450);
    expect(windowMs({ kind: "none" }, 1)).toBe(0);
  });
});

describe("Retry-After (decision 5)", () => {
  const read = (value: string, scale = 1) => readRetryAfter([["Retry-After", value]], NOW, scale);

  it.each<[string, number | null]>([
    ["0", 0],
    ["120", 120_000],
    [" 7 ", 7_000],
    ["0007", 7_000],
    ["315360000", 315_360_000_000],
    ["Mon, 02 Mar 2026 10:02:00 GMT", 120_000],
    ["Mon, 02 Mar 2026 09:00:00 GMT", 0],
    ["Mon, 02 Mar 2036 10:00:00 GMT", 315_619_200_000],
    ["", null],
    ["soon", null],
    ["-5", null],
    ["1.5", null],
    ["1e3", null],
    ["0x10", null],
    ["5 seconds", null],
    ["2026-03-02T10:02:00Z", null],
    ["Mon, 99 Foo 2026 10:02:00 GMT", null],
    ["Mon, 02 Mar 2026 10:02:00 +0100", null],
    ["120, 240", null],
  ])("D6: understands %j as %o", (value, wish) => {
    expect(read(value)).toBe(wish);
  });

  it("is found in any case, and is no wish where it is missing", () => {
    expect(readRetryAfter([["ReTrY-aFtEr", "3"]], NOW, 1)).toBe(3_000);
    expect(readRetryAfter([["x-retry-after", "3"]], NOW, 1)).toBeNull();
    expect(readRetryAfter([], NOW, 1)).toBeNull();
  });

  it("is scaled like the delays", () => {
    expect(read("120", 0.01)).toBe(1_200);
    expect(read("Mon, 02 Mar 2026 10:02:00 GMT", 0.01)).toBe(1_200);
  });

  it("D6: never makes anything but null or a wish to wait from what a receiver sends", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String), fc.date().map(String)), (value) => {
        const wish = read(value);
        expect(wish === null || wish >= 0).toBe(true);
        expect(wish).not.toBeNaN();
      }),
    );
  });
});
