import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { steadyClock } from "./clock";

const BEGINNING = Date.parse("2026-03-02T10:00:00.000Z");
const HOUR = 3_600_000;

/** A steady clock on a wall clock that can be set and a monotonic one that can't. */
function openClock() {
  const time = { wall: BEGINNING, monotonic: 17.25 };
  const now = steadyClock(
    () => Math.floor(time.wall),
    () => time.monotonic,
  );
  return {
    now,
    wall: () => Math.floor(time.wall),
    set: (ms: number) => {
      time.wall += ms;
    },
    pass: (ms: number) => {
      time.wall += ms;
      time.monotonic += ms;
      return now();
    },
  };
}

describe("the steady clock", () => {
  it("tells the wall clock's time while nobody sets that", () => {
    const clock = openClock();
    for (let step = 0; step < 10_000; step++) expect(clock.pass(0.37)).toBe(clock.wall());
  });

  it("goes on where the wall clock is set back, until that has caught up", () => {
    const clock = openClock();
    clock.set(-60_000);
    expect(clock.now()).toBe(BEGINNING);
    expect(clock.pass(10_000)).toBe(BEGINNING + 9_900);
    let asked = clock.now();
    for (let step = 0; step < 10_000; step++) asked = clock.pass(0.5);
    expect(asked).toBe(BEGINNING + 14_850);
    expect(clock.pass(100 * 60_000)).toBe(clock.wall());
    expect(clock.pass(1_000)).toBe(clock.wall());
  });

  it("follows where the wall clock jumps forward, also while it is ahead", () => {
    const clock = openClock();
    clock.set(24 * HOUR);
    expect(clock.now()).toBe(BEGINNING + 24 * HOUR);
    clock.set(-2 * HOUR);
    clock.pass(1_000);
    clock.set(3 * HOUR);
    expect(clock.now()).toBe(clock.wall());
  });

  it("never goes backward nor stands still for long, whatever the wall clock does", () => {
    const jump = fc.record({ set: fc.oneof(fc.constant(0), fc.integer({ min: -HOUR, max: HOUR })) });
    const step = fc.record({ pass: fc.double({ min: 0, max: 5_000, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(fc.oneof(jump, step), { maxLength: 60 }), (steps) => {
        const clock = openClock();
        let before = clock.now();
        for (const each of steps) {
          if ("set" in each) clock.set(each.set);
          const now = "pass" in each ? clock.pass(each.pass) : clock.now();
          const atLeast = "pass" in each ? Math.floor(each.pass * 0.99) - 1 : 0;
          expect(now - before).toBeGreaterThanOrEqual(Math.max(0, atLeast));
          expect(now).toBeGreaterThanOrEqual(clock.wall());
          before = now;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is Date.now's time in a process whose clock nobody sets", () => {
    const now = steadyClock();
    expect(Math.abs(now() - Date.now())).toBeLessThan(50);
  });
});
