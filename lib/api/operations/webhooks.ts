import { z } from "zod";
import { deactivateSchema } from "@/lib/webhooks/deactivate";
import { webhookFilterSchema } from "@/lib/webhooks/filter";
import {
  createWebhookSchema,
  updateWebhookSchema,
  webhookSettingsSchema,
  webhookViewSchema,
} from "@/lib/webhooks/schema";
import { testSchema } from "@/lib/webhooks/test";
import { verifySchema } from "@/lib/webhooks/verify-schema";
import { inAccount, type Operation } from "../operation";
import { exampleRun, exampleWebhook } from "./examples";
import { run, WEBHOOK } from "./schemas";

/** What may be sent: the settings' own schema, any part of it; `delivery` is merged key by key. */
const settings = webhookSettingsSchema.shape;
const anySettings = {
  ...z.strictObject(settings).partial().shape,
  delivery: settings.delivery.partial().optional().meta({ id: "DeliverySettings" }),
};

/** The routes' own schemas leave the settings to be judged once, with what they are merged into; here they are shown. */
const createBody = createWebhookSchema
  .extend(anySettings)
  .required({ label: true, dataCenterId: true, url: true })
  .meta({ id: "NewWebhook" });
const updateBody = updateWebhookSchema.extend(anySettings).meta({ id: "WebhookChange" });

const webhook = webhookViewSchema.meta({ id: "Webhook" });

const answered = (description: string) => ({
  description,
  schema: webhook,
  example: exampleWebhook,
  headers: ["ETag" as const],
});

const simplest = {
  label: "Hot leads to CRM",
  dataCenterId: 1,
  url: "https://receiver.example.com/hook",
  triggers: [{ type: "persona.threshold_passed", personaIds: [1] }],
};

export const listWebhooks: Operation = {
  id: "listWebhooks",
  section: "Webhooks",
  method: "GET",
  path: inAccount("/webhooks"),
  summary: "Get information about all webhooks",
  description:
    "The account's webhooks, newest first unless `sort` and `direction` say otherwise; deleted ones only with `status=deleted`.",
  scope: "webhooks:read",
  query: webhookFilterSchema,
  answers: {
    200: {
      description: "One page of them, and how many there are in all.",
      schema: z.strictObject({ webhooks: z.array(webhook), total: z.int() }),
      example: { webhooks: [exampleWebhook], total: 1 },
    },
  },
};

export const createWebhook: Operation = {
  id: "createWebhook",
  section: "Webhooks",
  method: "POST",
  path: inAccount("/webhooks"),
  summary: "Create a webhook",
  description:
    "What is left out is filled in by the profile. A webhook is not active unless `status` asks for it; an event stream or a signed webhook has to be activated by a call of its own.",
  scope: "webhooks:write",
  body: {
    schema: createBody,
    examples: {
      simple: { summary: "The simplest there is", value: simplest },
      active: {
        summary: "Active at once, with a password",
        value: {
          ...{ ...simplest, label: "Sales ready to CRM", status: "active" },
          triggers: [{ type: "lead_scoring.threshold_passed", leadScorings: [{ id: 1, stageIds: [2] }] }],
          authentication: { type: "basic", username: "tidings", password: "a long password" },
          headers: [{ name: "X-Source", value: "tidings" }],
        },
      },
      stream: {
        summary: "An event stream",
        value: {
          ...{ label: "Opens to the warehouse", dataCenterId: 1, url: "https://receiver.example.com/opens" },
          ...{ profile: "stream", triggers: [{ type: "message.opened" }] },
        },
      },
    },
  },
  answers: { 201: { ...answered("It was made."), headers: ["Location", "ETag"] } },
  problems: ["label_taken", "webhook_limit_reached"],
};

export const getWebhook: Operation = {
  id: "getWebhook",
  section: "Webhooks",
  method: "GET",
  path: inAccount("/webhooks/{id}"),
  summary: "Get information about a webhook",
  description: "A deleted one is still read, with status `deleted`.",
  scope: "webhooks:read",
  params: WEBHOOK,
  answers: { 200: answered("The webhook.") },
};

export const updateWebhook: Operation = {
  id: "updateWebhook",
  section: "Webhooks",
  method: "PATCH",
  path: inAccount("/webhooks/{id}"),
  summary: "Update a webhook",
  description:
    "Keys that are left out stay, objects are merged key by key, arrays and `retry` are replaced whole. A secret that is left out stays as well. Retries of what was sent before keep their bytes.",
  scope: "webhooks:write",
  params: WEBHOOK,
  conditional: true,
  body: {
    schema: updateBody,
    examples: {
      address: { summary: "Another address", value: { url: "https://receiver.example.com/v2" } },
      retries: {
        summary: "Two quick tries",
        value: { delivery: { retry: { kind: "schedule", delaysSeconds: [5, 60], jitter: 0.2 } } },
      },
    },
  },
  answers: { 200: answered("It was changed.") },
  problems: ["conflict", "label_taken", "changed_meanwhile"],
};

export const deleteWebhook: Operation = {
  id: "deleteWebhook",
  section: "Webhooks",
  method: "DELETE",
  path: inAccount("/webhooks/{id}"),
  summary: "Delete a webhook",
  description:
    "Only one that is not active. What waits is cancelled, its credentials are erased, its history stays. This can't be taken back.",
  scope: "webhooks:write",
  params: WEBHOOK,
  conditional: true,
  answers: { 204: { description: "It is deleted." } },
  problems: ["conflict"],
};

export const activateWebhook: Operation = {
  id: "activateWebhook",
  section: "Webhooks",
  method: "POST",
  path: inAccount("/webhooks/{id}/activate"),
  summary: "Activate a webhook",
  description: "Also resumes a suspended one: what waits and is still within its window is sent.",
  scope: "webhooks:write",
  params: WEBHOOK,
  conditional: true,
  answers: { 200: answered("It is active.") },
  problems: ["conflict"],
};

export const deactivateWebhook: Operation = {
  id: "deactivateWebhook",
  section: "Webhooks",
  method: "POST",
  path: inAccount("/webhooks/{id}/deactivate"),
  summary: "Deactivate a webhook",
  description:
    "It stays, and can be activated again. What waits is kept, its windows running on, or cancelled.",
  scope: "webhooks:write",
  params: WEBHOOK,
  conditional: true,
  body: {
    schema: deactivateSchema.meta({ id: "Deactivation" }),
    optional: true,
    examples: { cancel: { summary: "Cancel what waits", value: { waiting: "cancel" } } },
  },
  answers: { 200: answered("It is inactive.") },
  problems: ["conflict"],
};

export const testWebhook: Operation = {
  id: "testWebhook",
  section: "Webhooks",
  method: "POST",
  path: inAccount("/webhooks/{id}/test"),
  summary: "Send a test",
  description:
    "Sends a sample, or the event that is given, as the webhook would, and answers with the run. Nothing is owed and nothing counted. A failure of the receiver is a run with verdict `failed`, not an error of this call.",
  scope: "webhooks:write",
  params: WEBHOOK,
  body: {
    schema: testSchema.meta({ id: "Test" }),
    optional: true,
    examples: {
      type: { summary: "A sample of one of its types", value: { type: "persona.threshold_passed" } },
    },
  },
  answers: { 200: runsAnswer("What came of it.") },
  problems: ["conflict"],
};

export const verifyWebhook: Operation = {
  id: "verifyWebhook",
  section: "Webhooks",
  method: "POST",
  path: inAccount("/webhooks/{id}/verify"),
  summary: "Verify a webhook",
  description:
    "Sends a test request with so many sample events to an event stream's receiver, before it is activated or after, and answers with the run. For other webhooks send a test.",
  scope: "webhooks:write",
  params: WEBHOOK,
  body: {
    schema: verifySchema.meta({ id: "Verification" }),
    optional: true,
    examples: { one: { summary: "One event", value: { numberOfEvents: 1 } } },
  },
  answers: { 200: runsAnswer("What came of it.") },
  problems: ["conflict"],
};

function runsAnswer(description: string) {
  return {
    description,
    schema: z.strictObject({ runs: z.array(run) }),
    example: { runs: [{ ...exampleRun, test: true }] },
  };
}
