import { z } from "zod";
import { queryNumberOr } from "@/lib/query-fields";
import { DELIVERY_STATES, type DeliveryState, RUN_REASONS } from "@/lib/vocabulary";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const BY_ID = new RegExp(`^${UUID}$`);
const BY_TIME = new RegExp(`^\\d{1,15}\\.${UUID}$`);

/** What waits is listed by its next attempt, the rest by age: their cursors differ. */
export const isCursorOf = (state: DeliveryState | undefined, text: string) =>
  (state === "pending" ? BY_TIME : BY_ID).test(text);

/** How the console narrows the account's deliveries. `q` is the id of a delivery or of an event. */
export const deliveryRowFilterSchema = z
  .strictObject({
    q: z.string().max(200).optional(),
    state: z.enum(DELIVERY_STATES).optional(),
    webhookId: z.uuid().toLowerCase().optional(),
    reason: z.enum(RUN_REASONS).optional(),
    since: z.number().optional(),
    cursor: z.string().optional(),
    limit: queryNumberOr(25, 1, 1_000),
  })
  .refine(({ q, state, cursor }) => !cursor || isCursorOf(q === undefined ? state : undefined, cursor), {
    path: ["cursor"],
    message: "is not a cursor of this list",
  });

/** How programs narrow them (docs/edge.md, GET /deliveries). */
export const accountDeliveryFilterSchema = z
  .strictObject({
    state: z.enum(DELIVERY_STATES).optional(),
    webhookId: z.uuid({ error: "is not a webhook's id" }).toLowerCase().optional(),
    eventId: z.uuid({ error: "is not an event's id" }).toLowerCase().optional(),
    reason: z.enum(RUN_REASONS).optional(),
    since: z.iso
      .datetime({ offset: true, error: "is not an ISO 8601 time" })
      .transform((time) => Date.parse(time))
      .optional(),
    cursor: z.string().max(100).optional(),
    limit: queryNumberOr(100, 1, 1_000),
  })
  .refine(
    ({ state, eventId, cursor }) => !cursor || isCursorOf(eventId === undefined ? state : undefined, cursor),
    { path: ["cursor"], message: "is not a cursor of this list" },
  );

export interface DeliverySearch extends Omit<z.output<typeof deliveryRowFilterSchema>, "cursor" | "limit"> {
  eventId?: string | undefined;
}
export type DeliveryRowFilter = z.input<typeof deliveryRowFilterSchema>;
