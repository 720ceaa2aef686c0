import { toValue } from "liquidjs";
import { type FilterHandler, ownContext } from "@/lib/templates/context";
import { strftime } from "@/lib/templates/strftime";

const ISO = "%Y-%m-%dT%H:%M:%SZ";
/** Intl takes so long for a zone by its name. */
const NAMED_ZONE = 5_000;

/** Each takes a date, and gives back what is none. */
export const DATE_FILTERS: Record<string, FilterHandler> = {
  date(value, format, zone) {
    const { budget } = ownContext(this.context);
    return ofMoment(this, value, (millis) => {
      const text = typeof format === "string" ? format : ISO;
      budget.spendOnText(text.length * CODE_LENGTH);
      return strftime(
        millis,
        text,
        offsetOf(toValue(zone), millis, () => budget.spend(NAMED_ZONE)),
      );
    });
  },
  date_to_xmlschema(value) {
    return ofMoment(this, value, (millis) => strftime(millis, "%Y-%m-%dT%H:%M:%S%:z"));
  },
  date_to_rfc822(value) {
    return ofMoment(this, value, (millis) => strftime(millis, "%a, %d %b %Y %H:%M:%S %z"));
  },
  date_to_string(value, kind, style) {
    return ofMoment(this, value, (millis) => strftime(millis, longDate("%b", kind, style)));
  },
  date_to_long_string(value, kind, style) {
    return ofMoment(this, value, (millis) => strftime(millis, longDate("%B", kind, style)));
  },
};

function ofMoment(
  { context }: ThisParameterType<FilterHandler>,
  value: unknown,
  write: (millis: number) => string,
): unknown {
  const millis = momentOf(toValue(value), ownContext(context).names.now);
  return millis === undefined ? value : write(millis);
}

/** So many signs a code of two can come to. */
const CODE_LENGTH = 15;

/** Text without a zone is UTC; numbers are seconds since 1970; `now` is the moment of the request. */
function momentOf(value: unknown, now: number): number | undefined {
  if (value === "now" || value === "today") return now;
  if (typeof value === "number" || (typeof value === "string" && /^\d{1,15}$/.test(value))) {
    return valid(Number(value) * 1_000);
  }
  if (typeof value !== "string" || value.length > 100) return undefined;
  const withoutZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(value);
  return valid(Date.parse(withoutZone ? `${value.replace(" ", "T")}Z` : value));
}

/** What a date can be at all. */
const valid = (millis: number) => (Math.abs(millis) < 8.64e15 - 1e9 ? millis : undefined);

/** Minutes east, from a name such as `Europe/Paris` or, as LiquidJS counts, from minutes west. */
function offsetOf(zone: unknown, millis: number, spend: () => void): number {
  if (typeof zone === "number") return Math.abs(zone) < 24 * 60 ? -Math.trunc(zone) : 0;
  if (typeof zone !== "string") return 0;
  spend();
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(millis).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
}

function longDate(month: string, kind: unknown, style: unknown): string {
  if (kind !== "ordinal") return `%d ${month} %Y`;
  return style === "US" ? `${month} %-d%q, %Y` : `%-d%q ${month} %Y`;
}
