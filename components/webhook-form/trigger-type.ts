import { eventType, isEventType } from "@/lib/event-types/catalogue";
import { type AnyStyle, isPayloadStyle } from "@/lib/payloads/renderable-event";
import { EMPTY_TRIGGER, type TriggerValues } from "./form-values";
import { REFINEMENT_LISTS } from "./refinement-lists";

/**
 * The trigger with another type: details stay as far as that type has them (passed and exited share theirs), and one
 * that is new begins with what the catalogue proposes.
 */
export function withType(trigger: TriggerValues, type: string, style: AnyStyle): TriggerValues {
  if (!isEventType(type)) return { ...EMPTY_TRIGGER, type };
  const { refinements, defaultRefinements } = eventType(type);
  const kept = Object.entries(trigger.others).filter(([name]) => Object.hasOwn(refinements.shape, name));
  const proposed = trigger.type === type || !isPayloadStyle(style) ? {} : defaultRefinements[style];
  const sameFamily = type.split(".")[0] === trigger.type.split(".")[0];
  return withKind(
    {
      ...(sameFamily ? trigger : EMPTY_TRIGGER),
      type,
      others: { ...proposed, ...Object.fromEntries(kept) },
    },
    style,
  );
}

/** A stream has one wire name, so it names one kind of opt-in. */
export const needsKind = (type: string, style: AnyStyle) => style === "stream" && type === "contact.opted_in";

/** One kind where the style needs it; what was chosen stays if it is one. */
export function withKind(trigger: TriggerValues, style: AnyStyle): TriggerValues {
  const { optInKinds } = trigger.others;
  if (!needsKind(trigger.type, style) || (Array.isArray(optInKinds) && optInKinds.length === 1))
    return trigger;
  return { ...trigger, others: { ...trigger.others, optInKinds: ["double"] } };
}

/** Without what belongs to the present data center. */
export function withoutDetails(trigger: TriggerValues): TriggerValues {
  const others = Object.entries(trigger.others).filter(([name]) => !Object.hasOwn(REFINEMENT_LISTS, name));
  return { ...trigger, personas: [], leadScorings: [], others: Object.fromEntries(others) };
}
