import { z } from "zod";
import { deliveryRowSchema } from "@/lib/deliveries/schema";
import { eventViewSchema, unmatchedSchema } from "./schema";

/** An event as its page shows it. */
export const inspectedEventSchema = z.strictObject({
  event: eventViewSchema,
  /** As it was called when the event was accepted. */
  dataCenterName: z.string(),
  owed: z.array(deliveryRowSchema),
  notMatched: z.array(unmatchedSchema),
});

export type InspectedEvent = z.infer<typeof inspectedEventSchema>;
