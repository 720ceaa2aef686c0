import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/time";
import { simulate } from "./simulate";

const outage = (hours: number, seed = 1) =>
  simulate({ webhooks: 40, deliveries: 2_000, outageMs: hours * HOUR_MS, seed });

const fourHours = outage(4);

describe("an outage on the virtual clock", () => {
  it("D1: loses nothing of what is owed, whatever becomes of it", () => {
    const { delivered, failed, discarded, lost, owed, suspensions } = outage(20);
    expect(lost).toBe(0);
    expect(delivered + failed + discarded).toBe(owed);
    // The 12 hours of interval retries are over, the 24 of schedules are not; one of ten is never suspended.
    expect(suspensions).toBe(18);
  });

  it("S2.34: probes each event stream with one request at a time, every 10 s at most", () => {
    const { attemptsDuringOutage } = fourHours;
    expect(attemptsDuringOutage.stream).toBeGreaterThan(0);
    expect(attemptsDuringOutage.stream).toBeLessThanOrEqual(20 * (4 * 360 + 1));
  });

  it("decision 3: tries a simple notification not more often than its schedule says", () => {
    const { attemptsDuringOutage } = fourHours;
    expect(attemptsDuringOutage.simple).toBeLessThanOrEqual(2_000 * 8);
  });

  it("delivers everything that the rules still owe within hours after a short outage, at a measured pace", () => {
    const { delivered, owed, drainSeconds, peakPerSecond } = fourHours;
    expect(delivered).toBe(owed);
    expect(drainSeconds.all).toBeLessThanOrEqual(12 * 3_600);
    expect(peakPerSecond).toBeLessThanOrEqual(4_000);
  });

  it("is the same for the same seed, and another for another", () => {
    expect(outage(2, 7)).toEqual(outage(2, 7));
    expect(outage(2, 7)).not.toEqual(outage(2, 8));
  });
});
