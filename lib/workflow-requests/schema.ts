import { z } from "zod";

/**
 * Whom and what a workflow's webhook is tried with: a contact of the directory, an event that was received, or one
 * that somebody types in the posted form (S4.27, S4.31, S4.32). Nothing given is a sample contact.
 */
export const requestSourceSchema = z.strictObject({
  contactId: z.string().min(1).max(200).optional(),
  eventId: z.uuid().optional(),
  event: z.unknown().optional(),
});

export type RequestSource = z.infer<typeof requestSourceSchema>;
