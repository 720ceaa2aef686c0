import { type EventTypeName, eventType } from "@/lib/event-types/catalogue";
import { type AnyStyle, isPayloadStyle } from "@/lib/payloads/renderable-event";

/** A webhook may only choose event types that its style knows (docs/events.md 2.1). */
export function canRender(style: AnyStyle, type: EventTypeName): boolean {
  return isPayloadStyle(style) && eventType(type).wires[style] !== undefined;
}
