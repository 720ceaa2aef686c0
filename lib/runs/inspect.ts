import { and, asc, eq, isNull } from "drizzle-orm";
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
  return inspectedRunSchema.parse({
    run: await viewRun(caller, run),
    detail: run.detail,
    ...(await readDelivery(caller, run)),
    batch: await readBatch(caller, run),
    attempts: await readAttempts(caller, run),
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

const ofSame = ({ deliveryId, batchId }: StoredRun, runs: Tables["runs"]) =>
  deliveryId
    ? eq(runs.deliveryId, deliveryId)
    : and(eq(runs.batchId, batchId ?? ""), isNull(runs.deliveryId));
