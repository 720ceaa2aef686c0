import { and, eq, lt } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import { recordAudit } from "@/lib/audit/record";
import { expireWaiting } from "@/lib/deliveries/expire";
import type { Instance } from "@/lib/instance";
import { tellAboutWebhook } from "@/lib/notifications/tell-about-webhook";
import type { LoadedWebhook } from "./find";
import { readWebhookWithin } from "./read-within";
import { endProbes, SYSTEM } from "./suspend";

/**
 * A probe succeeded: the system makes a suspended webhook active again, and tells the people it names.
 * @returns whether it was still suspended
 */
export function* resumeWebhook(tidings: Instance, tx: Transaction, id: string, now: number): Steps<boolean> {
  const { database } = tidings;
  const { webhooks } = database.tables;
  const suspended = yield* tx.run(
    tx.orm
      .update(webhooks)
      .set({ lastSuccessAt: now })
      .where(and(eq(webhooks.id, id), eq(webhooks.status, "suspended")))
      .returning({ id: webhooks.id }),
  );
  const before = suspended.length > 0 ? yield* readWebhookWithin(database, tx, id) : undefined;
  if (!before) return false;
  yield* beginSending(tidings, tx, before, now);
  yield* recordAudit(database, tx, {
    accountId: before.webhook.accountId,
    actor: SYSTEM,
    at: now,
    action: "webhook.resumed",
    target: { kind: "webhook", id },
    details: { label: before.webhook.label, from: "suspended" },
  });
  yield* tellAboutWebhook(tidings, tx, before, { kind: "resumed" });
  return true;
}

/**
 * Makes a webhook active: what waited too long ends, what is still within its window is due, health begins anew.
 * A person's activation and the system's resumption have this in common.
 */
export function* beginSending(
  tidings: Instance,
  tx: Transaction,
  { webhook: { id }, revision }: LoadedWebhook,
  now: number,
): Steps<void> {
  const { deliveries, webhooks } = tidings.database.tables;
  yield* expireWaiting(tidings, tx, { id, retry: revision.settings.delivery.retry }, now);
  // From here on lateness is ours, and the window leaves it out; until here the window ran on.
  yield* tx.run(
    tx.orm
      .update(deliveries)
      .set({ nextAttemptAt: now })
      .where(
        and(eq(deliveries.webhookId, id), eq(deliveries.state, "pending"), lt(deliveries.nextAttemptAt, now)),
      ),
  );
  yield* tx.run(
    tx.orm
      .update(webhooks)
      .set({
        ...{ status: "active", activatedAt: now, updatedAt: now, suspendedReason: null, suspendedAt: null },
        ...{ failedInARow: 0, lostInARow: 0, failingSince: null, warnedAt: null },
      })
      .where(eq(webhooks.id, id)),
  );
  yield* endProbes(tidings, tx, id);
}
