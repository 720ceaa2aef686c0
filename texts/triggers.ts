import { EVENT_TYPES, eventType, isEventType } from "@/lib/event-types/catalogue";
import type { Trigger } from "@/lib/webhooks/schema";

export const triggerLabel = (type: string) => (isEventType(type) ? eventType(type).label : type);

export const triggerDescription = (type: string) => (isEventType(type) ? eventType(type).description : "");

/** "Lead scoring passed threshold", or "3 events" where a webhook takes several. */
export const triggersLabel = (triggers: Trigger[]) =>
  triggers.length === 1 && triggers[0] ? triggerLabel(triggers[0].type) : `${triggers.length} events`;

/** For a select: the triggers under their headings, in the order of the catalogue. */
export const TRIGGER_OPTIONS = [...new Set(EVENT_TYPES.map((type) => type.group))].map((group) => ({
  group,
  items: EVENT_TYPES.filter((type) => type.group === group).map(({ name, label }) => ({
    value: String(name),
    label,
  })),
}));
