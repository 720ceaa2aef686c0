import type { Database, Steps, Transaction } from "@/db/database";
import type { HeldWebhook } from "@/db/dialect/dialect";
import { notFound, Problem } from "@/lib/errors";
import type { WebhookStatus } from "@/lib/vocabulary";

/**
 * The webhook, which stays active until the transaction ends; `alone` keeps others out who ask the same.
 * @param what the person wants to do: "send the delivery again"
 * @throws Problem 404, 409 unless it is active
 */
export function* requireActive(
  database: Database,
  tx: Transaction,
  webhookId: string,
  what: string,
  { alone = false } = {},
): Steps<HeldWebhook> {
  const [webhook] = yield* database.sql.holdWebhook(tx, webhookId, { alone });
  if (!webhook) throw notFound("webhook");
  refuseUnlessActive(webhook.status, what);
  return webhook;
}

/** The same, for who needs no hold on it. @throws Problem 409 unless it is active */
export function refuseUnlessActive(status: WebhookStatus, what: string) {
  if (status === "deleted") {
    throw new Problem("conflict", "The webhook is deleted; nothing can be sent to it again.");
  }
  if (status !== "active") {
    const words = status === "created" ? "not activated yet" : status;
    throw new Problem("conflict", `The webhook is ${words}. Activate it, then ${what}.`);
  }
}
