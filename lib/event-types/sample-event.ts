import { type EventTypeName, eventType } from "@/lib/event-types/catalogue";
import type { SampleContext } from "@/lib/event-types/define";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";

/**
 * A typical event of a type, told with the data center's own personas and stages where it has some.
 * *Payload preview* and *Send test* put it through the renderer of real requests, so neither can lie.
 */
export function sampleEvent(type: EventTypeName, context: SampleContext): RenderableEvent {
  const { eventId, accountId, now, dataCenter } = context;
  return { id: eventId, accountId, type, occurredAt: now, dataCenter, ...eventType(type).sample(context) };
}
