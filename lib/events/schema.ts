import { z } from "zod";
import { CAUSES, DELIVERY_STATES, type JsonObject, WEBHOOK_STATUSES } from "@/lib/vocabulary";

const iso = z.iso.datetime();

/** Handed on as it was posted, whatever stands in it. */
const posted = z.custom<JsonObject>((value) => typeof value === "object" && value !== null);

/** An event as it is read (docs/edge.md, GET /events). */
export const eventViewSchema = z.strictObject({
  id: z.uuid(),
  key: z.string().nullable(),
  type: z.string(),
  dataCenterId: z.int(),
  cause: z.enum(CAUSES),
  occurredAt: iso,
  acceptedAt: iso,
  contact: z
    .strictObject({ id: z.string().nullable(), email: z.string().nullable(), properties: posted })
    .nullable(),
  data: posted,
});

const value = z.union([z.string(), z.number()]);

/** Why an event is not owed to a webhook, with what there is to say besides. */
export const becauseSchema = z.discriminatedUnion("because", [
  z.strictObject({
    because: z.literal("refinement"),
    /** What it is called in a trigger, and what was wanted there and offered by the event. */
    refinement: z.string(),
    wanted: z.array(value),
    offered: z.array(value),
  }),
  z.strictObject({ because: z.literal("other_data_center"), dataCenterId: z.int() }),
  z.strictObject({
    because: z.enum(["inactive", "created", "created_later", "unknown", "other_event_type"]),
  }),
]);

/** A delivery of the event. */
export const matchedSchema = z.strictObject({
  webhookId: z.uuid(),
  deliveryId: z.uuid(),
  state: z.enum(DELIVERY_STATES),
});

/** One event with who is owed it and who is not (docs/edge.md, GET /events/{id}). */
export const eventDetailsSchema = eventViewSchema.extend({
  matched: z.array(matchedSchema),
  notMatched: z.array(
    z.union(becauseSchema.options.map((option) => z.strictObject({ webhookId: z.uuid(), ...option.shape }))),
  ),
});

/** An event in the console's list, with how many of its deliveries are in which state. */
export const eventRowSchema = z.strictObject({
  id: z.uuid(),
  key: z.string().nullable(),
  type: z.string(),
  dataCenterId: z.int(),
  cause: z.enum(CAUSES),
  acceptedAt: iso,
  contactId: z.string().nullable(),
  contactEmail: z.string().nullable(),
  outcome: z.array(z.strictObject({ state: z.enum(DELIVERY_STATES), deliveries: z.int() })),
});

/** A webhook that is not owed an event, as the console tells of it. */
export const unmatchedSchema = z.strictObject({
  webhookId: z.uuid(),
  label: z.string(),
  /** As it is now. */
  status: z.enum(WEBHOOK_STATUSES),
  /** Whether its settings were changed since the event was accepted. */
  changedSince: z.boolean(),
  why: becauseSchema,
});

export type EventView = z.infer<typeof eventViewSchema>;
export type EventRow = z.infer<typeof eventRowSchema>;
export type Because = z.infer<typeof becauseSchema>;
export type EventDetails = z.infer<typeof eventDetailsSchema>;
export type Unmatched = z.infer<typeof unmatchedSchema>;
