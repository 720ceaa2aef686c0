import { eventType, isEventType } from "@/lib/event-types/catalogue";
import { canRender } from "@/lib/payloads/can-render";
import type { PayloadStyle } from "@/lib/payloads/renderable-event";
import { TRIGGER_OPTIONS } from "@/texts/triggers";
import { EMPTY_TRIGGER, type TriggerValues } from "./form-values";

/** The triggers that a payload style can write; the others would be refused. Loaded with the form: it needs the catalogue. */
export const triggerOptions = (style: PayloadStyle) =>
  TRIGGER_OPTIONS.map(({ group, items }) => ({
    group,
    items: items.filter(({ value }) => isEventType(value) && canRender(style, value)),
  })).filter(({ items }) => items.length > 0);

/** The trigger with another type: details stay as far as that type has them; passed and exited share theirs. */
export function withType(trigger: TriggerValues, type: string, style: PayloadStyle): TriggerValues {
  const known = isEventType(type) ? eventType(type).refinements.shape : {};
  const others = Object.entries(trigger.others).filter(([name]) => Object.hasOwn(known, name));
  const sameFamily = type.split(".")[0] === trigger.type.split(".")[0];
  return {
    ...(sameFamily ? trigger : EMPTY_TRIGGER),
    type,
    others: { ...Object.fromEntries(others), ...(needsKind(type, style) && { optInKinds: ["double"] }) },
  };
}

/** A stream has one wire name, so it names one kind of opt-in. */
export const needsKind = (type: string, style: PayloadStyle) =>
  style === "stream" && type === "contact.opted_in";
