import { and, asc, eq, gt, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Instance } from "@/lib/instance";
import { DAY_MS, hourOf } from "@/lib/time";
import { endOf, NOTHING, ROWS_AT_ONCE, type Scope, type StepDone } from "./step";

/** Counters serve "last 14 days", to the hour, whatever is kept otherwise. */
const KEPT_COUNTER_DAYS = 15;

type Of = Scope & { after: string | undefined };

/** Old runs, tests included; those of a delivery that is still owed stay, for its tries are counted by them. */
export async function pruneRuns(tidings: Instance, { webhookId = "", before, after }: Of): Promise<StepDone> {
  const { database } = tidings;
  const [first] = await oldestRuns(tidings, webhookId, after, 1);
  if (!first || first.startedAt >= before) return NOTHING;
  const page = await oldestRuns(tidings, webhookId, after);
  const old = page.filter((run) => run.startedAt < before);
  if (old.length === 0) return NOTHING;
  const pruned = await database.atomically(function* (tx) {
    const owed = yield* readOwed(database, tx, old);
    const { runs } = database.tables;
    const gone = old.filter(({ deliveryId, batchId }) => !owed.has(deliveryId ?? batchId ?? ""));
    const ids = gone.map(({ id }) => id).sort();
    if (ids.length > 0) yield* tx.run(tx.orm.delete(runs).where(inArray(runs.id, ids)));
    return ids.length;
  });
  return endOf(page, old, pruned);
}

/** Those of the runs' deliveries, and of their batches of several, that are not final. */
function* readOwed(
  database: Database,
  tx: Transaction,
  old: { deliveryId: string | null; batchId: string | null }[],
): Steps<Set<string>> {
  const { deliveries, batchDeliveries } = database.tables;
  const single = old.flatMap(({ deliveryId }) => deliveryId ?? []);
  const several = old.flatMap(({ deliveryId, batchId }) => (deliveryId === null ? (batchId ?? []) : []));
  const owed = new Set<string>();
  if (single.length > 0) {
    const rows = yield* tx.run(
      tx.orm
        .select({ id: deliveries.id })
        .from(deliveries)
        .where(and(inArray(deliveries.id, single), isNull(deliveries.finishedAt))),
    );
    for (const { id } of rows) owed.add(id);
  }
  if (several.length > 0) {
    const rows = yield* tx.run(
      tx.orm
        .select({ batchId: batchDeliveries.batchId })
        .from(batchDeliveries)
        .innerJoin(deliveries, eq(deliveries.id, batchDeliveries.deliveryId))
        .where(and(inArray(batchDeliveries.batchId, several), isNull(deliveries.finishedAt))),
    );
    for (const { batchId } of rows) owed.add(batchId);
  }
  return owed;
}

export function oldestRuns(
  { database }: Instance,
  webhookId: string,
  after: string | undefined,
  limit = ROWS_AT_ONCE,
) {
  const { runs } = database.tables;
  return database.orm
    .select({
      id: runs.id,
      startedAt: runs.startedAt,
      deliveryId: runs.deliveryId,
      batchId: runs.batchId,
    })
    .from(runs)
    .where(and(eq(runs.webhookId, webhookId), after ? gt(runs.id, after) : undefined))
    .orderBy(asc(runs.id))
    .limit(limit);
}

export async function pruneCounters(tidings: Instance, { webhookId = "" }: Of): Promise<StepDone> {
  const { database } = tidings;
  const { runHours, runDays } = database.tables;
  const before = hourOf(tidings.now()) - KEPT_COUNTER_DAYS * DAY_MS;
  const hours = and(eq(runHours.webhookId, webhookId), lt(runHours.hour, before));
  // A day is kept as long as any hour of it.
  const days = and(eq(runDays.webhookId, webhookId), lt(runDays.day, before - DAY_MS));
  const [hour] = await database.orm.select({ at: runHours.hour }).from(runHours).where(hours).limit(1);
  const [day] = await database.orm.select({ at: runDays.day }).from(runDays).where(days).limit(1);
  if (!hour && !day) return NOTHING;
  return database.atomically(function* (tx) {
    const gone = yield* tx.run(tx.orm.delete(runHours).where(hours).returning({ at: runHours.hour }));
    const goneDays = yield* tx.run(tx.orm.delete(runDays).where(days).returning({ at: runDays.day }));
    return { ...NOTHING, pruned: gone.length + goneDays.length };
  });
}

/** Replays that ended long ago. */
export async function pruneReplays(tidings: Instance, { webhookId = "", before }: Of): Promise<StepDone> {
  const { database } = tidings;
  const { replays } = database.tables;
  const old = and(
    eq(replays.webhookId, webhookId),
    isNotNull(replays.finishedAt),
    lt(replays.finishedAt, before),
  );
  const [one] = await database.orm.select({ id: replays.id }).from(replays).where(old).limit(1);
  if (!one) return NOTHING;
  return database.atomically(function* (tx) {
    const gone = yield* tx.run(tx.orm.delete(replays).where(old).returning({ id: replays.id }));
    return { ...NOTHING, pruned: gone.length };
  });
}
