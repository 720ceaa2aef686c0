import type { DeliverySettings } from "@/db/shapes";
import { type HealthReason, healthReasonText, suspensionOutlook } from "@/texts/webhook-health";
import { type HealthFigures, judgeHealth, succeededOrActivatedAt } from "./health";
import type { WebhookView } from "./schema";
import type { WebhookRow } from "./view";

type Row = Pick<
  WebhookRow,
  | "status"
  | "suspendedReason"
  | "suspendedAt"
  | "lostInARow"
  | "lastSuccessAt"
  | "activatedAt"
  | "failingSince"
  | "createdAt"
>;

/** A webhook's health as people read it: only what is active is warned of. */
export function healthOf(
  row: Row,
  delivery: Pick<DeliverySettings, "retry" | "suspension">,
  now: number,
): Pick<WebhookView["health"], "state" | "reason"> {
  if (row.status === "suspended") return { state: "suspended", reason: suspendedBecause(row) };
  const health = row.status === "active" ? judgeHealth(figuresOf(row), delivery, now) : null;
  if (!health || health.state === "healthy") return { state: "healthy", reason: null };
  // What has earned its suspension a moment ago is suspended within the minute.
  return { state: "warning", reason: `${healthReasonText(health)} ${suspensionOutlook(delivery)}` };
}

/** Why the system stopped a webhook, in a sentence; its figures have stood still since. */
export function suspendedBecause(row: Row): string | null {
  const reason = suspendedReasonOf(row);
  return reason && healthReasonText(reason);
}

function suspendedReasonOf(row: Row): HealthReason | null {
  switch (row.suspendedReason) {
    case "gone":
      return { rule: "gone" };
    case "failed_in_a_row":
    case "no_success": {
      const since = succeededOrActivatedAt(figuresOf(row));
      const withoutSuccessMs = Math.max(0, (row.suspendedAt ?? since) - since);
      return { rule: row.suspendedReason, lostInARow: row.lostInARow, withoutSuccessMs };
    }
    default:
      return null;
  }
}

const figuresOf = ({
  lostInARow,
  lastSuccessAt,
  activatedAt,
  failingSince,
  createdAt,
}: Row): HealthFigures => ({
  ...{ lostInARow, lastSuccessAt, failingSince },
  activatedAt: activatedAt ?? createdAt,
});
