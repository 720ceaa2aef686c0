import { describe, expect, it } from "vitest";
import { DAY_MS, fourteenDaysBefore, HOUR_MS } from "@/lib/time";
import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";
import { addUp } from "./statistics";

const NOW = Date.parse("2026-03-02T10:20:00.000Z");
const hour = (iso: string, counts: { succeeded?: number; failed?: number; lost?: number } = {}) => ({
  ...{ hour: Date.parse(iso), succeeded: 0, failed: 0, lost: 0, ...counts },
  took: DURATION_BOUNDS_MS.map((_, index) => (index === 3 ? 1 : 0)),
});

describe("the runs of the last 14 days", () => {
  it("decision 26: fifteen days, of which the oldest begins at the hour of today", () => {
    const { days } = addUp([], NOW);
    expect(days).toHaveLength(15);
    expect(new Date(days[0]?.day ?? 0).toISOString()).toBe("2026-02-16T00:00:00.000Z");
    expect(new Date(days[14]?.day ?? 0).toISOString()).toBe("2026-03-02T00:00:00.000Z");
    expect(fourteenDaysBefore(NOW)).toBe((days[0]?.day ?? 0) + 10 * HOUR_MS);
  });

  it("adds hours up by UTC day, and the days to the whole", () => {
    const sum = addUp(
      [
        hour("2026-02-16T10:00:00.000Z", { succeeded: 1 }),
        hour("2026-02-28T23:00:00.000Z", { succeeded: 2, failed: 3, lost: 1 }),
        hour("2026-03-01T00:00:00.000Z", { failed: 4 }),
        hour("2026-03-02T10:00:00.000Z", { succeeded: 5 }),
      ],
      NOW,
    );
    expect(sum).toMatchObject({ succeeded: 8, failed: 7, lost: 1 });
    expect(sum.took[3]).toBe(4);
    expect(sum.days.filter(({ succeeded, failed }) => succeeded + failed > 0)).toEqual([
      { day: Date.parse("2026-02-16T00:00:00.000Z"), succeeded: 1, failed: 0 },
      { day: Date.parse("2026-02-28T00:00:00.000Z"), succeeded: 2, failed: 3 },
      { day: Date.parse("2026-03-01T00:00:00.000Z"), succeeded: 0, failed: 4 },
      { day: Date.parse("2026-03-02T00:00:00.000Z"), succeeded: 5, failed: 0 },
    ]);
    expect(sum.days.reduce((all, { succeeded }) => all + succeeded, 0)).toBe(sum.succeeded);
    expect(sum.lastFailedHour).toBe(Date.parse("2026-03-01T00:00:00.000Z"));
  });

  it("has no last failure where nothing failed, and whole days at midnight", () => {
    const midnight = Math.floor(NOW / DAY_MS) * DAY_MS;
    const sum = addUp([hour("2026-03-01T05:00:00.000Z", { succeeded: 1 })], midnight);
    expect(sum.lastFailedHour).toBeNull();
    expect(sum.days[0]?.day).toBe(fourteenDaysBefore(midnight));
  });
});
