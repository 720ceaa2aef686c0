import { type EventTypeName, eventType } from "@/lib/event-types/catalogue";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";
import { renderSimple } from "@/lib/payloads/simple";

const renderers: Record<PayloadStyle, (event: RenderableEvent) => string> = {
  simple: renderSimple,
};

/**
 * The body of a request, from stored facts only. The text is always well-formed Unicode (JSON escapes lone
 * surrogates), so its UTF-8 bytes are what is signed, sent and sent again.
 */
export function renderPayload(style: PayloadStyle, event: RenderableEvent): string {
  return renderers[style](event);
}

/** The same payload for people to read: indented, otherwise the text that goes over the wire. */
export function previewPayload(style: PayloadStyle, event: RenderableEvent): string {
  return JSON.stringify(JSON.parse(renderPayload(style, event)), null, 2);
}

/** A webhook may only choose event types that its style knows (docs/events.md 2.1). */
export function canRender(style: PayloadStyle, type: EventTypeName): boolean {
  return eventType(type).wireNames[style] !== undefined;
}
