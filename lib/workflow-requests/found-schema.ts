import { z } from "zod";

/** A received event as the picker shows it. */
export const foundEventSchema = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  acceptedAt: z.iso.datetime(),
  contactId: z.string().nullable(),
  contactEmail: z.string().nullable(),
  /** What its data are called. */
  parameters: z.array(z.string()),
});

/** The values that expressions read: of a chosen contact or event, for who sees the result while typing. */
export const chosenValuesSchema = z.strictObject({
  contact: z
    .object({
      id: z.string().nullable(),
      email: z.string().nullable(),
      properties: z.record(z.string(), z.json()),
    })
    .nullable(),
  event: z.object({ data: z.record(z.string(), z.json()) }).nullable(),
  now: z.number(),
});

export type FoundEvent = z.infer<typeof foundEventSchema>;
export type ChosenValues = z.infer<typeof chosenValuesSchema>;
