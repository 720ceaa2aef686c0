import { eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { HealthRow, HealthSignal } from "@/db/dialect/dialect";
import type { StoredSettings } from "@/db/shapes";
import type { Instance } from "@/lib/instance";
import { tellAboutWebhook } from "@/lib/notifications/tell-about-webhook";
import { EARLIEST_WARNING_MS, type Health, judgeHealth } from "@/lib/webhooks/health";
import { readWebhookWithin } from "@/lib/webhooks/read-within";
import { suspendWebhook } from "@/lib/webhooks/suspend";
import { healthReasonText, suspensionOutlook } from "@/texts/webhook-health";

/** Takes signals into the figures of active webhooks, and warns of or suspends those that have earned it by them. */
export function* judgeSignals(
  tidings: Instance,
  tx: Transaction,
  signals: HealthSignal[],
  now: number,
): Steps<void> {
  if (signals.length === 0) return;
  const sorted = signals.toSorted((a, b) => (a.webhookId < b.webhookId ? -1 : 1));
  const rows = yield* tidings.database.sql.noteHealth(tx, sorted, now - EARLIEST_WARNING_MS);
  for (const row of rows) {
    if (row.settings === null) continue;
    const health = judgeHealth(row, (JSON.parse(row.settings) as StoredSettings).delivery, now);
    if (health.state === "suspended") yield* suspendWebhook(tidings, tx, row.webhookId, health.rule, now);
    else if (wantsWord(row, health)) yield* warn(tidings, tx, row.webhookId, health, now);
  }
}

/** Deliveries that ended without a run; of webhooks that are not active they say nothing. */
export const recordLost = (
  tidings: Instance,
  tx: Transaction,
  webhookId: string,
  lost: number,
  now: number,
) => judgeSignals(tidings, tx, lost === 0 ? [] : [{ ...nothing(webhookId), lost, failedAt: now }], now);

/** A signal that says nothing: the figures are only judged anew. */
export const nothing = (webhookId: string): HealthSignal => ({
  ...{ webhookId, succeededAt: null, failed: 0, lost: 0, failedAt: null },
});

/** Whether what is known of a warning is out of date: there is none yet, or no reason for it any more. */
export const wantsWord = ({ warnedAt }: Pick<HealthRow, "warnedAt">, { state }: Health) =>
  (state === "warning") !== (warnedAt !== null);

/** Warns once; and no longer where settings became milder, so that it can be warned of again. */
function* warn(tidings: Instance, tx: Transaction, id: string, health: Health, now: number): Steps<void> {
  const { webhooks } = tidings.database.tables;
  const warnedAt = health.state === "healthy" ? null : now;
  yield* tx.run(tx.orm.update(webhooks).set({ warnedAt }).where(eq(webhooks.id, id)));
  if (health.state === "healthy") return;
  const loaded = yield* readWebhookWithin(tidings.database, tx, id);
  if (!loaded) return;
  yield* tellAboutWebhook(tidings, tx, loaded, {
    kind: "warning",
    reason: healthReasonText(health),
    outlook: suspensionOutlook(loaded.revision.settings.delivery),
  });
}
