import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RetryRule } from "@/db/shapes";
import { type Attempted, judge, judgeOutcome, type Rules } from "./judge";
import type { Outcome } from "./outcome";
import { triesOf, windowMs } from "./retry";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");

const answered = (statusCode: number, retryAfter?: string): Outcome => ({
  kind: "answered",
  statusCode,
  headers: retryAfter === undefined ? [] : [["retry-after", retryAfter]],
  body: Buffer.alloc(0),
  truncated: false,
  durationMs: 5,
  leftAfterMs: 1,
  remoteAddress: "192.0.2.1",
});
const refused: Outcome = {
  kind: "failed",
  reason: "connect_refused",
  detail: "",
  statusCode: null,
  headers: [],
  body: Buffer.alloc(0),
  durationMs: 5,
  leftAfterMs: null,
};

const rules = (changes: Partial<Rules> = {}): Rules => ({
  success: "2xx",
  retry: { kind: "schedule", delaysSeconds: [5, 300], jitter: 0 },
  honourRetryAfter: true,
  suspendOnGone: true,
  ...changes,
});
const attempted = (changes: Partial<Attempted> = {}): Attempted => ({
  attempt: 1,
  acceptedAt: 0,
  firstAttemptAt: NOW,
  startedAt: NOW,
  lateMs: 0,
  ...changes,
});
const time = { now: NOW + 10, scale: 1, random: () => 0 };

describe("the verdict", () => {
  it.each<[number, "2xx" | "200", string | null]>([
    [200, "2xx", null],
    [201, "2xx", null],
    [204, "2xx", null],
    [299, "2xx", null],
    [200, "200", null],
    [201, "200", "status_not_accepted"],
    [204, "200", "status_not_accepted"],
    [199, "2xx", "status_not_accepted"],
    [300, "2xx", "redirect_not_followed"],
    [301, "200", "redirect_not_followed"],
    [307, "2xx", "redirect_not_followed"],
    [304, "2xx", "redirect_not_followed"],
    [400, "2xx", "status_not_accepted"],
    [410, "2xx", "gone"],
    [429, "2xx", "status_not_accepted"],
    [503, "200", "status_not_accepted"],
  ])("decision 4, D6: on %i where %s is success: %o", (statusCode, success, reason) => {
    expect(judgeOutcome(answered(statusCode), success)).toEqual({
      verdict: reason === null ? "succeeded" : "failed",
      reason,
    });
  });

  it("carries the reason of what never got an answer", () => {
    expect(judgeOutcome(refused, "2xx")).toEqual({ verdict: "failed", reason: "connect_refused" });
  });
});

describe("what becomes of a delivery", () => {
  it("is delivered by a success, with nothing more to come", () => {
    expect(judge(attempted(), rules(), answered(200), time)).toEqual({
      ...{ verdict: "succeeded", reason: null, state: "delivered", nextAttemptAt: null, suspend: false },
      uncharged: false,
    });
  });

  it("D5: waits the schedule's gap from the moment the request left", () => {
    expect(judge(attempted(), rules(), answered(500), time)).toMatchObject({
      state: "pending",
      nextAttemptAt: NOW + 5_000,
    });
    const second = attempted({ attempt: 2, startedAt: NOW + 5_003, lateMs: 3 });
    expect(judge(second, rules(), refused, time)).toMatchObject({ nextAttemptAt: NOW + 305_003 });
  });

  it("D5: has failed when no try is left, or none was to be made", () => {
    const last = attempted({ attempt: 3, startedAt: NOW + 305_000 });
    const failed = { verdict: "failed", state: "failed", nextAttemptAt: null, suspend: false };
    expect(judge(last, rules(), answered(500), time)).toMatchObject(failed);
    const none = rules({ retry: { kind: "none" } });
    expect(judge(attempted(), none, answered(500), time)).toMatchObject(failed);
    expect(judge(attempted(), none, answered(200), time)).toMatchObject({ state: "delivered" });
  });

  it("D6: is not put off beyond the window, for ten years either", () => {
    const tenYears = judge(attempted(), rules(), answered(429, "315360000"), time);
    expect(tenYears.nextAttemptAt).toBe(NOW + 305_000);
  });

  it("D6: a try at the window's end is the last, however late it left and whatever the clock of its end says", () => {
    const end = NOW + 305_000;
    for (const late of [0, 3, 20_000]) {
      const last = attempted({ attempt: 2, startedAt: end + late, lateMs: late });
      const judgement = judge(last, rules(), answered(503, "86400"), { ...time, now: end });
      expect(judgement).toMatchObject({ state: "failed", nextAttemptAt: null });
    }
  });

  it.each<[number, string, Partial<Rules>, number]>([
    [429, "60", {}, 10 + 60_000],
    [503, "60", {}, 10 + 60_000],
    [503, "Mon, 02 Mar 2026 10:01:00 GMT", {}, 60_000],
    [503, "1", {}, 5_000],
    [503, "0", {}, 5_000],
    [503, "-60", {}, 5_000],
    [503, "soon", {}, 5_000],
    [503, "60", { honourRetryAfter: false }, 5_000],
    [500, "60", {}, 5_000],
    [302, "60", {}, 5_000],
  ])("decision 5: after %i with Retry-After %j and %o is due %i ms later", (status, wish, changes, due) => {
    const { nextAttemptAt } = judge(attempted(), rules(changes), answered(status, wish), time);
    expect(nextAttemptAt).toBe(NOW + due);
  });

  it("decision 5: a 410 asks for suspension where the setting is on, and the delivery stays owed", () => {
    expect(judge(attempted(), rules(), answered(410), time)).toMatchObject({
      ...{ verdict: "failed", reason: "gone", state: "pending", nextAttemptAt: NOW + 5_000, suspend: true },
    });
    const last = attempted({ attempt: 3 });
    expect(judge(last, rules(), answered(410), time)).toMatchObject({
      state: "pending",
      nextAttemptAt: time.now,
      suspend: true,
    });
  });

  it("decision 5: a 410 is a failure like others where the setting is off", () => {
    const off = rules({ suspendOnGone: false });
    expect(judge(attempted(), off, answered(410), time)).toMatchObject({
      state: "pending",
      nextAttemptAt: NOW + 5_000,
      suspend: false,
    });
    expect(judge(attempted({ attempt: 3 }), off, answered(410), time)).toMatchObject({ state: "failed" });
  });

  it("is scaled as a whole: gap, window and Retry-After", () => {
    const scaled = { ...time, scale: 0.01 };
    expect(judge(attempted(), rules(), answered(500), scaled).nextAttemptAt).toBe(NOW + 50);
    expect(judge(attempted(), rules(), answered(429, "60"), scaled).nextAttemptAt).toBe(NOW + 10 + 600);
    expect(judge(attempted(), rules(), answered(429, "86400"), scaled).nextAttemptAt).toBe(NOW + 3_050);
  });
});

/** An endpoint that always fails, its requests on a virtual clock, each a little late and a while on its way. */
const failingForEver = fc.record({
  delaysSeconds: fc.array(fc.integer({ min: 1, max: 36_000 }), { maxLength: 12 }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  scale: fc.constantFrom(0.01, 1, 5),
  luck: fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
  lateness: fc.infiniteStream(fc.nat(100_000)),
  duration: fc.infiniteStream(fc.nat(900)),
  wishes: fc.infiniteStream(
    fc.option(fc.oneof(fc.nat(1_000_000).map(String), fc.constantFrom("junk", "-1", "315360000"))),
  ),
});

describe("a delivery that always fails", () => {
  it("D5, D18: makes exactly as many attempts as the schedule has, each gap at least its delay, none too late", () => {
    fc.assert(
      fc.property(failingForEver, ({ delaysSeconds, jitter, scale, luck, lateness, duration, wishes }) => {
        const retry: RetryRule = { kind: "schedule", delaysSeconds, jitter };
        const firstAttemptAt = NOW;
        let [attempt, startedAt, lateMs] = [1, NOW, 0];
        for (;;) {
          const wish = wishes.next().value;
          const took = duration.next().value;
          const outcome = wish === null ? answered(500) : answered(503, wish);
          const clock = { now: startedAt + took, scale, random: () => luck.next().value };
          const delivery = { attempt, acceptedAt: NOW, firstAttemptAt, startedAt, lateMs };
          const { state, nextAttemptAt } = judge(delivery, rules({ retry }), outcome, clock);
          if (nextAttemptAt === null) {
            expect(state).toBe("failed");
            break;
          }
          const delay = (delaysSeconds[attempt - 1] as number) * 1_000 * scale;
          const latest = Math.ceil(delay * (1 + jitter));
          const window = firstAttemptAt + lateMs + windowMs(retry, scale);
          if (wish === null) expect(nextAttemptAt - startedAt).toBeLessThanOrEqual(latest);
          // Waiting for the receiver may leave less than a gap: the next try then comes as the window closes.
          if (nextAttemptAt < window) expect(nextAttemptAt - startedAt).toBeGreaterThanOrEqual(delay);
          expect(nextAttemptAt).toBeLessThanOrEqual(window);
          attempt++;
          expect(attempt).toBeLessThanOrEqual(triesOf(retry));
          const late = lateness.next().value;
          lateMs += late;
          startedAt = nextAttemptAt + late;
        }
        // Retry-After may use the window up; without it every try is made.
        expect(attempt).toBeLessThanOrEqual(triesOf(retry));
      }),
      { numRuns: 300 },
    );
  });

  it("D5: makes every one of its attempts where nobody asks it to wait, however late ours begin", () => {
    fc.assert(
      fc.property(failingForEver, ({ delaysSeconds, jitter, scale, luck, lateness }) => {
        const retry: RetryRule = { kind: "schedule", delaysSeconds, jitter };
        let [attempt, startedAt, lateMs] = [1, NOW, 0];
        for (;;) {
          const clock = { now: startedAt, scale, random: () => luck.next().value };
          const delivery = { attempt, acceptedAt: 0, firstAttemptAt: NOW, startedAt, lateMs };
          const { nextAttemptAt } = judge(delivery, rules({ retry }), refused, clock);
          if (nextAttemptAt === null) break;
          const late = lateness.next().value;
          [attempt, startedAt, lateMs] = [attempt + 1, nextAttemptAt + late, lateMs + late];
        }
        expect(attempt).toBe(triesOf(retry));
      }),
      { numRuns: 300 },
    );
  });
});
