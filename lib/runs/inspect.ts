import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { FIRST_RUNS, LAST_RUNS } from "@/db/run-rows";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { iso } from "@/lib/time";
import { loadRun, type StoredRun, viewRun } from "./find";
import { readBatch } from "./read-batches";
import { type InspectedRun, inspectedRunSchema } from "./schema";
import { toRunRow } from "./view";

/** Everything the inspector shows of a run: what triggered it, what was sent, answered, and tried before. */
export async function inspectRun(caller: Caller, runId: string): Promise<InspectedRun> {
  const run = await loadRun(caller, runId);
  const { orm, tables } = caller.tidings.database;
  const { webhooks } = tables;
  const [webhook] = await orm
    .select({ id: webhooks.id, label: webhooks.label, status: webhooks.status })
    .from(webhooks)
    .where(and(eq(webhooks.id, run.webhookId), eq(webhooks.accountId, caller.accountId)));
  if (!webhook) throw notFound("run");
  const attempts = await readAttempts(caller, run);
  return inspectedRunSchema.parse({
    run: await viewRun(caller, run),
    detail: run.detail,
    ...(await readDelivery(caller, run)),
    batch: await readBatch(caller, run),
    attempts,
    counted: await readCounted(caller, run, attempts.at(-1)?.attempt ?? 0),
    webhook,
  });
}

async function readDelivery(caller: Caller, run: StoredRun) {
  if (!run.deliveryId) return { delivery: null, event: null };
  const { orm, tables } = caller.tidings.database;
  const { deliveries, events } = tables;
  const [row] = await orm
    .select({ delivery: deliveries, event: events })
    .from(deliveries)
    .leftJoin(events, eq(events.id, deliveries.eventId))
    .where(and(eq(deliveries.id, run.deliveryId), eq(deliveries.accountId, caller.accountId)));
  if (!row) return { delivery: null, event: null };
  const { delivery, event } = row;
  return {
    delivery: {
      ...{ id: delivery.id, state: delivery.state, reason: delivery.reason, attempts: delivery.attempts },
      nextAttemptAt: delivery.state === "pending" ? iso(delivery.nextAttemptAt) : null,
      finishedAt: iso(delivery.finishedAt),
    },
    // No longer kept, while the delivery is.
    event: event && {
      ...{ id: event.id, key: event.key, type: event.type, cause: event.cause },
      ...{ contact: event.contact, data: event.data },
      occurredAt: iso(event.occurredAt),
      acceptedAt: iso(event.acceptedAt),
    },
  };
}

async function readAttempts(caller: Caller, run: StoredRun) {
  if (!run.deliveryId && !run.batchId) return [toRunRow(run)];
  const { orm, tables } = caller.tidings.database;
  const { runs } = tables;
  const rows = await orm
    .select()
    .from(runs)
    .where(and(ofSame(run, runs), eq(runs.accountId, caller.accountId)))
    .orderBy(asc(runs.id))
    .limit(200);
  return rows.map(toRunRow);
}

/** Of a batch of the caller's own run. A resend shares its batch, but has none of its runs counted before it was tried more often than is kept. */
async function readCounted(caller: Caller, { batchId }: StoredRun, lastAttempt: number) {
  if (batchId === null || lastAttempt <= FIRST_RUNS + LAST_RUNS) return [];
  const { orm, tables } = caller.tidings.database;
  const { batchRunCounts } = tables;
  return orm
    .select({ outcome: batchRunCounts.outcome, runs: batchRunCounts.runs })
    .from(batchRunCounts)
    .where(eq(batchRunCounts.batchId, batchId))
    .orderBy(desc(batchRunCounts.runs), asc(batchRunCounts.outcome));
}

const ofSame = ({ deliveryId, batchId }: StoredRun, runs: Tables["runs"]) =>
  deliveryId
    ? eq(runs.deliveryId, deliveryId)
    : and(eq(runs.batchId, batchId ?? ""), isNull(runs.deliveryId));
