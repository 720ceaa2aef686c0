import { eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { HealthSignal } from "@/db/dialect/dialect";
import type { Instance } from "@/lib/instance";
import type { RunReason, Verdict } from "@/lib/vocabulary";
import { nextProbeAt } from "@/lib/webhooks/health";
import { resumeWebhook } from "@/lib/webhooks/resume";
import { suspendWebhook } from "@/lib/webhooks/suspend";
import { judgeSignals, nothing } from "./judge-health";

/** What a run, or an end without one, says about its webhook's health; in the order in which they happened. */
export interface Observed {
  webhookId: string;
  /** Null where deliveries ended without a run. */
  verdict: Verdict | null;
  reason: RunReason | null;
  startedAt: number;
  /** How many deliveries ended without success by it: failed or discarded, not cancelled. */
  lost: number;
  /** The endpoint said it is gone for good, and the webhook asks to be suspended then. */
  gone: boolean;
}

/**
 * Writes what a turn says about webhooks' health in the very transaction of its results: figures, warnings,
 * suspensions, and what follows from probes of suspended ones.
 * @returns the webhooks that were resumed: what waited for them is due
 */
export function* recordHealth(
  tidings: Instance,
  tx: Transaction,
  observed: Observed[],
  now: number,
): Steps<string[]> {
  const charged = observed.filter(({ reason }) => reason !== "own_network_down");
  yield* judgeSignals(tidings, tx, signalsOf(charged, now), now);
  const resumed = yield* recordProbes(tidings, tx, observed, now);
  for (const id of new Set(charged.filter(({ gone }) => gone).map(({ webhookId }) => webhookId))) {
    if (!resumed.includes(id)) yield* suspendWebhook(tidings, tx, id, "gone", now);
  }
  return resumed;
}

/** What came after each webhook's last success, and whether there was one. */
function signalsOf(observed: Observed[], now: number): HealthSignal[] {
  const signals = new Map<string, HealthSignal>();
  for (const { webhookId, verdict, lost } of observed) {
    if (verdict === "succeeded") {
      signals.set(webhookId, { ...nothing(webhookId), succeededAt: now });
      continue;
    }
    const signal = signals.get(webhookId) ?? nothing(webhookId);
    const failed = signal.failed + (verdict === "failed" ? 1 : 0);
    signals.set(webhookId, { ...signal, failed, lost: signal.lost + lost, failedAt: signal.failedAt ?? now });
  }
  return [...signals.values()];
}

/**
 * A suspended webhook's figures stand still; only a run that began when its probe was due counts, not one that was
 * under way when it was suspended.
 */
function* recordProbes(
  tidings: Instance,
  tx: Transaction,
  observed: Observed[],
  now: number,
): Steps<string[]> {
  const { database, env } = tidings;
  const { lanes } = database.tables;
  const probed = yield* database.sql.findProbes(tx, [...new Set(observed.map(({ webhookId }) => webhookId))]);
  const resumed: string[] = [];
  for (const { webhookId, probeAt, probes } of probed) {
    const probe = observed.find(
      (run) => run.webhookId === webhookId && run.verdict !== null && run.startedAt >= probeAt,
    );
    if (!probe) continue;
    if (probe.verdict === "succeeded") {
      if (yield* resumeWebhook(tidings, tx, webhookId, now)) resumed.push(webhookId);
      continue;
    }
    // Trouble of our own says nothing about the endpoint: it is probed again after the same time.
    const failed = probes + (probe.reason === "own_network_down" ? 0 : 1);
    const next = nextProbeAt(failed, now, env.RETRY_TIME_SCALE, Math.random);
    yield* tx.run(
      tx.orm.update(lanes).set({ probeAt: next, probes: failed }).where(eq(lanes.webhookId, webhookId)),
    );
  }
  return resumed;
}
