import { and, eq, lt } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { expireWaiting } from "@/lib/deliveries/expire";
import { Problem } from "@/lib/errors";
import { findWebhook, loadWebhook } from "./find";
import type { WebhookView } from "./schema";

/**
 * Starts, or resumes, execution. What waited and is still within its window is sent (decision 10).
 * @throws Problem 404, 409 if it is active already or deleted
 */
export async function activateWebhook(caller: Caller, givenId: string): Promise<WebhookView> {
  const { tidings } = caller;
  const { database } = tidings;
  const { revision, webhook: found } = await loadWebhook(caller, givenId);
  const { id } = found;
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const { deliveries, webhooks } = database.tables;
    const mine = and(eq(webhooks.id, id), eq(webhooks.accountId, caller.accountId));
    const [webhook] = yield* tx.run(tx.orm.select({ status: webhooks.status }).from(webhooks).where(mine));
    if (webhook?.status === "active") throw new Problem("conflict", "The webhook is active already.");
    if (webhook?.status === "deleted")
      throw new Problem("conflict", "The webhook is deleted and can't be activated.");
    yield* expireWaiting(
      database,
      tx,
      { id, retry: revision.settings.delivery.retry },
      { now, scale: tidings.env.RETRY_TIME_SCALE },
    );
    // From here on lateness is ours, and the window leaves it out; until here the window ran on.
    yield* tx.run(
      tx.orm
        .update(deliveries)
        .set({ nextAttemptAt: now })
        .where(
          and(
            eq(deliveries.webhookId, id),
            eq(deliveries.state, "pending"),
            lt(deliveries.nextAttemptAt, now),
          ),
        ),
    );
    yield* tx.run(
      tx.orm
        .update(webhooks)
        .set({ status: "active", activatedAt: now, suspendedReason: null, failedInARow: 0, updatedAt: now })
        .where(mine),
    );
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: now,
      action: "webhook.activated",
      target: { kind: "webhook", id },
      details: { label: found.label, from: webhook?.status ?? "" },
    });
  });
  tidings.wakeEngine([id]);
  return findWebhook(caller, id);
}
