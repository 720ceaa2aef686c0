import { type JsonObject, WEBHOOK_STATUSES, type WebhookStatus } from "@/lib/vocabulary";

/** The audit entries that tell of a webhook's status (lib/webhooks, lib/engine/settle.ts). */
export const STATUS_ACTIONS = [
  "webhook.created",
  "webhook.duplicated",
  "webhook.activated",
  "webhook.deactivated",
  "webhook.suspended",
  "webhook.resumed",
] as const;

export interface StatusEntry {
  at: number;
  action: (typeof STATUS_ACTIONS)[number];
  details: JsonObject;
}

/**
 * A webhook's status at a moment, from its audit entries (oldest first) and its present status. Entries name the
 * status before them as well: where two that follow each other disagree one is missing, and nothing is known.
 */
export function statusThen(
  entries: StatusEntry[],
  moment: number,
  present: WebhookStatus,
): WebhookStatus | undefined {
  const last = entries.findLast(({ at }) => at <= moment);
  if (!last) return undefined;
  const next = entries.find(({ at }) => at > moment);
  const status = WEBHOOK_STATUSES.find((each) => each === statusAfter(last));
  return status === (next ? statusBefore(next) : present) ? status : undefined;
}

function statusAfter({ action, details }: StatusEntry): unknown {
  switch (action) {
    case "webhook.created":
      return details.status;
    case "webhook.duplicated":
      return details.status ?? "inactive";
    case "webhook.activated":
    case "webhook.resumed":
      return "active";
    case "webhook.deactivated":
      return "inactive";
    case "webhook.suspended":
      return "suspended";
  }
}

/** Only what is active is ever suspended. */
const statusBefore = ({ action, details }: StatusEntry): unknown =>
  action === "webhook.suspended" ? "active" : details.from;
