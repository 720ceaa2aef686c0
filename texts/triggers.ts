import type { Trigger } from "@/lib/webhooks/schema";
import { EVENT_TYPE_TEXTS, eventTypeTexts } from "@/texts/event-types";

export const triggerLabel = (type: string) => eventTypeTexts(type)?.label ?? type;

export const triggerDescription = (type: string) => eventTypeTexts(type)?.description ?? "";

/** "Lead scoring passed threshold", or "3 events" where a webhook takes several. */
export const triggersLabel = (triggers: Trigger[]) =>
  triggers.length === 1 && triggers[0] ? triggerLabel(triggers[0].type) : `${triggers.length} events`;

const BY_NAME = Object.entries(EVENT_TYPE_TEXTS);

/** For a select: the triggers under their headings, in the order of the catalogue. */
export const TRIGGER_OPTIONS = [...new Set(BY_NAME.map(([, { group }]) => group))].map((group) => ({
  group: String(group),
  items: BY_NAME.filter(([, texts]) => texts.group === group).map(([value, { label }]) => ({
    value,
    label: String(label),
  })),
}));
