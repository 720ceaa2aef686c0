/** All times of the console are UTC; the page says so once and the word stands behind single ones. */
export const utcDateTime = (iso: string) => iso.slice(0, 19).replace("T", " ");
export const utcTime = (iso: string) => iso.slice(11, 19);
export const utcDateTimeWithMillis = (iso: string) => iso.slice(0, 23).replace("T", " ").replace("Z", "");

/** The time alone for today, with its date otherwise: "13:31:05 UTC", "2026-11-23 13:31:05 UTC". */
export const utcMoment = (iso: string, now: Date) =>
  `${iso.slice(0, 10) === now.toISOString().slice(0, 10) ? utcTime(iso) : utcDateTime(iso)} UTC`;
