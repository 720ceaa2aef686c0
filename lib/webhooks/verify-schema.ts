import { z } from "zod";
import { platformId } from "@/lib/event-types/fields";

/** One request of a stream holds no more (S2.30). */
const MAX_SAMPLES = 100;

/** What *Verify* takes (S2.38); without a mailing a sample one is used. */
export const verifySchema = z.strictObject({
  mailingId: platformId.optional(),
  numberOfEvents: z
    .int("is not a whole number")
    .min(1, "is below 1")
    .max(MAX_SAMPLES, `is above ${MAX_SAMPLES}`)
    .default(1),
});

export type VerifyInput = z.input<typeof verifySchema>;
