import type { DeliveryState, Verdict, WebhookStatus } from "@/lib/vocabulary";

export const WEBHOOK_STATUS_LABELS: Record<WebhookStatus, string> = {
  created: "Not activated yet",
  active: "Active",
  inactive: "Inactive",
  suspended: "Suspended",
  deleted: "Deleted",
};

export const WEBHOOK_STATUS_HINTS: Record<WebhookStatus, string> = {
  created: "Saved but never activated. Nothing is sent yet.",
  active: "Requests are sent as soon as the event happens.",
  inactive: "Configured and preserved, but not executed until it is activated.",
  suspended:
    "Stopped by Tidings because the endpoint said it is gone or kept failing. Activate it to resume.",
  deleted: "Kept for reading only; its credentials have been erased.",
};

export const VERDICT_LABELS: Record<Verdict, string> = { succeeded: "Successful", failed: "Failed" };

/** How a group of tries ended or goes on: "3 tries, delivered". */
export const DELIVERY_STATE_WORDS: Record<DeliveryState, string> = {
  pending: "waiting",
  sending: "being sent now",
  delivered: "delivered",
  failed: "given up",
  discarded: "discarded, too old",
  cancelled: "cancelled",
};
