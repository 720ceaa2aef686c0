import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { type IfMatch, requireMatch } from "@/lib/api/conditional";
import { recordAudit } from "@/lib/audit/record";
import { cancelWaiting } from "@/lib/deliveries/cancel-waiting";
import { Problem } from "@/lib/errors";
import { tellAboutWebhook } from "@/lib/notifications/tell-about-webhook";
import { cancelReplays } from "@/lib/replays/cancel-of-webhook";
import { refuseWhileUsed } from "@/lib/workflows/references";
import { loadWebhook } from "./find";
import { endProbes } from "./suspend";
import { webhookTag } from "./view";

/**
 * Deletes for good: what waits is cancelled and every credential erased, history stays readable (decision 9).
 * @throws Problem 404, 409 while an event webhook is active, unless `deactivateFirst`, and if it is deleted already, 412
 */
export async function deleteWebhook(
  caller: Caller,
  givenId: string,
  { deactivateFirst = false, ifMatch }: { deactivateFirst?: boolean; ifMatch?: IfMatch } = {},
): Promise<void> {
  const { tidings } = caller;
  const { database } = tidings;
  const loaded = await loadWebhook(caller, givenId);
  const { id } = loaded.webhook;
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const { webhooks, webhookRevisions, signingKeys } = database.tables;
    const mine = and(eq(webhooks.id, id), eq(webhooks.accountId, caller.accountId));
    const [webhook] = yield* tx.run(tx.orm.select().from(webhooks).where(mine));
    if (webhook) requireMatch(ifMatch, webhookTag(webhook));
    if (webhook?.status === "deleted") throw new Problem("conflict", "The webhook is deleted already.");
    const runs = webhook?.kind === "event" && webhook.status === "active";
    if (runs && !deactivateFirst) {
      throw new Problem("conflict", "An active webhook can't be deleted. Deactivate it first.");
    }
    if (runs) {
      const by = caller.actor.name;
      yield* tellAboutWebhook(tidings, tx, loaded, { kind: "deactivated", by, waiting: "delete" });
    }
    if (webhook?.kind === "workflow") yield* refuseWhileUsed(caller, tx, id);
    yield* cancelReplays(database, tx, id, now);
    yield* cancelWaiting(database, tx, id, now);
    yield* endProbes(tidings, tx, id);
    yield* tx.run(
      tx.orm
        .update(webhooks)
        .set({
          ...{ status: "deleted", labelKey: null, suspendedReason: null, suspendedAt: null },
          ...{ connectorId: null, deletedAt: now, updatedAt: now },
        })
        .where(mine),
    );
    yield* tx.run(
      tx.orm.update(webhookRevisions).set({ secrets: {} }).where(eq(webhookRevisions.webhookId, id)),
    );
    yield* tx.run(tx.orm.delete(signingKeys).where(eq(signingKeys.webhookId, id)));
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: now,
      action: "webhook.deleted",
      target: { kind: "webhook", id },
      details: { label: webhook?.label ?? "", from: webhook?.status ?? "" },
    });
  });
  tidings.wakeMailer();
}
