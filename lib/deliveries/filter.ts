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

export type DeliverySearch = Omit<z.output<typeof deliveryRowFilterSchema>, "cursor" | "limit">;
export type DeliveryRowFilter = z.input<typeof deliveryRowFilterSchema>;
