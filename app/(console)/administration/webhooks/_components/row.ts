import type { WebhookView } from "@/lib/webhooks/schema";

export interface Row {
  webhook: WebhookView;
  dataCenterName: string;
  succeeded: number;
  failed: number;
  lost: number;
  failedInARow: number;
}
