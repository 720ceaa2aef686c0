import type { Caller } from "@/lib/accounts/caller";
import { DAY_MS, fourteenDaysBefore } from "@/lib/time";
import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";

/** Counted runs of the last 14 days; tests are never among them. */
export interface RunStatistics {
  succeeded: number;
  failed: number;
  /** Deliveries that ended without success. */
  lost: number;
  /** How many runs fell into each class of DURATION_BOUNDS_MS. */
  took: number[];
  /** The same by day (its start, UTC), oldest first, the days without a run among them. */
  days: { day: number; succeeded: number; failed: number }[];
  /** The start of the newest hour with a failed run. */
  lastFailedHour: number | null;
}

/** Reads the counters of the very hours that the table of webhooks adds up, at most 337 rows. */
export async function readRunStatistics(caller: Caller, webhookId: string): Promise<RunStatistics> {
  const now = caller.tidings.now();
  const hours = await caller.tidings.database.rows<Record<string, number | string>>(
    "SELECT * FROM run_hours WHERE webhook_id = $1 AND hour >= $2 ORDER BY hour",
    [webhookId, fourteenDaysBefore(now)],
  );
  return addUp(
    hours.map((row) => ({
      ...{ hour: Number(row.hour), succeeded: Number(row.succeeded), failed: Number(row.failed) },
      lost: Number(row.lost),
      took: DURATION_BOUNDS_MS.map((_, index) => Number(row[`took_${index}`])),
    })),
    now,
  );
}

interface Hour {
  hour: number;
  succeeded: number;
  failed: number;
  lost: number;
  took: number[];
}

/** Fourteen days and today: the oldest day is counted from the hour at which the 14 days begin (decision 26). */
export function addUp(hours: Hour[], now: number): RunStatistics {
  const days = new Map(daysUntil(now).map((day) => [day, { day, succeeded: 0, failed: 0 }]));
  const sum: RunStatistics = {
    ...{ succeeded: 0, failed: 0, lost: 0, lastFailedHour: null },
    took: DURATION_BOUNDS_MS.map(() => 0),
    days: [...days.values()],
  };
  for (const { hour, succeeded, failed, lost, took } of hours) {
    sum.succeeded += succeeded;
    sum.failed += failed;
    sum.lost += lost;
    sum.took = sum.took.map((count, index) => count + (took[index] ?? 0));
    if (failed > 0) sum.lastFailedHour = Math.max(sum.lastFailedHour ?? 0, hour);
    const day = days.get(dayOf(hour));
    if (!day) continue;
    day.succeeded += succeeded;
    day.failed += failed;
  }
  return sum;
}

const dayOf = (millis: number) => Math.floor(millis / DAY_MS) * DAY_MS;

const daysUntil = (now: number) =>
  Array.from({ length: 15 }, (_, index) => dayOf(now) - (14 - index) * DAY_MS);
