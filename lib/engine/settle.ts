import type { Steps, Transaction } from "@/db/database";
import type { RunCount } from "@/db/dialect/dialect";
import type { Instance } from "@/lib/instance";
import { durationClassOf, noRuns } from "@/lib/runs/count";
import { hourOf } from "@/lib/time";
import type { AttemptResult } from "./deliver";
import { type Observed, recordHealth } from "./record-health";

/**
 * Writes what attempts came to: runs, the deliveries' next state, the webhooks' health and the counters, together
 * or not at all. A delivery that is no longer leased under its epoch is somebody else's by now: of such an attempt
 * nothing is written.
 * @returns the ids that were settled, and the webhooks that a probe has resumed: what waited for them is due
 */
export function* settle(
  tidings: Instance,
  tx: Transaction,
  results: AttemptResult[],
  now: number,
): Steps<{ settled: Set<string>; resumed: string[] }> {
  if (results.length === 0) return { settled: new Set(), resumed: [] };
  const { database } = tidings;
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
  const resumed = yield* recordHealth(
    tidings,
    tx,
    mine.map((result) => observe(result, settled)),
    now,
  );
  return { settled: new Set(settled.keys()), resumed };
}

const observe = ({ run, settlement, suspend }: AttemptResult, settled: Map<string, string>): Observed => ({
  ...{ webhookId: run.webhookId, verdict: run.verdict, startedAt: run.startedAt, gone: suspend },
  reason: run.reason as Observed["reason"],
  lost: ["failed", "discarded"].includes(settled.get(settlement.id) ?? "") ? 1 : 0,
});

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
