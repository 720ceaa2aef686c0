import { z } from "zod";
import { chosenId, eventTypeSchema, offsetDays, rules, seconds, timeOfDay } from "./rules-schema";

const MAX_CONSENT_DAYS = 3_650;

/** What an event has to tell, where it is not to be any of its type: each as text, whatever the event has it as. */
const only = z.strictObject({
  formId: z.string().max(200).optional(),
  surveyId: z.string().max(200).optional(),
  mailingId: z.int().positive().optional(),
  linkUrl: z.string().max(2_000).optional(),
});

const includePresent = z.boolean().default(false);

export const triggerSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), eventType: eventTypeSchema, only: only.optional(), ...rules }),
  z.strictObject({ type: z.literal("group_added"), groupId: chosenId }),
  /** Who comes to meet the criteria; with `includePresent` also who meets them when the workflow is published. */
  z.strictObject({ type: z.literal("segment_met"), segmentId: chosenId, includePresent }),
  z.strictObject({
    type: z.literal("contact_date"),
    field: z.string().max(100),
    offsetDays,
    time: timeOfDay,
    /** Every year anew, as birthdays come round. */
    yearly: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal("consent_expired"), includePresent }),
  z.strictObject({
    type: z.literal("consent_expiring"),
    days: z.int().min(1).max(MAX_CONSENT_DAYS),
    includePresent,
  }),
]);

export const reentrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once") }),
  z.strictObject({ kind: z.literal("always") }),
  z.strictObject({ kind: z.literal("after"), seconds }),
]);

export type Trigger = z.infer<typeof triggerSchema>;
export type Only = z.infer<typeof only>;
export type Reentry = z.infer<typeof reentrySchema>;
