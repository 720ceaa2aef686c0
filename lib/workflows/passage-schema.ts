import { z } from "zod";
import { deliveryRowSchema } from "@/lib/deliveries/schema";
import { isId } from "@/lib/ids";
import { MAIL_STATES } from "@/lib/notifications/schema";
import { queryNumberOr, queryText } from "@/lib/query-fields";
import { PASSAGE_STATES, WORKFLOW_STATUSES } from "@/lib/vocabulary";

/** What a list of passages is asked for. */
export const passageFilterSchema = z.strictObject({
  state: z.enum([...PASSAGE_STATES, "under_way"]).optional(),
  /** Those that a step has seen. */
  stepId: queryText(40).optional(),
  /** Of that step's requests, or of any step's: how they ended, or that they have not. */
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

/** Whose way it is; null where nobody has the contact any more. */
const contactSchema = z
  .strictObject({ id: z.string(), name: z.string(), email: z.string().nullable() })
  .nullable();
const namedSchema = z.strictObject({ id: z.int(), name: z.string() });

/** A passage in the console's lists. */
export const passageListRowSchema = passageRowSchema.extend({ contact: contactSchema });

export const passageRowsSchema = z.strictObject({
  rows: z.array(passageListRowSchema),
  next: z.string().nullable(),
});

/** Whether an event, a delivery and the rest of what a passage names still exist is looked up with it. */
export const inspectedPassageSchema = z.strictObject({
  passage: passageViewSchema,
  workflow: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    status: z.enum(WORKFLOW_STATUSES),
    dataCenterId: z.int(),
    /** The version that contacts go through now. */
    version: z.int().nullable(),
  }),
  contact: contactSchema,
  /** What started it; null where no event did, or it is no longer kept. */
  event: z.strictObject({ id: z.uuid(), type: z.string() }).nullable(),
  /** What the passage's version says. */
  definition: z.unknown(),
  deliveries: z.array(deliveryRowSchema),
  /** The mails of its steps, as far as they are kept. */
  mails: z.array(
    z.strictObject({
      ...{ id: z.uuid(), stepId: z.string(), recipient: z.string(), subject: z.string() },
      ...{ state: z.enum(MAIL_STATES), sentAt: iso.nullable(), error: z.string().nullable() },
    }),
  ),
  names: z.strictObject({
    webhooks: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
    messages: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
    ...{ groups: z.array(namedSchema), segments: z.array(namedSchema) },
  }),
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
      conversions: z.int(),
    }),
  ),
});

export type PassageRow = z.infer<typeof passageRowSchema>;
export type PassageListRow = z.infer<typeof passageListRowSchema>;
export type PassageRows = z.infer<typeof passageRowsSchema>;
export type InspectedPassage = z.infer<typeof inspectedPassageSchema>;
export type PassageView = z.infer<typeof passageViewSchema>;
export type PassageList = z.infer<typeof passageListSchema>;
export type StepStatistics = z.infer<typeof stepStatisticsSchema>;
