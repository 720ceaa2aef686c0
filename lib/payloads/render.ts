import { eventType } from "@/lib/event-types/catalogue";
import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";
import type { RenderContext } from "@/lib/payloads/wire";

/**
 * The body of a request for 1 to 100 events (one, where the style has no list), from stored facts only. The text is
 * always well-formed Unicode (JSON escapes lone surrogates), so its UTF-8 bytes are what is signed, sent and sent
 * again.
 */
export function renderPayload(
  style: PayloadStyle,
  events: readonly RenderableEvent[],
  context: RenderContext,
): string {
  const [first, ...others] = events;
  if (!first) throw new Error("A request is about one event at least.");
  if (style === "stream") return JSON.stringify(events.map((event) => bodyOf(style, event, context)));
  if (others.length > 0) throw new Error("This payload style takes one event at a time.");
  return JSON.stringify(bodyOf(style, first, context));
}

function bodyOf(style: PayloadStyle, event: RenderableEvent, context: RenderContext) {
  const wire = eventType(event.type).wires[style];
  if (!wire) throw new Error(`The ${style} style does not know ${event.type}.`);
  return wire.write(event, context);
}

/** The same payload for people to read: indented, otherwise the text that goes over the wire. */
export function previewPayload(
  style: PayloadStyle,
  events: readonly RenderableEvent[],
  context: RenderContext,
): string {
  return JSON.stringify(JSON.parse(renderPayload(style, events, context)), null, 2);
}
