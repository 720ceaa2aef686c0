import type { Outlook } from "@/lib/webhooks/outlook";
import type { WebhookView } from "@/lib/webhooks/schema";

export interface Row {
  webhook: WebhookView;
  dataCenterName: string;
  succeeded: number;
  failed: number;
  lost: number;
  failedInARow: number;
  /** Where so much waits that one asks when it will be sent. */
  outlook?: Outlook;
  /** Of a workflow webhook: which workflows send by it. */
  workflows: { id: string; name: string }[];
}
