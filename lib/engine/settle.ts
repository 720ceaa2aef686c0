import { and, eq, ne, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { RunCount } from "@/db/dialect/dialect";
import { recordAudit } from "@/lib/audit/record";
import { durationClassOf, noRuns } from "@/lib/runs/count";
import { hourOf } from "@/lib/time";
import type { AttemptResult } from "./deliver";

/**
 * Writes what attempts came to: runs, the deliveries' next state, the webhooks' health and the counters, together
 * or not at all. A delivery that is no longer leased under its epoch is somebody else's by now: of such an attempt
 * nothing is written.
 * @returns the ids that were settled
 */
export function* settle(
  database: Database,
  tx: Transaction,
  results: AttemptResult[],
  now: number,
): Steps<Set<string>> {
  if (results.length === 0) return new Set();
  const settled = new Map(
    (yield* database.sql.settle(
      tx,
      results.map((result) => result.settlement),
    )).map((row) => [row.id, row.state]),
  );
  const mine = results.filter((result) => settled.has(result.settlement.id));
  yield* database.sql.insertRuns(
    tx,
    mine.map((result) => result.run),
  );
  yield* database.sql.addToRunCounts(tx, countByHour(mine, settled));
  for (const [webhookId, { succeeded, failed }] of healthSignals(mine)) {
    yield* recordHealth(database, tx, webhookId, succeeded, failed);
  }
  for (const webhookId of new Set(
    mine.filter((result) => result.suspend).map((result) => result.run.webhookId),
  )) {
    yield* suspendGone(database, tx, webhookId, now);
  }
  return new Set(settled.keys());
}

function countByHour(results: AttemptResult[], settled: Map<string, string>): RunCount[] {
  const counts = new Map<string, RunCount>();
  for (const { run, settlement } of results) {
    const hour = hourOf(run.startedAt);
    const key = `${run.webhookId} ${hour}`;
    const count = counts.get(key) ?? noRuns(run.webhookId, hour);
    if (run.verdict === "succeeded") count.succeeded++;
    else count.failed++;
    if (settled.get(settlement.id) === "failed") count.lost++;
    const durationClass = durationClassOf(run.durationMs);
    count.took[durationClass] = (count.took[durationClass] ?? 0) + 1;
    counts.set(key, count);
  }
  return [...counts.values()].toSorted((a, b) =>
    a.webhookId === b.webhookId ? a.hour - b.hour : a.webhookId < b.webhookId ? -1 : 1,
  );
}

/** Whether there was a success, and how many failures came after the last one. */
function healthSignals(results: AttemptResult[]) {
  const signals = new Map<string, { succeeded: boolean; failed: number }>();
  for (const { run } of results) {
    const signal = signals.get(run.webhookId) ?? { succeeded: false, failed: 0 };
    if (run.verdict === "succeeded") signals.set(run.webhookId, { succeeded: true, failed: 0 });
    else signals.set(run.webhookId, { ...signal, failed: signal.failed + 1 });
  }
  return [...signals].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function* recordHealth(
  database: Database,
  tx: Transaction,
  webhookId: string,
  succeeded: boolean,
  failed: number,
): Steps<void> {
  const { webhooks } = database.tables;
  const next = succeeded ? sql`${failed}` : sql`${webhooks.failedInARow} + ${failed}`;
  const changes = and(eq(webhooks.id, webhookId), failed === 0 ? ne(webhooks.failedInARow, 0) : undefined);
  yield* tx.run(tx.orm.update(webhooks).set({ failedInARow: next }).where(changes));
}

function* suspendGone(database: Database, tx: Transaction, webhookId: string, now: number): Steps<void> {
  const { webhooks } = database.tables;
  const [suspended] = yield* tx.run(
    tx.orm
      .update(webhooks)
      .set({ status: "suspended", suspendedReason: "gone", updatedAt: now })
      .where(and(eq(webhooks.id, webhookId), eq(webhooks.status, "active")))
      .returning({ accountId: webhooks.accountId }),
  );
  if (!suspended) return;
  yield* recordAudit(database, tx, {
    accountId: suspended.accountId,
    actor: { kind: "system", id: null, name: "Tidings" },
    at: now,
    action: "webhook.suspended",
    target: { kind: "webhook", id: webhookId },
    details: { reason: "gone" },
  });
}
