import { z } from "zod";
import { requestSourceSchema } from "./schema";

/** What a workflow's webhook is tried with before or after it is saved (S4.26 to S4.33, S5.21). */
export const trialInputSchema = z.strictObject({
  /** The saved webhook; with `settings` the one that is being changed, whose secrets stay where they are left out. */
  webhookId: z.string().optional(),
  /** As they stand in the form. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** What an earlier call about the draft has returned. */
  draft: z.string().optional(),
  /** A scenario notification without one is sent as printed. */
  source: requestSourceSchema.optional(),
});

export type TrialInput = z.infer<typeof trialInputSchema>;

const faultSchema = z.object({
  path: z.string(),
  message: z.string(),
  remedy: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
});

const valueSchema = z.strictObject({
  expression: z.string(),
  line: z.int(),
  column: z.int(),
  at: z.int(),
  length: z.int(),
  missing: z.boolean(),
  sources: z.array(
    z.strictObject({
      from: z.enum(["contact", "event", "answer", "nothing", "local"]),
      name: z.string(),
      state: z.enum(["value", "no_value", "unknown"]),
    }),
  ),
});

/** The request as it would leave, secrets masked, and where each value of it comes from. */
export const requestLookSchema = z.strictObject({
  request: z
    .strictObject({
      ...{ method: z.string(), url: z.string(), body: z.string().nullable() },
      headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    })
    .nullable(),
  parts: z.array(z.strictObject({ path: z.string(), text: z.string(), values: z.array(valueSchema) })),
  /** Why it can't be sent. */
  faults: z.array(faultSchema),
  draft: z.string().optional(),
});

export type RequestLook = z.infer<typeof requestLookSchema>;
