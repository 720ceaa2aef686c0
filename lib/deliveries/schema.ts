import { z } from "zod";
import { runRowSchema } from "@/lib/runs/schema";
import { DELIVERY_STATES, RUN_REASONS, WEBHOOK_STATUSES } from "@/lib/vocabulary";

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

/** One by its id names its webhook too (docs/edge.md, GET /deliveries/{id}). */
export const deliveryDetailsSchema = deliveryViewSchema.extend({ webhookId: z.uuid() });

/** A delivery in the console's lists: with the names of what it is about, and how its last attempt went. */
export const deliveryRowSchema = deliveryViewSchema.omit({ eventId: true, runIds: true }).extend({
  acceptedAt: iso,
  cancelRequested: z.boolean(),
  resendOf: z.uuid().nullable(),
  webhook: z.strictObject({ id: z.uuid(), label: z.string(), status: z.enum(WEBHOOK_STATUSES) }),
  event: z.strictObject({
    id: z.uuid(),
    /** Null where the event is no longer kept. */
    type: z.string().nullable(),
    contactId: z.string().nullable(),
    contactEmail: z.string().nullable(),
  }),
  lastRun: runRowSchema.pick({ id: true, verdict: true, reason: true, statusCode: true }).nullable(),
});

export const deliveryRowsSchema = z.strictObject({
  rows: z.array(deliveryRowSchema),
  next: z.string().nullable(),
  /** Where the search stopped before the page was full, in the order of the list; what follows may fit as well. */
  searchedTo: iso.nullable(),
});

export type DeliveryView = z.infer<typeof deliveryViewSchema>;
export type DeliveryDetails = z.infer<typeof deliveryDetailsSchema>;
export type DeliveryRow = z.infer<typeof deliveryRowSchema>;
export type DeliveryRows = z.infer<typeof deliveryRowsSchema>;
