import { and, desc, eq, gte, type SQL } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { percentileOf } from "@/lib/runs/percentile";
import { type RunStatistics, readRunStatistics } from "@/lib/runs/statistics";
import { toRunRow } from "@/lib/runs/view";
import { iso } from "@/lib/time";
import { loadWebhook } from "./find";
import { healthOf } from "./health-of";
import { type WebhookOverview, webhookOverviewSchema } from "./overview-schema";
import { readWaiting } from "./waiting";

/** How a webhook is doing: its runs of the last 14 days, what waits, what went wrong last. @throws Problem 404 */
export async function readWebhookOverview(caller: Caller, id: string): Promise<WebhookOverview> {
  const { webhook, revision } = await loadWebhook(caller, id);
  const now = caller.tidings.now();
  const statistics = await readRunStatistics(caller, webhook.id);
  const { succeeded, failed, lost, days } = statistics;
  return webhookOverviewSchema.parse({
    ...{ status: webhook.status, succeeded, failed, lost, failedInARow: webhook.failedInARow },
    health: healthOf(webhook, revision.settings.delivery, now),
    suspendedAt: webhook.status === "suspended" ? iso(webhook.suspendedAt) : null,
    nextProbeAt: webhook.status === "suspended" ? iso(await readProbeAt(caller, webhook.id)) : null,
    answerTime: answerTime(statistics),
    days: days.map((day) => ({ ...day, day: iso(day.day) })),
    waiting: await readWaiting(caller.tidings, webhook, revision.settings.delivery),
    lastRun: await readLastRun(caller, webhook.id),
    lastFailure: await readLastFailure(caller, webhook.id, statistics.lastFailedHour),
  });
}

async function readProbeAt(caller: Caller, webhookId: string): Promise<number | null> {
  const { lanes } = caller.tidings.database.tables;
  const [lane] = await caller.tidings.database.orm
    .select({ probeAt: lanes.probeAt })
    .from(lanes)
    .where(and(eq(lanes.webhookId, webhookId), eq(lanes.accountId, caller.accountId)));
  return lane?.probeAt ?? null;
}

function answerTime({ took }: RunStatistics) {
  const [median, p95] = [percentileOf(took, 0.5), percentileOf(took, 0.95)];
  return median && p95 && { median, p95 };
}

async function readLastRun(caller: Caller, webhookId: string) {
  const run = await newestRun(caller, webhookId);
  return run && { startedAt: iso(run.startedAt), verdict: run.verdict };
}

/** The counters know whether and when a run failed, so that nobody looks through a million that went well. */
async function readLastFailure(caller: Caller, webhookId: string, hour: number | null) {
  if (hour === null) return null;
  const { runs, deliveries } = caller.tidings.database.tables;
  const run = await newestRun(caller, webhookId, eq(runs.verdict, "failed"), gte(runs.startedAt, hour));
  if (!run) return null;
  const [delivery] = !run.deliveryId
    ? []
    : await caller.tidings.database.orm
        .select({ state: deliveries.state, nextAttemptAt: deliveries.nextAttemptAt })
        .from(deliveries)
        .where(and(eq(deliveries.id, run.deliveryId), eq(deliveries.accountId, caller.accountId)));
  return {
    run: toRunRow(run),
    detail: run.detail,
    delivery: delivery
      ? {
          state: delivery.state,
          nextAttemptAt: delivery.state === "pending" ? iso(delivery.nextAttemptAt) : null,
        }
      : null,
  };
}

async function newestRun(caller: Caller, webhookId: string, ...conditions: SQL[]) {
  const { runs } = caller.tidings.database.tables;
  const [run] = await caller.tidings.database.orm
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.webhookId, webhookId),
        eq(runs.accountId, caller.accountId),
        eq(runs.test, false),
        ...conditions,
      ),
    )
    .orderBy(desc(runs.id))
    .limit(1);
  return run ?? null;
}
