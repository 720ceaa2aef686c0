import type { WebhookView } from "@/lib/webhooks/schema";

/** What the reference shows; a test parses each with the schema that it stands under. */

export const exampleId = {
  webhook: "0199c2f4-8e1a-7b3c-9d2e-4f5a6b7c8d9e",
  run: "0199c2f9-13d4-7a61-8c2b-1f0e9d8c7b6a",
  delivery: "0199c2f9-0a11-7c55-b1d3-6e7f8a9b0c1d",
  event: "0199c2f9-09f0-7e02-a4c6-2b3c4d5e6f70",
  replay: "0199c301-5b7e-7d10-9f3a-8b7c6d5e4f30",
  user: "0199c1d0-2f4a-7b61-8e2d-3c4b5a697887",
  invitation: "0199c30c-77aa-7c02-a1b2-c3d4e5f60718",
  apiKey: "0199c1d4-6b3c-7f11-9a0b-1c2d3e4f5a6b",
  workflow: "0199c310-4d5e-7a61-9b2c-7d8e9f0a1b2c",
  passage: "0199c312-6e7f-7b02-8c3d-8e9f0a1b2c3d",
  message: "0199c314-8f90-7c13-9d4e-9f0a1b2c3d4e",
  mail: "0199c316-90a1-7d24-8e5f-a0b1c2d3e4f5",
  auditEntry: "0199c30d-01f2-7d33-8c4d-5e6f7a8b9c0d",
} as const;

const AT = "2026-11-26T10:00:00.000Z";

export const exampleWebhook: WebhookView = {
  ...{ id: exampleId.webhook, kind: "event", label: "Hot leads to CRM", description: "" },
  ...{ status: "active", revision: 1, dataCenterId: 1, profile: "simple" },
  triggers: [{ type: "persona.threshold_passed", personaIds: [1] } as WebhookView["triggers"][number]],
  ...{ method: "POST", url: "https://receiver.example.com/hook" },
  authentication: { type: "none" },
  headers: [{ name: "X-Source", value: "tidings" }],
  delivery: {
    ...{ payloadStyle: "simple", success: "2xx", deadlineMs: 15_000, concurrency: 10, ratePerSecond: null },
    order: "none",
    retry: {
      kind: "schedule",
      delaysSeconds: [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000],
      jitter: 0.2,
    },
    ...{ honourRetryAfter: true, suspendOnGone: true, urlPolicy: "https", batch: { max: 1, maxWaitMs: 0 } },
    signature: { standard: "v1", rsa: false },
    suspension: { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: false },
  },
  notifyUserIds: [],
  health: { state: "healthy", reason: null, waiting: 0, oldestWaitingAt: null },
  warnings: [],
  createdAt: AT,
  updatedAt: AT,
};

export const exampleRun = {
  ...{ id: exampleId.run, startedAt: AT, durationMs: 84, verdict: "succeeded", reason: null },
  ...{ statusCode: 200, attempt: 1, deliveries: 1, test: false, responseTruncated: false },
} as const;

export const exampleDelivery = {
  ...{ id: exampleId.delivery, eventId: exampleId.event, state: "delivered", reason: null, attempts: 1 },
  ...{ nextAttemptAt: null, finishedAt: AT, runIds: [exampleId.run] },
} as const;

export const exampleEvent = {
  ...{ id: exampleId.event, key: "order-7", type: "persona.threshold_passed", dataCenterId: 1 },
  ...{ cause: "recalculation", occurredAt: AT, acceptedAt: AT },
  contact: { id: "1353", email: "john.doe@example.org", properties: { FirstName: "John" } },
  data: { personaId: 1, score: 105 },
} as const;

export const exampleReplay = {
  ...{ id: exampleId.replay, webhookId: exampleId.webhook, kind: "failed", state: "running", reason: null },
  ...{ since: "2026-11-25T10:00:00.000Z", until: AT, total: 4_120, queued: 1_200, skipped: 0 },
  ...{ perSecond: 100, createdAt: AT, createdBy: "admin@example.com", finishedAt: null },
} as const;

export const postedEvent = {
  ...{ id: "order-7", type: "persona.threshold_passed", dataCenterId: 1, cause: "recalculation" },
  contact: { id: "1353", email: "john.doe@example.org", properties: { FirstName: "John" } },
  data: { personaId: 1, score: 105 },
};

export const exampleWorkflowRow = {
  ...{
    id: exampleId.workflow,
    name: "Promo code",
    dataCenterId: 1,
    status: "active",
    version: 1,
    revision: 1,
  },
  ...{ trigger: "custom.order", underWay: 3, passages: 120, failed: 1, conversions: 0 },
  ...{ createdAt: AT, createdBy: "ada@example.org", updatedAt: AT },
} as const;

export const exampleWorkflow = {
  ...exampleWorkflowRow,
  definition: {
    trigger: { type: "event", eventType: "custom.order" },
    reentry: { kind: "always" },
    steps: [
      {
        ...{ id: "ask", type: "webhook", webhookId: exampleId.webhook, wait: true },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
        mapping: [{ value: "${data.WH5.promocode}", property: "PromoCode" }],
      },
    ],
  },
  changed: false,
};

export const examplePassage = {
  ...{ id: exampleId.passage, workflowId: exampleId.workflow, version: 1, contactId: "1353" },
  ...{ state: "done", stepId: "ask", eventId: exampleId.event, dueAt: null, startedAt: AT, finishedAt: AT },
} as const;

export const exampleMessageRow = {
  ...{ id: exampleId.message, kind: "email", name: "Promo code", dataCenterId: 1, mailingId: 4 },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
  ...{ subject: "Your code, ${firstname}", transactional: false, optInField: "optin_News" },
  usedBy: [{ id: exampleId.workflow, name: "Promo code" }],
  ...{ revision: 1, createdAt: AT, createdBy: "ada@example.org", updatedAt: AT },
} as const;

export const exampleContent = {
  subject: exampleMessageRow.subject,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
  text: "Hello ${firstname}, your code is ${data.WH5.promocode}.",
  html: "",
} as const;

export const exampleMessage = {
  ...exampleMessageRow,
  ...exampleContent,
  ...{ fromName: "Acme", replyTo: "shop@example.org" },
};
