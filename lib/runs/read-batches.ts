import { and, asc, eq, inArray, max, min, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { iso } from "@/lib/time";
import type { DeliveryState } from "@/lib/vocabulary";
import type { InspectedRun } from "./schema";

export interface BatchSummary {
  eventType: string | null;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: number | null;
}

/** Which state speaks for several deliveries: what still goes on, then what is lost, before what is done. */
const SPEAKS: readonly DeliveryState[] = [
  ...(["sending", "pending", "failed", "discarded", "cancelled", "delivered"] as const),
];

/** How batches of several stand, without their hundred deliveries each. */
export async function summarizeBatches(
  caller: Caller,
  batchIds: string[],
): Promise<Map<string, BatchSummary>> {
  const found = new Map<string, BatchSummary>();
  if (batchIds.length === 0) return found;
  const { orm, tables } = caller.tidings.database;
  const { batchDeliveries, deliveries, events } = tables;
  const rows = await orm
    .select({
      batchId: batchDeliveries.batchId,
      state: deliveries.state,
      attempts: max(deliveries.attempts),
      nextAttemptAt: min(deliveries.nextAttemptAt),
      // PostgreSQL knows no least of uuids.
      oneId: sql<string>`min(cast(${deliveries.id} as text))`,
    })
    .from(batchDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, batchDeliveries.deliveryId))
    .where(and(inArray(batchDeliveries.batchId, batchIds), eq(deliveries.accountId, caller.accountId)))
    .groupBy(batchDeliveries.batchId, deliveries.state);
  const oneOf = rows.map(({ oneId }) => oneId);
  const types = await orm
    .select({ id: deliveries.id, type: events.type })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .where(inArray(deliveries.id, oneOf));
  const typeOf = new Map(types.map(({ id, type }) => [id, type]));
  for (const row of rows.toSorted((a, b) => SPEAKS.indexOf(b.state) - SPEAKS.indexOf(a.state))) {
    const before = found.get(row.batchId);
    found.set(row.batchId, {
      eventType: before?.eventType ?? typeOf.get(row.oneId) ?? null,
      state: row.state,
      attempts: Math.max(Number(row.attempts), before?.attempts ?? 0),
      nextAttemptAt: row.nextAttemptAt === null ? null : Number(row.nextAttemptAt),
    });
  }
  return found;
}

/** What a batch of several is made of, as the inspector shows it; null for anything else. */
export async function readBatch(
  caller: Caller,
  { batchId, deliveryId }: { batchId: string | null; deliveryId: string | null },
): Promise<InspectedRun["batch"]> {
  if (batchId === null || deliveryId !== null) return null;
  const summary = (await summarizeBatches(caller, [batchId])).get(batchId);
  if (!summary) return null;
  const { orm, tables } = caller.tidings.database;
  const { batchDeliveries, deliveries, events } = tables;
  const members = await orm
    .select({
      ...{ deliveryId: deliveries.id, state: deliveries.state, eventId: events.id, type: events.type },
      ...{ contactId: events.contactId, contactEmail: events.contactEmail },
    })
    .from(batchDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, batchDeliveries.deliveryId))
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .where(and(eq(batchDeliveries.batchId, batchId), eq(deliveries.accountId, caller.accountId)))
    .orderBy(asc(deliveries.id));
  const { state, nextAttemptAt } = summary;
  return { state, nextAttemptAt: state === "pending" ? iso(nextAttemptAt) : null, members };
}
