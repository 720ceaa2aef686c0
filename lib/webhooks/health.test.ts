import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RetryRule } from "@/db/shapes";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { type HealthFigures, judgeHealth, nextProbeAt } from "./health";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");
const MINUTE_MS = 60_000;
const SCHEDULE: RetryRule = { kind: "schedule", delaysSeconds: [5], jitter: 0 };
const INTERVAL: RetryRule = { kind: "interval", everySeconds: 10, untilHours: 72, from: "accepted" };
const DEFAULT = { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: false };

const hoursAgo = (hours: number) => NOW - hours * HOUR_MS;
const figures = (changes: Partial<HealthFigures>): HealthFigures => ({
  ...{ lostInARow: 0, lastSuccessAt: null, activatedAt: NOW - 30 * DAY_MS, failingSince: null },
  ...changes,
});
const judge = (
  changes: Partial<HealthFigures>,
  retry: RetryRule = SCHEDULE,
  suspension: typeof DEFAULT | null = DEFAULT,
) => judgeHealth(figures(changes), { retry, suspension }, NOW).state;

describe("decision 11: where retries follow a schedule", () => {
  it.each([
    ["10 lost, 24 h", 10, 24, "suspended"],
    ["11 lost, 100 h", 11, 100, "suspended"],
    ["9 lost, 24 h: not enough failures", 9, 24, "warning"],
    ["10 lost, a minute less than 24 h", 10, 24 - 1 / 60, "warning"],
    ["5 lost, 12 h: half of both", 5, 12, "warning"],
    ["4 lost, 100 h", 4, 100, "healthy"],
    ["100 lost, a minute less than 12 h", 100, 12 - 1 / 60, "healthy"],
    ["none lost, 100 h of retries", 0, 100, "healthy"],
  ])("%s", (_, lostInARow, hours, state) => {
    expect(judge({ lostInARow, lastSuccessAt: hoursAgo(hours), failingSince: hoursAgo(hours) })).toBe(state);
  });

  it("the hours run from the activation where nothing has succeeded since", () => {
    const lost = { lostInARow: 10, failingSince: hoursAgo(1), lastSuccessAt: hoursAgo(100) };
    expect(judge({ ...lost, activatedAt: hoursAgo(11) })).toBe("healthy");
    expect(judge({ ...lost, activatedAt: hoursAgo(24) })).toBe("suspended");
    expect(judge({ ...lost, activatedAt: hoursAgo(24), lastSuccessAt: null })).toBe("suspended");
  });

  it("half of an odd number is reached by the next whole one", () => {
    const suspension = { failedInARow: 3, hoursWithoutSuccess: 1, autoResume: false };
    const lost = (lostInARow: number) =>
      judge({ lostInARow, failingSince: hoursAgo(1), lastSuccessAt: hoursAgo(1) }, SCHEDULE, suspension);
    expect([lost(1), lost(2), lost(3)]).toEqual(["healthy", "warning", "suspended"]);
  });

  it("says by which figures", () => {
    const failing = { lostInARow: 12, failingSince: hoursAgo(20), lastSuccessAt: hoursAgo(25) };
    expect(judgeHealth(figures(failing), { retry: SCHEDULE, suspension: DEFAULT }, NOW)).toEqual({
      ...{ state: "suspended", rule: "failed_in_a_row", lostInARow: 12, withoutSuccessMs: 25 * HOUR_MS },
    });
  });
});

describe("decision 11: where retries run at an interval", () => {
  const failing = (hours: number, changes: Partial<HealthFigures> = {}) =>
    judge({ lastSuccessAt: hoursAgo(hours), failingSince: hoursAgo(hours), ...changes }, INTERVAL);

  it.each([
    [5.99, "healthy"],
    [6, "warning"],
    [11.99, "warning"],
    [12, "suspended"],
    [100, "suspended"],
  ])("after %f h without success: %s, however many were lost", (hours, state) => {
    expect(failing(hours)).toBe(state);
    expect(failing(hours, { lostInARow: 100 })).toBe(state);
  });

  it("an endpoint that was merely idle is not judged by its first failure", () => {
    expect(failing(1_000, { failingSince: NOW })).toBe("healthy");
    expect(failing(1_000, { failingSince: hoursAgo(5.9) })).toBe("healthy");
    expect(failing(1_000, { failingSince: hoursAgo(6) })).toBe("warning");
    expect(failing(1_000, { failingSince: hoursAgo(12) })).toBe("suspended");
  });
});

describe("decision 11: always", () => {
  it("nothing is suspended where suspension is off", () => {
    const worst = { lostInARow: 1_000, lastSuccessAt: null, failingSince: hoursAgo(700) };
    expect(judge(worst, SCHEDULE, null)).toBe("healthy");
    expect(judge(worst, INTERVAL, null)).toBe("healthy");
  });

  const suspension = fc.record({
    failedInARow: fc.integer({ min: 1, max: 1_000 }),
    hoursWithoutSuccess: fc.integer({ min: 1, max: 720 }),
    autoResume: fc.boolean(),
  });
  const rules = fc.record({
    retry: fc.constantFrom(SCHEDULE, INTERVAL, { kind: "none" } as RetryRule),
    suspension,
  });
  const minutes = fc.integer({ min: 0, max: 800 * 60 });
  /** What may have happened to a webhook, in order: time passes, a run succeeds or fails, a delivery is lost. */
  type Step = { kind: "pass"; pass: number } | { kind: "success" | "failure" | "lost" };
  const step = fc.oneof(
    minutes.map((pass): Step => ({ kind: "pass", pass })),
    fc.constantFrom<Step>({ kind: "success" }, { kind: "failure" }, { kind: "lost" }),
  );
  const history = fc.array(step, { maxLength: 60 });

  /** Plays a history and tells each state on the way. */
  function play(steps: Step[], rule: Parameters<typeof judgeHealth>[1]) {
    const known = figures({ activatedAt: NOW });
    let now = NOW;
    const states: { state: string; step: string; at: number }[] = [];
    const look = (step: string) => states.push({ state: judgeHealth(known, rule, now).state, step, at: now });
    for (const step of steps) {
      if (step.kind === "pass") {
        // The sweep looks every minute; a quarter of an hour is the shortest time between two states.
        for (let left = step.pass; left > 0; left -= 15) {
          now += Math.min(left, 15) * MINUTE_MS;
          look("pass");
        }
      } else if (step.kind === "success") {
        Object.assign(known, { lostInARow: 0, lastSuccessAt: now, failingSince: null });
        look("success");
      } else {
        known.failingSince ??= now;
        if (step.kind === "lost") known.lostInARow++;
        look(step.kind);
      }
    }
    return states;
  }

  it("a webhook whose last run succeeded is healthy, however long ago that was", () => {
    fc.assert(
      fc.property(rules, minutes, minutes, (rule, since, active) => {
        const lastSuccessAt = NOW - since * MINUTE_MS;
        const good = figures({ lastSuccessAt, activatedAt: NOW - active * MINUTE_MS });
        expect(judgeHealth(good, rule, NOW)).toEqual({ state: "healthy" });
      }),
    );
    fc.assert(
      fc.property(history, rules, (steps, rule) => {
        for (const { state, step } of play(steps, rule))
          if (step === "success") expect(state).toBe("healthy");
      }),
    );
  });

  it("whatever suspends has earned a warning before: by half of the time, half of the failures", () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 0, max: 1_000 }),
        minutes,
        minutes,
        (rule, lost, since, failing) => {
          const lastSuccessAt = NOW - since * MINUTE_MS;
          const failingSince = NOW - Math.min(failing, since) * MINUTE_MS;
          const bad = figures({ lostInARow: lost, lastSuccessAt, failingSince, activatedAt: 0 });
          if (judgeHealth(bad, rule, NOW).state !== "suspended") return;
          const judgedFrom = rule.retry.kind === "interval" ? failingSince : lastSuccessAt;
          const half = judgedFrom + (NOW - judgedFrom) / 2;
          expect(judgeHealth(bad, rule, half).state).not.toBe("healthy");
          const fewer = { ...bad, lostInARow: Math.ceil(lost / 2) };
          expect(judgeHealth(fewer, rule, NOW).state).not.toBe("healthy");
        },
      ),
    );
  });

  it("looked at every 15 minutes and at each failure, a warning comes before the suspension", () => {
    fc.assert(
      fc.property(history, rules, (steps, rule) => {
        // One failure that is already enough has no half before it.
        fc.pre(rule.suspension.failedInARow > 1 || rule.retry.kind === "interval");
        const states = play(steps, rule);
        const at = states.findIndex(({ state }) => state === "suspended");
        if (at > 0) expect(states[at - 1]?.state).toBe("warning");
      }),
    );
  });

  it("nothing but a success makes it better, and time never does", () => {
    const rank = { healthy: 0, warning: 1, suspended: 2 };
    fc.assert(
      fc.property(history, rules, (steps, rule) => {
        let before = 0;
        for (const { state, step } of play(steps, rule)) {
          const now = rank[state as "healthy"];
          if (step !== "success") expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
      }),
    );
  });
});

describe("decision 11, autoResume: the next probe", () => {
  const gap = (probes: number, scale = 1, random = 0) => nextProbeAt(probes, NOW, scale, () => random) - NOW;

  it("comes after 10 minutes, then after twice as long each time, at most after 6 hours", () => {
    const minutes = [0, 1, 2, 3, 4, 5, 6, 7, 100].map((probes) => gap(probes) / MINUTE_MS);
    expect(minutes).toEqual([10, 20, 40, 80, 160, 320, 360, 360, 360]);
  });

  it("is scaled with the retries, but a second away at least", () => {
    expect(gap(0, 0.01)).toBe(6_000);
    expect(gap(9, 0.01)).toBe(216_000);
    expect(gap(0, 0.000_1)).toBe(1_000);
  });

  it("is spread upwards by a tenth at most, never beyond the longest gap", () => {
    fc.assert(
      fc.property(
        fc.nat(2_000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (probes, random) => {
          const plain = gap(probes);
          expect(gap(probes, 1, random)).toBeGreaterThanOrEqual(plain);
          expect(gap(probes, 1, random)).toBeLessThanOrEqual(Math.min(plain * 1.1 + 1, 6 * HOUR_MS));
        },
      ),
    );
  });
});
