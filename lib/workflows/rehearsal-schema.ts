import { z } from "zod";
import { mailShownSchema } from "@/lib/messages/schema";
import { requestLookSchema } from "@/lib/workflow-requests/look-schema";
import { requestSourceSchema } from "@/lib/workflow-requests/schema";
import { definitionSchema } from "./definition";

/** What is to happen at a step whose way on the world decides; what fits no step of its kind changes nothing. */
export const rehearsedSchema = z.discriminatedUnion("outcome", [
  /** A webhook's, whose answer is waited for. */
  z.strictObject({ outcome: z.literal("answered"), answer: z.unknown() }),
  z.strictObject({ outcome: z.literal("failed") }),
  /** An event's that is waited for. */
  z.strictObject({ outcome: z.literal("happened") }),
  z.strictObject({ outcome: z.literal("timed_out") }),
  /** A split's: the branch, counted from 1. */
  z.strictObject({ outcome: z.literal("branch"), branch: z.int().min(1).max(10) }),
]);

/** Who goes through it, what started it, and what is to happen on the way, by the steps' ids. */
export const rehearsalInputSchema = requestSourceSchema.extend({
  /** Rehearsed in place of the draft as it is saved. */
  definition: definitionSchema.optional(),
  steps: z.record(z.string().max(40), rehearsedSchema).default({}),
});

const judgedSchema = z.array(
  z.strictObject({ held: z.boolean(), value: z.string().nullable(), fault: z.string().optional() }),
);

export const rehearsalSchema = z.strictObject({
  /** Whether the contact would be let in; null where the start asks nothing of it. */
  start: z.strictObject({ met: z.boolean(), rules: judgedSchema }).nullable(),
  way: z.array(
    z.strictObject({
      stepId: z.string(),
      outcome: z.string(),
      detail: z.record(z.string(), z.unknown()),
      /** When the contact would be there, waits included. */
      at: z.iso.datetime(),
      /** What the step would send, secrets masked, and why it could not. */
      request: requestLookSchema
        .pick({ request: true, faults: true, parts: true })
        .extend({ webhook: z.string().nullable() })
        .nullable(),
      /** The message that it would send. */
      mail: mailShownSchema.nullable(),
    }),
  ),
  ended: z.enum(["done", "stopped"]),
  /** As the way leaves the contact. */
  contact: z.strictObject({
    id: z.string().nullable(),
    email: z.string().nullable(),
    properties: z.record(z.string(), z.unknown()),
  }),
});

export type Rehearsed = z.infer<typeof rehearsedSchema>;
export type RehearsalInput = z.input<typeof rehearsalInputSchema>;
export type Rehearsal = z.infer<typeof rehearsalSchema>;
