import type { Trigger } from "@/lib/webhooks/schema";
import { EVENT_TYPE_TEXTS, eventTypeTexts } from "@/texts/event-types";

export const triggerLabel = (type: string) => eventTypeTexts(type)?.label ?? type;

export const triggerDescription = (type: string) => eventTypeTexts(type)?.description ?? "";

/** "Lead scoring passed threshold", or "3 events" where a webhook takes several. */
export const triggersLabel = (triggers: Trigger[]) =>
  triggers.length === 1 && triggers[0] ? triggerLabel(triggers[0].type) : `${triggers.length} events`;

/** They start workflows alone. */
const NO_TRIGGERS = ["Forms", "Surveys", "Workflows"];

const BY_NAME = Object.entries(EVENT_TYPE_TEXTS);

/** For a select: event types under their headings, in the order of the catalogue; a platform's own names nobody can list. */
export const EVENT_OPTIONS = [...new Set(BY_NAME.map(([, { group }]) => String(group)))]
  .filter((group) => group !== "Custom")
  .map((group) => ({
    group,
    items: BY_NAME.filter(([, texts]) => texts.group === group).map(([value, { label }]) => ({
      value,
      label: String(label),
    })),
  }));

/** Those that a webhook can be triggered by. */
export const TRIGGER_OPTIONS = EVENT_OPTIONS.filter(({ group }) => !NO_TRIGGERS.includes(group));
