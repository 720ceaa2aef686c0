import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { type IfMatch, requireMatch } from "@/lib/api/conditional";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { findWebhook, loadWebhook } from "./find";
import { refuseOfWorkflow } from "./of-workflow";
import { beginSending } from "./resume";
import type { WebhookView } from "./schema";
import { webhookTag } from "./view";

/**
 * Starts, or resumes, execution. What waited and is still within its window is sent (decision 10).
 * @throws Problem 404, 409 if it is active already or deleted, 412
 */
export async function activateWebhook(
  caller: Caller,
  givenId: string,
  { ifMatch }: { ifMatch?: IfMatch } = {},
): Promise<WebhookView> {
  const { tidings } = caller;
  const { database } = tidings;
  const loaded = await loadWebhook(caller, givenId);
  const { id, label } = loaded.webhook;
  refuseOfWorkflow(loaded);
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const { webhooks } = database.tables;
    const mine = and(eq(webhooks.id, id), eq(webhooks.accountId, caller.accountId));
    const [webhook] = yield* tx.run(tx.orm.select().from(webhooks).where(mine));
    if (webhook) requireMatch(ifMatch, webhookTag(webhook));
    if (webhook?.status === "active") throw new Problem("conflict", "The webhook is active already.");
    if (webhook?.status === "deleted")
      throw new Problem("conflict", "The webhook is deleted and can't be activated.");
    yield* beginSending(tidings, tx, loaded, now);
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: now,
      action: "webhook.activated",
      target: { kind: "webhook", id },
      details: { label, from: webhook?.status ?? "" },
    });
  });
  tidings.wakeEngine([id]);
  return findWebhook(caller, id);
}
