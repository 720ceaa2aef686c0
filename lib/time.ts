/** Epoch milliseconds as ISO 8601 UTC, the form of every time that leaves the product; null stays null. */
export function iso(millis: number): string;
export function iso(millis: number | null): string | null;
export function iso(millis: number | null): string | null {
  return millis === null ? null : new Date(millis).toISOString();
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const hourOf = (millis: number) => Math.floor(millis / HOUR_MS) * HOUR_MS;

/** "Last 14 days" is the 14 × 24 hours before now, to the hour (decision 26). */
export const fourteenDaysBefore = (now: number) => hourOf(now) - 14 * DAY_MS;
