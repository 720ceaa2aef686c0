import { z } from "zod";
import { DELIVERY_STATES, RUN_REASONS } from "@/lib/vocabulary";

const iso = z.iso.datetime();

/** A delivery as it is read (docs/edge.md, GET /webhooks/{id}/deliveries). */
export const deliveryViewSchema = z.strictObject({
  id: z.uuid(),
  eventId: z.uuid(),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(RUN_REASONS).nullable(),
  attempts: z.int(),
  nextAttemptAt: iso.nullable(),
  finishedAt: iso.nullable(),
  runIds: z.array(z.uuid()),
});

export type DeliveryView = z.infer<typeof deliveryViewSchema>;
