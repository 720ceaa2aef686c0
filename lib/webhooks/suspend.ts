import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Actor } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import type { Instance } from "@/lib/instance";
import { tellAboutWebhook } from "@/lib/notifications/tell-about-webhook";
import { type HealthRule, nextProbeAt } from "./health";
import { suspendedBecause } from "./health-of";
import { readWebhookWithin } from "./read-within";

/** Who suspends and resumes by itself, as the audit log names it. */
export const SYSTEM: Actor = { kind: "system", id: null, name: "Tidings" };

/**
 * The system stops an active event webhook (decision 11, or a 410): what waits stays owed, events go on being owed,
 * the people it names are told. With `autoResume` it is probed from time to time.
 */
export function* suspendWebhook(
  tidings: Instance,
  tx: Transaction,
  id: string,
  reason: HealthRule | "gone",
  now: number,
): Steps<void> {
  const { database, env } = tidings;
  const { webhooks, lanes } = database.tables;
  const suspended = yield* tx.run(
    tx.orm
      .update(webhooks)
      .set({ status: "suspended", suspendedReason: reason, suspendedAt: now, updatedAt: now })
      .where(and(eq(webhooks.id, id), eq(webhooks.status, "active"), eq(webhooks.kind, "event")))
      .returning({ id: webhooks.id }),
  );
  const loaded = suspended.length > 0 ? yield* readWebhookWithin(database, tx, id) : undefined;
  if (!loaded) return;
  const { webhook, revision } = loaded;
  yield* recordAudit(database, tx, {
    accountId: webhook.accountId,
    actor: SYSTEM,
    at: now,
    action: "webhook.suspended",
    target: { kind: "webhook", id },
    details: { label: webhook.label, reason, failedInARow: webhook.lostInARow },
  });
  const autoResume = revision.settings.delivery.suspension?.autoResume === true;
  if (autoResume) {
    const probeAt = nextProbeAt(0, now, env.RETRY_TIME_SCALE, Math.random);
    yield* tx.run(tx.orm.update(lanes).set({ probeAt, probes: 0 }).where(eq(lanes.webhookId, id)));
  }
  const because = suspendedBecause(webhook) ?? "";
  yield* tellAboutWebhook(tidings, tx, loaded, { kind: "suspended", reason: because, autoResume });
}

/** A webhook that a person takes in hand is probed no longer. */
export function* endProbes({ database }: Instance, tx: Transaction, id: string): Steps<void> {
  const { lanes } = database.tables;
  yield* tx.run(tx.orm.update(lanes).set({ probeAt: null, probes: 0 }).where(eq(lanes.webhookId, id)));
}
