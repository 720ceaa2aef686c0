import { readContactField } from "@/lib/templates/contact-fields";
import { DAY_MS } from "@/lib/time";
import type { WaitFor } from "./definition";
import { judgeRules, momentOf, type World } from "./judge-rules";
import type { Rules } from "./rules-schema";

/** When waits end; pure. */

/** When a wait ends by time. @returns null where the contact has no such date */
export function dueAtOf(waited: WaitFor, world: World): number | null {
  switch (waited.kind) {
    case "duration":
      return world.now + waited.seconds * 1_000;
    case "event":
      return world.now + waited.withinSeconds * 1_000;
    case "until":
      return Date.parse(waited.at);
    case "time_of_day": {
      const today = world.now - (world.now % DAY_MS) + timeMs(waited.time);
      return today > world.now ? today : today + DAY_MS;
    }
    case "contact_date": {
      const date = dateOf(world, waited.field);
      return date === null ? null : date + waited.offsetDays * DAY_MS + timeMs(waited.time);
    }
  }
}

/** The start of the day that a field of the contact names, in UTC ms. */
export function dateOf({ contact, fields }: Pick<World, "contact" | "fields">, field: string): number | null {
  const value = contact ? readContactField(contact, field, fields) : undefined;
  if (typeof value !== "string" && typeof value !== "number") return null;
  const moment = typeof value === "number" ? value : momentOf(value.trim());
  return Number.isNaN(moment) ? null : moment - (((moment % DAY_MS) + DAY_MS) % DAY_MS);
}

export function timeMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** Whether an event that happened is the one that the step waits for. */
export const isAwaited = (waited: Rules, world: World): boolean => judgeRules(waited, world).met;
