import { z } from "zod";
import { runViewSchema } from "@/lib/runs/schema";

const milliseconds = z.number().nullable();

/** What came of a test of a workflow's webhook; the whole of the answer, up to what is read of it. */
export const requestTrialSchema = z.strictObject({
  run: runViewSchema,
  /** Whether the run is among the webhook's; a draft's is kept nowhere. */
  kept: z.boolean(),
  /** Null where nothing left, or the request inbox took it. */
  phases: z
    .strictObject({
      ...{ dnsMs: milliseconds, connectMs: milliseconds, tlsMs: milliseconds, firstByteMs: milliseconds },
      totalMs: z.number(),
    })
    .nullable(),
  /** The technical words of a failure. */
  detail: z.string().nullable(),
  draft: z.string().optional(),
});

export type RequestTrial = z.infer<typeof requestTrialSchema>;
