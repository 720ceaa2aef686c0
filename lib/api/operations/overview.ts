import { webhookOverviewSchema } from "@/lib/webhooks/overview-schema";
import { inAccount, type Operation } from "../operation";
import { exampleRun } from "./examples";
import { WEBHOOK } from "./schemas";

export const getWebhookOverview: Operation = {
  id: "getWebhookOverview",
  section: "Webhooks",
  method: "GET",
  path: inAccount("/webhooks/{id}/overview"),
  summary: "Get how a webhook is doing",
  description:
    "Its runs of the last 14 days with how fast it answers, what waits and how long that takes, and what went wrong last. Tests are not counted; `lost` are deliveries for which no other try comes.",
  scope: "webhooks:read",
  params: WEBHOOK,
  answers: {
    200: {
      description: "The overview.",
      schema: webhookOverviewSchema.meta({ id: "WebhookOverview" }),
      example: {
        ...{ status: "active", succeeded: 12_480, failed: 3, lost: 0, failedInARow: 0 },
        health: { state: "healthy", reason: null },
        ...{ suspendedAt: null, nextProbeAt: null },
        answerTime: { median: { ms: 50 }, p95: { ms: 200 } },
        days: [{ day: "2026-11-26T00:00:00.000Z", succeeded: 912, failed: 3 }],
        waiting: {
          ...{ count: 4, oldestAt: "2026-11-26T09:58:00.000Z", nextAttemptAt: "2026-11-26T10:00:05.000Z" },
          ...{ drainsInSeconds: 1, held: null, slowedTo: null, recalculated: null },
        },
        lastRun: { startedAt: exampleRun.startedAt, verdict: exampleRun.verdict },
        lastFailure: {
          run: { ...exampleRun, verdict: "failed", reason: "status_not_accepted", statusCode: 503 },
          detail: null,
          delivery: { state: "pending", nextAttemptAt: "2026-11-26T10:00:05.000Z" },
        },
      },
    },
  },
};
