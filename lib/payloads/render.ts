import type { PayloadStyle, RenderableEvent } from "@/lib/payloads/renderable-event";
import { renderSimple } from "@/lib/payloads/simple";
import { renderStream } from "@/lib/payloads/stream";

const renderers: Record<PayloadStyle, (events: readonly RenderableEvent[]) => string> = {
  simple: (events) => renderSimple(onlyOne(events)),
  stream: renderStream,
};

/**
 * The body of a request for 1 to 100 events (one, where the style has no list), from stored facts only. The text is
 * always well-formed Unicode (JSON escapes lone surrogates), so its UTF-8 bytes are what is signed, sent and sent
 * again.
 */
export function renderPayload(style: PayloadStyle, events: readonly RenderableEvent[]): string {
  if (events.length === 0) throw new Error("A request is about one event at least.");
  return renderers[style](events);
}

/** The same payload for people to read: indented, otherwise the text that goes over the wire. */
export function previewPayload(style: PayloadStyle, events: readonly RenderableEvent[]): string {
  return JSON.stringify(JSON.parse(renderPayload(style, events)), null, 2);
}

function onlyOne(events: readonly RenderableEvent[]): RenderableEvent {
  const [event, ...others] = events;
  if (!event || others.length > 0) throw new Error("This payload style takes one event at a time.");
  return event;
}
