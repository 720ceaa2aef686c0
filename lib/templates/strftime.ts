/**
 * Dates as Liquid writes them, in English and in the zone that is asked for, UTC if none is. LiquidJS's own take the
 * machine's zone and language in between, which differ from one machine to the next and skip an hour in spring.
 */
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];
const DAY_MS = 86_400_000;
/** Wider than any value that people pad. */
const MAX_WIDTH = 30;

/** A moment whose UTC fields show the time of the zone. */
interface Shown {
  at: Date;
  /** Milliseconds since 1970, whatever the zone. */
  millis: number;
  /** Minutes east of Greenwich. */
  offset: number;
}

const CODES: Record<string, { write: (shown: Shown) => string | number; width?: number }> = {
  a: { write: ({ at }) => dayName(at).slice(0, 3) },
  A: { write: ({ at }) => dayName(at) },
  b: { write: ({ at }) => monthName(at).slice(0, 3) },
  B: { write: ({ at }) => monthName(at) },
  h: { write: ({ at }) => monthName(at).slice(0, 3) },
  C: { write: ({ at }) => Math.floor(at.getUTCFullYear() / 100), width: 2 },
  d: { write: ({ at }) => at.getUTCDate(), width: 2 },
  e: { write: ({ at }) => at.getUTCDate(), width: 2 },
  H: { write: ({ at }) => at.getUTCHours(), width: 2 },
  I: { write: ({ at }) => at.getUTCHours() % 12 || 12, width: 2 },
  j: { write: ({ at }) => dayOfYear(at), width: 3 },
  k: { write: ({ at }) => at.getUTCHours(), width: 2 },
  l: { write: ({ at }) => at.getUTCHours() % 12 || 12, width: 2 },
  L: { write: ({ at }) => at.getUTCMilliseconds(), width: 3 },
  m: { write: ({ at }) => at.getUTCMonth() + 1, width: 2 },
  M: { write: ({ at }) => at.getUTCMinutes(), width: 2 },
  N: { write: ({ at }) => `${String(at.getUTCMilliseconds()).padStart(3, "0")}000000` },
  p: { write: ({ at }) => (at.getUTCHours() < 12 ? "AM" : "PM") },
  P: { write: ({ at }) => (at.getUTCHours() < 12 ? "am" : "pm") },
  q: { write: ({ at }) => ordinal(at.getUTCDate()) },
  s: { write: ({ millis }) => Math.floor(millis / 1_000) },
  S: { write: ({ at }) => at.getUTCSeconds(), width: 2 },
  u: { write: ({ at }) => at.getUTCDay() || 7 },
  U: { write: ({ at }) => weekOfYear(at, 0), width: 2 },
  w: { write: ({ at }) => at.getUTCDay() },
  W: { write: ({ at }) => weekOfYear(at, 1), width: 2 },
  y: { write: ({ at }) => ((at.getUTCFullYear() % 100) + 100) % 100, width: 2 },
  Y: { write: ({ at }) => at.getUTCFullYear(), width: 4 },
  z: { write: ({ offset }) => zone(offset, "") },
  Z: { write: ({ offset }) => (offset === 0 ? "UTC" : zone(offset, "")) },
  n: { write: () => "\n" },
  t: { write: () => "\t" },
  "%": { write: () => "%" },
};

/** What is filled up with blanks rather than noughts. */
const WITH_BLANKS = new Set("aAbBhekclpPqZ");

/** Put together of others. */
const TOGETHER: Record<string, string> = {
  ...{ c: "%a %b %e %H:%M:%S %Y", D: "%m/%d/%y", F: "%Y-%m-%d", R: "%H:%M", T: "%H:%M:%S" },
  ...{ x: "%m/%d/%y", X: "%H:%M:%S" },
};

const CODE = /%([-_0^#:]{0,6})(\d{0,9})[EO]?([A-Za-z%])/g;

/** What is no code stays as it is. */
export function strftime(millis: number, format: string, offset = 0): string {
  const shown = { at: new Date(millis + offset * 60_000), millis, offset };
  return format
    .replace(/%([cDFRTxX])/g, (_, code) => TOGETHER[code] as string)
    .replace(CODE, (whole, flags, width, code) => one(shown, { whole, flags, width, code }));
}

interface Code {
  whole: string;
  flags: string;
  width: string;
  code: string;
}

function one(shown: Shown, { whole, flags, width, code }: Code): string {
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (!known) return whole;
  if (code === "z" && flags.includes(":")) return zone(shown.offset, ":");
  if (code === "N") return String(known.write(shown)).slice(0, Math.min(Number(width) || 9, 9));
  let text = String(known.write(shown));
  if (flags.includes("^")) text = text.toUpperCase();
  else if (flags.includes("#")) text = /[a-z]/.test(text) ? text.toUpperCase() : text.toLowerCase();
  if (flags.includes("-")) return text;
  const blank = flags.includes("0") ? "0" : flags.includes("_") || WITH_BLANKS.has(code) ? " " : "0";
  const to = Math.min(Number(width) || known.width || 0, MAX_WIDTH);
  return blank === "0" && text.startsWith("-")
    ? `-${text.slice(1).padStart(to - 1, "0")}`
    : text.padStart(to, blank);
}

const dayName = (at: Date) => DAYS[at.getUTCDay()] as string;
const monthName = (at: Date) => MONTHS[at.getUTCMonth()] as string;

const dayOfYear = (at: Date) => {
  const start = new Date(at);
  start.setUTCMonth(0, 1);
  start.setUTCHours(0, 0, 0, 0);
  return Math.floor((at.getTime() - start.getTime()) / DAY_MS) + 1;
};

/** Days before the first such day of the year belong to week 0. */
const weekOfYear = (at: Date, firstDay: number) =>
  Math.floor((dayOfYear(at) - 1 - ((at.getUTCDay() - firstDay + 7) % 7) + 7) / 7);

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return "th";
  return { 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th";
}

function zone(offset: number, separator: string): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(minutes / 60)}${separator}${two(minutes % 60)}`;
}
