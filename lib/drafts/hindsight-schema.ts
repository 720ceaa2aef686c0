import { z } from "zod";
import { becauseSchema } from "@/lib/events/schema";
import { runViewSchema } from "@/lib/runs/schema";

/** How many events one look is about. */
export const RECALLED_EVENTS = 50;

/**
 * The settings as they would be saved, without label, description, recipients and secrets, of which a look needs none.
 * For the list they may be the data center, profile, triggers and payload style alone.
 */
const settings = z.record(z.string(), z.unknown());

export const hindsightInputSchema = z.strictObject({ settings });

export const recalledRequestInputSchema = z.strictObject({
  settings,
  eventId: z.uuid({ error: "is not the id of an event" }).toLowerCase(),
});

const recalledEventSchema = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  acceptedAt: z.iso.datetime(),
  contactId: z.string().nullable(),
  contactEmail: z.string().nullable(),
  /** Retention has taken the event itself away (decision 23); it has no page any more. */
  sample: z.boolean(),
  /** Null where it would have been sent. */
  why: becauseSchema.nullable(),
});

export const hindsightSchema = z.strictObject({
  /** Those of the triggers' types first, then others; each part with the newest first. */
  events: z.array(recalledEventSchema),
  /** In the order of the triggers: how many of the events are of its type, and how many it would have taken. */
  triggers: z.array(z.strictObject({ type: z.string(), looked: z.int(), matched: z.int() })),
  /** Where the search ended before it had found enough; older events may be there as well. */
  searchedTo: z.iso.datetime().nullable(),
});

export const recalledRequestSchema = z.strictObject({
  /** Secrets masked, words in place of a signature. */
  request: runViewSchema.shape.request.unwrap(),
  /** Why none would leave, as far as the address tells. */
  urlProblem: z.string().nullable(),
});

export type HindsightInput = z.infer<typeof hindsightInputSchema>;
export type RecalledRequestInput = z.input<typeof recalledRequestInputSchema>;
export type RecalledEvent = z.infer<typeof recalledEventSchema>;
export type Hindsight = z.infer<typeof hindsightSchema>;
export type RecalledRequest = z.infer<typeof recalledRequestSchema>;
