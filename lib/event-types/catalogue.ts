import { CONTACT_TYPES } from "@/lib/event-types/contacts";
import type { EventType } from "@/lib/event-types/define";
import { LEAD_SCORING_TYPES } from "@/lib/event-types/lead-scorings";
import { MESSAGE_TYPES } from "@/lib/event-types/messages";
import { PERSONA_TYPES } from "@/lib/event-types/personas";

/** Every event type, in the order in which people see them (S1.26). A family is one file beside this one. */
export const EVENT_TYPES = [
  ...CONTACT_TYPES,
  ...PERSONA_TYPES,
  ...LEAD_SCORING_TYPES,
  ...MESSAGE_TYPES,
] as const;

export type EventTypeName = (typeof EVENT_TYPES)[number]["name"];

export const EVENT_TYPE_NAMES: readonly EventTypeName[] = EVENT_TYPES.map((type) => type.name);

const byName: ReadonlyMap<unknown, EventType<EventTypeName>> = new Map(
  EVENT_TYPES.map((type) => [type.name, type]),
);

export function eventType(name: EventTypeName): EventType<EventTypeName> {
  const type = byName.get(name);
  if (!type) throw new Error(`There is no event type "${name}".`);
  return type;
}

export function isEventType(name: unknown): name is EventTypeName {
  return byName.has(name);
}
