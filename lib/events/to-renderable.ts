import type { EventRow } from "@/db/dialect/dialect";
import type { MasterDataSnapshot, PostedContact } from "@/db/shapes";
import type { EventTypeName } from "@/lib/event-types/catalogue";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import type { Cause, JsonObject } from "@/lib/vocabulary";

/** An event as it is stored, or as it would be if it were: nothing of the present enters a body. */
export interface StoredEvent {
  id: string;
  accountId: number;
  type: string;
  cause: string;
  /** Milliseconds since 1970. */
  occurredAt: number;
  contact: PostedContact | null;
  data: JsonObject;
  masterData: MasterDataSnapshot;
}

export function toRenderable(event: StoredEvent): RenderableEvent {
  const { dataCenter, ...masterData } = event.masterData;
  return {
    id: event.id,
    accountId: event.accountId,
    type: event.type as EventTypeName,
    occurredAt: event.occurredAt,
    cause: event.cause as Cause,
    dataCenter,
    contact: event.contact,
    data: event.data,
    masterData,
  };
}

/** The same from a row of the hot path, whose JSON comes as text. */
export const rowToRenderable = (row: EventRow): RenderableEvent =>
  toRenderable({
    ...row,
    contact: row.contact === null ? null : JSON.parse(row.contact),
    data: JSON.parse(row.data),
    masterData: JSON.parse(row.masterData),
  });
