/** All times of the console are UTC; the page says so once and the word stands behind single ones. */
export const utcDateTime = (iso: string) => iso.slice(0, 19).replace("T", " ");
export const utcDay = (iso: string) => iso.slice(0, 10);
export const utcTime = (iso: string) => iso.slice(11, 19);
/** "2026-11-23 13:31:05 UTC". */
export const utcDateTimeWithZone = (iso: string) => `${utcDateTime(iso)} UTC`;
export const utcDateTimeWithMillis = (iso: string) => iso.slice(0, 23).replace("T", " ").replace("Z", "");

/** The time alone for today, with its date otherwise: "13:31:05 UTC", "2026-11-23 13:31:05 UTC". */
export const utcMoment = (iso: string, now: Date) =>
  `${iso.slice(0, 10) === now.toISOString().slice(0, 10) ? utcTime(iso) : utcDateTime(iso)} UTC`;

/** "16 Feb", the UTC day of a time, for an axis. */
export const shortDay = (iso: string) =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(iso));

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

/** "2 min. ago", "in 3 hr.", "just now". */
export function relativeTime(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1_000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}
