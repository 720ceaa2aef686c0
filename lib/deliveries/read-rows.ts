import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { iso } from "@/lib/time";
import { type DeliveryRow, deliveryRowSchema } from "./schema";

/** The deliveries with these ids, in their order, as the console's lists show them. */
export async function readDeliveryRows(caller: Caller, ids: string[]): Promise<DeliveryRow[]> {
  if (ids.length === 0) return [];
  const { orm, tables } = caller.tidings.database;
  const { deliveries, webhooks, events } = tables;
  const found = await orm
    .select({
      delivery: deliveries,
      webhook: { id: webhooks.id, label: webhooks.label, status: webhooks.status },
      event: {
        id: deliveries.eventId,
        type: events.type,
        contactId: events.contactId,
        contactEmail: events.contactEmail,
      },
    })
    .from(deliveries)
    .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
    .leftJoin(events, eq(events.id, deliveries.eventId))
    .where(and(inArray(deliveries.id, ids), eq(deliveries.accountId, caller.accountId)));
  const byId = new Map(found.map((row) => [row.delivery.id, row]));
  const lastRuns = await readLastRuns(caller, ids);
  return ids
    .flatMap((id) => byId.get(id) ?? [])
    .map(({ delivery, webhook, event }) =>
      deliveryRowSchema.parse({
        ...{ id: delivery.id, state: delivery.state, reason: delivery.reason, attempts: delivery.attempts },
        ...{ cancelRequested: delivery.cancelRequested, resendOf: delivery.resendOf, webhook, event },
        acceptedAt: iso(delivery.acceptedAt),
        nextAttemptAt: delivery.state === "pending" ? iso(delivery.nextAttemptAt) : null,
        finishedAt: iso(delivery.finishedAt),
        lastRun: lastRuns.get(delivery.id) ?? null,
      }),
    );
}

async function readLastRuns(caller: Caller, deliveryIds: string[]) {
  const { orm, tables } = caller.tidings.database;
  const { runs } = tables;
  const newer = sql`select 1 from runs newer where newer.delivery_id = ${runs.deliveryId} and newer.id > ${runs.id}`;
  const rows = await orm
    .select({
      deliveryId: runs.deliveryId,
      ...{ id: runs.id, verdict: runs.verdict, reason: runs.reason, statusCode: runs.statusCode },
    })
    .from(runs)
    .where(
      and(
        inArray(runs.deliveryId, deliveryIds),
        eq(runs.accountId, caller.accountId),
        sql`not exists (${newer})`,
      ),
    );
  const last = new Map(rows.map(({ deliveryId, ...run }) => [deliveryId, run]));
  for (const { deliveryId, ...run } of await readLastBatchRuns(caller, deliveryIds)) {
    if ((last.get(deliveryId)?.id ?? "") < run.id) last.set(deliveryId, run);
  }
  return last;
}

/** The newest run of the batch of several that each of the deliveries is in now. */
function readLastBatchRuns(caller: Caller, deliveryIds: string[]) {
  const { orm, tables } = caller.tidings.database;
  const { deliveries, runs } = tables;
  const newer = sql`select 1 from runs newer where newer.batch_id = ${runs.batchId}
    and newer.delivery_id is null and newer.id > ${runs.id}`;
  return orm
    .select({
      deliveryId: deliveries.id,
      ...{ id: runs.id, verdict: runs.verdict, reason: runs.reason, statusCode: runs.statusCode },
    })
    .from(deliveries)
    .innerJoin(runs, and(eq(runs.batchId, deliveries.batchId), isNull(runs.deliveryId)))
    .where(
      and(
        inArray(deliveries.id, deliveryIds),
        eq(deliveries.accountId, caller.accountId),
        sql`not exists (${newer})`,
      ),
    );
}
