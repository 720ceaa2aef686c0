import type { StoredRules } from "@/db/shapes";
import { type Judged, matchesSegment } from "@/lib/contacts/matches-segment";
import { DAY_MS } from "@/lib/time";
import type { JsonObject } from "@/lib/vocabulary";
import type { World } from "./judge-rules";
import type { Trigger } from "./start-schema";
import { dateOf, timeMs } from "./waits";

/** Starts that nobody posts: by criteria that a contact comes to meet, or by a date of its own. Pure. */

const WATCHED = ["segment_met", "contact_date", "consent_expired", "consent_expiring"] as const;
export type WatchedTrigger = Extract<Trigger, { type: (typeof WATCHED)[number] }>;

export const isWatched = (trigger: Trigger | null): trigger is WatchedTrigger =>
  trigger !== null && WATCHED.some((type) => type === trigger.type);

/** Whether the workflow also begins those that meet the criteria when it is published. */
export const startsPresent = (trigger: WatchedTrigger): boolean =>
  trigger.type !== "contact_date" && trigger.includePresent;

/** Who is judged, and by what. */
export interface Seen {
  contact: Judged;
  world: Pick<World, "contact" | "fields">;
  /** Those of a segment; undefined where it is gone. */
  rulesOf(segmentId: number): StoredRules | undefined;
}

/** How it stands with a contact, and when time alone may change that (ms); null where it never does. */
export interface Standing {
  met: boolean;
  dueAt: number | null;
}

export function judgeCriteria(trigger: WatchedTrigger, seen: Seen, now: number): Standing {
  if (trigger.type === "contact_date") return { met: false, dueAt: nextDate(trigger, seen.world, now) };
  const rules = trigger.type === "segment_met" ? seen.rulesOf(trigger.segmentId) : consentRules(trigger);
  if (!rules) return { met: false, dueAt: null };
  return { met: matchesSegment(rules, seen.contact, now), dueAt: nextChange(rules, seen.contact, now) };
}

const consentRules = (
  trigger: Extract<WatchedTrigger, { type: "consent_expired" | "consent_expiring" }>,
): StoredRules => ({
  match: "all",
  conditions: [
    trigger.type === "consent_expired"
      ? { subject: "consent", is: "expired" }
      : { subject: "consent", is: "expires_within_days", value: trigger.days },
  ],
});

/** Of all that segments ask for, time alone changes only how it stands with a consent. */
function nextChange({ conditions }: StoredRules, { consentExpiration }: Judged, now: number): number | null {
  const expires = consentExpiration === null ? Number.NaN : Date.parse(consentExpiration);
  if (Number.isNaN(expires)) return null;
  const moments = conditions.flatMap(({ subject, is, value }) => {
    if (subject !== "consent") return [];
    if (is === "expired") return [expires];
    return is === "expires_within_days" ? [expires - Number(value) * DAY_MS, expires] : [];
  });
  const ahead = moments.filter((moment) => moment > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

type DateTrigger = Extract<WatchedTrigger, { type: "contact_date" }>;

/** The first moment after `after` at which the contact's date starts the workflow; null where there is none. */
export function nextDate(
  { field, offsetDays, time, yearly }: DateTrigger,
  world: Pick<World, "contact" | "fields">,
  after: number,
): number | null {
  const date = dateOf(world, field);
  if (date === null) return null;
  const shift = offsetDays * DAY_MS + timeMs(time);
  if (!yearly) return date + shift > after ? date + shift : null;
  const first = new Date(date).getUTCFullYear();
  // An offset moves it by a year at most, so the next one is among these.
  const from = Math.max(first, new Date(after).getUTCFullYear() - 2);
  for (let year = from; year <= from + 4; year++) {
    const moment = anniversary(date, year) + shift;
    if (moment > after) return moment;
  }
  return null;
}

/** The same day of another year; the 29th of February is the 28th where there is none. */
function anniversary(date: number, year: number): number {
  const of = new Date(date);
  const moved = Date.UTC(year, of.getUTCMonth(), of.getUTCDate());
  return new Date(moved).getUTCMonth() === of.getUTCMonth() ? moved : moved - DAY_MS;
}

/** What a passage that begins so can read of it, as `${event.…}`. */
export function toldOf(trigger: WatchedTrigger, { contact }: Pick<Seen, "contact">, at: number): JsonObject {
  switch (trigger.type) {
    case "segment_met":
      return { segmentId: trigger.segmentId };
    case "contact_date": {
      const day = at - timeMs(trigger.time) - trigger.offsetDays * DAY_MS;
      return { field: trigger.field, date: new Date(day).toISOString().slice(0, 10) };
    }
    default:
      return { consentExpiration: contact.consentExpiration };
  }
}
