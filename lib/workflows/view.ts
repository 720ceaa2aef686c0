import { isDeepStrictEqual } from "node:util";
import { iso } from "@/lib/time";
import type { Definition } from "./definition";
import type { LoadedWorkflow } from "./find";
import { type WorkflowRow, type WorkflowView, workflowRowSchema, workflowViewSchema } from "./schema";
import type { Trigger } from "./start-schema";

export interface Figures {
  underWay: number;
  passages: number;
  failed: number;
  conversions: number;
}

export const NO_FIGURES: Figures = { underWay: 0, passages: 0, failed: 0, conversions: 0 };

/** What a workflow starts on: an event type, or the kind of its trigger. */
export const startOf = (trigger: Trigger | null): string | null =>
  trigger === null ? null : trigger.type === "event" ? trigger.eventType || null : trigger.type;

const rowOf = (workflow: LoadedWorkflow, figures: Figures) => {
  const { id, name, dataCenterId, status, version, revision, createdBy } = workflow;
  const { trigger } = workflow.draft as unknown as Definition;
  return {
    ...{ id, name, dataCenterId, status, version, revision, ...figures, trigger: startOf(trigger) },
    ...{ createdAt: iso(workflow.createdAt), createdBy, updatedAt: iso(workflow.updatedAt) },
  };
};

export const toRow = (workflow: LoadedWorkflow, figures: Figures): WorkflowRow =>
  workflowRowSchema.parse(rowOf(workflow, figures));

export const toView = (
  workflow: LoadedWorkflow,
  published: Definition | null,
  figures: Figures,
): WorkflowView =>
  workflowViewSchema.parse({
    ...rowOf(workflow, figures),
    definition: workflow.draft,
    changed: !isDeepStrictEqual(workflow.draft, published),
  });
