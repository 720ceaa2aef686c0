import { z } from "zod";
import { labelSchema } from "@/lib/label-schema";
import { WORKFLOW_STATUSES } from "@/lib/vocabulary";
import { definitionSchema } from "./definition";

/** How many an account may have that are not archived. */
export const MAX_WORKFLOWS = 200;

export const newWorkflowSchema = z.strictObject({
  name: labelSchema,
  dataCenterId: z.int().positive(),
  definition: definitionSchema.prefault({}),
});

/** What a copy is called. */
export const copySchema = z.strictObject({ name: labelSchema });

/** What is left out stays; a definition is replaced whole. */
export const workflowChangeSchema = z.strictObject({
  name: labelSchema.optional(),
  definition: definitionSchema.optional(),
});

const iso = z.iso.datetime();

/** Parsed on the way out, as every view. */
export const workflowRowSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  dataCenterId: z.int(),
  status: z.enum(WORKFLOW_STATUSES),
  /** The published version that contacts go through; null before the first. */
  version: z.int().nullable(),
  revision: z.int(),
  /** What it starts on, as the draft says. */
  trigger: z.string().nullable(),
  /** Passages that have not ended, and all that ever began. */
  underWay: z.int(),
  passages: z.int(),
  /** Requests of its steps that failed for good. */
  failed: z.int(),
  /** Accepted requests of the steps that count as conversion. */
  conversions: z.int(),
  createdAt: iso,
  createdBy: z.string(),
  updatedAt: iso,
});

export const workflowViewSchema = workflowRowSchema.extend({
  definition: z.unknown(),
  /** The draft says something else than what is published. */
  changed: z.boolean(),
});

export const workflowListSchema = z.strictObject({ workflows: z.array(workflowRowSchema) });

export type WorkflowRow = z.infer<typeof workflowRowSchema>;
export type WorkflowView = z.infer<typeof workflowViewSchema>;
export type WorkflowList = z.infer<typeof workflowListSchema>;
