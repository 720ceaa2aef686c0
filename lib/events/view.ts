import type { Tables } from "@/db/tables";
import { iso } from "@/lib/time";
import { type EventView, eventViewSchema } from "./schema";

export type StoredEventRow = Tables["events"]["$inferSelect"];

/** An event as it is read, contact and data as they were posted. */
export function toEventView(event: StoredEventRow): EventView {
  const { id, key, type, dataCenterId, cause, contact, data } = event;
  return eventViewSchema.parse({
    ...{ id, key, type, dataCenterId, cause, contact, data },
    occurredAt: iso(event.occurredAt),
    acceptedAt: iso(event.acceptedAt),
  });
}
