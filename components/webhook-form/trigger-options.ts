import { isEventType } from "@/lib/event-types/catalogue";
import { canRender } from "@/lib/payloads/can-render";
import type { PayloadStyle } from "@/lib/payloads/renderable-event";
import { TRIGGER_OPTIONS } from "@/texts/triggers";

/** The triggers that a payload style can write; the others would be refused. Loaded with the form: it needs the catalogue. */
export const triggerOptions = (style: PayloadStyle) =>
  TRIGGER_OPTIONS.map(({ group, items }) => ({
    group,
    items: items.filter(({ value }) => isEventType(value) && canRender(style, value)),
  })).filter(({ items }) => items.length > 0);
