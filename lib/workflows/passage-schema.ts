import { z } from "zod";
import { isId } from "@/lib/ids";
import { queryNumberOr, queryText } from "@/lib/query-fields";
import { PASSAGE_STATES } from "@/lib/vocabulary";

/** What a list of passages is asked for. */
export const passageFilterSchema = z.strictObject({
  state: z.enum([...PASSAGE_STATES, "under_way"]).optional(),
  /** Those that a step has seen. */
  stepId: queryText(40).optional(),
  /** Of that step's requests: how they ended, or that they have not. */
  outcome: z.enum(["accepted", "failed", "pending"]).optional(),
  contactId: queryText(200).optional(),
  limit: queryNumberOr(50, 1, 200),
  cursor: z.string().refine(isId, { error: "is not a cursor of this list" }).optional(),
});

const iso = z.iso.datetime();

export const passageRowSchema = z.strictObject({
  id: z.uuid(),
  workflowId: z.uuid(),
  version: z.int(),
  contactId: z.string(),
  state: z.enum(PASSAGE_STATES),
  /** Where it stands, or stood at its end. */
  stepId: z.string().nullable(),
  eventId: z.uuid().nullable(),
  /** When it goes on by itself; null where it waits for an answer, or has ended. */
  dueAt: iso.nullable(),
  startedAt: iso,
  finishedAt: iso.nullable(),
});

export const passageViewSchema = passageRowSchema.extend({
  /** The data of the event that started it. */
  parameters: z.record(z.string(), z.unknown()).nullable(),
  way: z.array(
    z.strictObject({
      stepId: z.string(),
      at: iso,
      outcome: z.string(),
      detail: z.record(z.string(), z.unknown()),
      /** The request that the step owes. */
      deliveryId: z.uuid().nullable(),
    }),
  ),
});

export const passageListSchema = z.strictObject({
  passages: z.array(passageRowSchema),
  next: z.string().nullable(),
});

export const stepStatisticsSchema = z.strictObject({
  steps: z.array(
    z.strictObject({
      stepId: z.string(),
      passes: z.int(),
      contacts: z.int(),
      accepted: z.int(),
      pending: z.int(),
      failed: z.int(),
      /** Contacts that a message was not sent to, since they must not be written to. */
      skipped: z.int(),
    }),
  ),
});

export type PassageRow = z.infer<typeof passageRowSchema>;
export type PassageView = z.infer<typeof passageViewSchema>;
export type PassageList = z.infer<typeof passageListSchema>;
export type StepStatistics = z.infer<typeof stepStatisticsSchema>;
