import type { PostedEvent } from "@/lib/events/posted-event";
import type { MasterData, RenderableEvent } from "@/lib/payloads/renderable-event";

/** What acceptance adds to a posted event. */
export interface AcceptedFacts {
  id: string;
  acceptedAt: number;
  dataCenter: { id: number; name: string };
  masterData: MasterData;
}

/** An event that was posted only to be tried out: rendered as if it had been accepted, without being stored. */
export function toRenderable(event: PostedEvent, accepted: AcceptedFacts): RenderableEvent {
  const { type, cause, contact, data } = event;
  const { id, acceptedAt, dataCenter, masterData } = accepted;
  return {
    id,
    type,
    occurredAt: event.occurredAt ?? acceptedAt,
    cause,
    dataCenter,
    contact,
    data,
    masterData,
  };
}
