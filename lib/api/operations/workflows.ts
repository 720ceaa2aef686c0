import {
  passageFilterSchema,
  passageListSchema,
  passageViewSchema,
  stepStatisticsSchema,
} from "@/lib/workflows/passage-schema";
import { rehearsalInputSchema, rehearsalSchema } from "@/lib/workflows/rehearsal-schema";
import {
  copySchema,
  newWorkflowSchema,
  workflowChangeSchema,
  workflowListSchema,
  workflowViewSchema,
} from "@/lib/workflows/schema";
import { inAccount, type Operation } from "../operation";
import { exampleId, examplePassage, exampleWorkflow, exampleWorkflowRow } from "./examples";

const workflow = workflowViewSchema.meta({ id: "Workflow" });
const WORKFLOW = { id: { description: "The workflow's id.", example: exampleId.workflow } };
const { dataCenterId, definition } = exampleWorkflow;
const shown = (description: string, changes: object = {}) => ({
  ...{ description, schema: workflow, example: { ...exampleWorkflow, ...changes } },
});
const section = "Workflows";

export const listWorkflows: Operation = {
  ...{ id: "listWorkflows", section, method: "GET", path: inAccount("/workflows") },
  summary: "Get all workflows",
  scope: "workflows:read",
  answers: {
    200: {
      description: "All of them by name, archived ones too.",
      schema: workflowListSchema,
      example: { workflows: [exampleWorkflowRow] },
    },
  },
};

export const createWorkflow: Operation = {
  ...{ id: "createWorkflow", section, method: "POST", path: inAccount("/workflows") },
  summary: "Create a workflow",
  description: "As a draft: nothing starts it until it is activated.",
  scope: "workflows:write",
  body: {
    schema: newWorkflowSchema.meta({ id: "NewWorkflow" }),
    examples: {
      promo: { summary: "An order starts it", value: { name: "Promo code", dataCenterId, definition } },
    },
  },
  answers: { 201: { ...shown("It is made."), headers: ["Location"] } },
  problems: ["conflict", "label_taken"],
};

export const getWorkflow: Operation = {
  ...{ id: "getWorkflow", section, method: "GET", path: inAccount("/workflows/{id}") },
  ...{ summary: "Get a workflow", scope: "workflows:read", params: WORKFLOW },
  answers: { 200: shown("The workflow, with its draft.") },
};

export const updateWorkflow: Operation = {
  ...{ id: "updateWorkflow", section, method: "PATCH", path: inAccount("/workflows/{id}") },
  ...{ summary: "Change a workflow's name or draft", scope: "workflows:write", params: WORKFLOW },
  description: "The draft is replaced whole. Contacts go by what is published until it is activated again.",
  body: {
    schema: workflowChangeSchema.meta({ id: "WorkflowChange" }),
    examples: { name: { summary: "Another name", value: { name: "Spring promo code" } } },
  },
  answers: { 200: shown("As it is now.") },
  problems: ["conflict", "label_taken"],
};

export const deleteWorkflow: Operation = {
  ...{ id: "deleteWorkflow", section, method: "DELETE", path: inAccount("/workflows/{id}") },
  ...{ summary: "Delete a draft", scope: "workflows:write", params: WORKFLOW },
  description: "One that was ever activated is archived instead.",
  answers: { 204: { description: "It is gone." } },
  problems: ["conflict"],
};

const changed = (id: string, verb: string, summary: string, status: string): Operation => ({
  ...{ id, section, method: "POST", path: inAccount(`/workflows/{id}/${verb}`) },
  ...{ summary, scope: "workflows:write", params: WORKFLOW },
  answers: { 200: shown(`It is ${status}.`, { status }) },
  problems: ["conflict"],
});

export const activateWorkflow: Operation = {
  ...changed("activateWorkflow", "activate", "Publish the draft and let contacts in", "active"),
  description: "Passages under way end as they began. A step that can't run yet is 400 at its place.",
};
export const pauseWorkflow = changed("pauseWorkflow", "pause", "Hold all passages where they are", "paused");
export const resumeWorkflow = changed("resumeWorkflow", "resume", "Go on with a paused workflow", "active");
export const archiveWorkflow: Operation = {
  ...changed("archiveWorkflow", "archive", "Let nobody in any more, for good", "archived"),
  description: "Who is under way goes on to the end.",
};

export const duplicateWorkflow: Operation = {
  ...{ id: "duplicateWorkflow", section, method: "POST", path: inAccount("/workflows/{id}/duplicate") },
  ...{ summary: "Make a draft with the same steps", scope: "workflows:write", params: WORKFLOW },
  body: {
    schema: copySchema.meta({ id: "WorkflowCopy" }),
    examples: { copy: { summary: "Under another name", value: { name: "Promo code for spring" } } },
  },
  answers: { 201: { ...shown("The copy."), headers: ["Location"] } },
  problems: ["conflict", "label_taken"],
};

export const rehearseWorkflow: Operation = {
  ...{ id: "rehearseWorkflow", section, method: "POST", path: inAccount("/workflows/{id}/rehearse") },
  ...{ summary: "Lead a contact through the draft without sending", scope: "workflows:write" },
  params: WORKFLOW,
  description:
    "Nothing is sent or written. Waits pass at once; a webhook's answer is `{}`, and an event that is waited for happens, unless `steps` says otherwise.",
  leavesEntry: false,
  body: {
    schema: rehearsalInputSchema.meta({ id: "RehearsalInput" }),
    examples: {
      answered: {
        summary: "With an answer",
        value: {
          contactId: "1353",
          steps: { ask: { outcome: "answered", answer: { promocode: "SPRING" } } },
        },
      },
    },
  },
  answers: {
    200: {
      description: "What each step would do, when, and why.",
      schema: rehearsalSchema.meta({ id: "Rehearsal" }),
      example: {
        ...{ start: { met: true, rules: [] }, ended: "done" },
        way: [
          {
            ...{ stepId: "ask", outcome: "requested", at: examplePassage.startedAt, mail: null },
            detail: { contact: { by: "id", value: "1353" } },
            request: {
              webhook: "WH5",
              request: { method: "GET", url: "https://receiver.example.com/code", headers: [], body: null },
              ...{ parts: [], faults: [] },
            },
          },
          {
            ...{
              stepId: "ask",
              outcome: "answered",
              at: examplePassage.startedAt,
              request: null,
              mail: null,
            },
            detail: { values: { PromoCode: "SPRING" } },
          },
        ],
        contact: { id: "1353", email: "john.doe@example.org", properties: { PromoCode: "SPRING" } },
      },
    },
  },
};

export const getStepStatistics: Operation = {
  ...{ id: "getStepStatistics", section, method: "GET", path: inAccount("/workflows/{id}/statistics") },
  ...{ summary: "Get what has passed each step", scope: "workflows:read", params: WORKFLOW },
  description: "Since the workflow began, however long what is counted is kept.",
  answers: {
    200: {
      description: "Of each step that contacts have reached.",
      schema: stepStatisticsSchema,
      example: {
        steps: [
          {
            ...{ stepId: "ask", passes: 120, contacts: 96, accepted: 118, pending: 1, failed: 1 },
            ...{ skipped: 0, conversions: 0 },
          },
        ],
      },
    },
  },
};

export const listPassages: Operation = {
  ...{ id: "listPassages", section, method: "GET", path: inAccount("/workflows/{id}/passages") },
  ...{ summary: "Get the passages of a workflow", scope: "workflows:read", params: WORKFLOW },
  query: passageFilterSchema,
  answers: {
    200: {
      description: "One page of them, newest first.",
      schema: passageListSchema,
      example: { passages: [examplePassage], next: null },
    },
  },
};

export const getPassage: Operation = {
  ...{ id: "getPassage", section, method: "GET", path: inAccount("/passages/{id}") },
  ...{ summary: "Get a passage and its way", scope: "workflows:read" },
  params: { id: { description: "The passage's id.", example: exampleId.passage } },
  answers: {
    200: {
      description: "What each step did, when, and why.",
      schema: passageViewSchema.meta({ id: "Passage" }),
      example: {
        ...examplePassage,
        parameters: { orderId: "A-1" },
        way: [
          { stepId: "ask", at: examplePassage.startedAt, outcome: "requested", detail: {}, deliveryId: null },
        ],
      },
    },
  },
};
