import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { HeldWebhook } from "@/db/dialect/dialect";
import { newId } from "@/lib/ids";
import { orderKeyOf } from "./order-key";

/**
 * Owes deliveries of a webhook again: each as a new one with the same `webhook-id` and bytes, one that went out among
 * others alone under a new id (decision 16). Those whose event is no longer kept are left out.
 * @returns which became what, in the order of the ids
 */
export function* oweAgain(
  database: Database,
  tx: Transaction,
  webhook: HeldWebhook,
  deliveryIds: string[],
  now: number,
): Steps<{ of: string; id: string }[]> {
  const { deliveries, batches } = database.tables;
  const { accountId, id: webhookId, revision } = webhook;
  yield* holdEventsOf(database, tx, webhook, deliveryIds);
  const originals = yield* readOriginals(database, tx, webhook, deliveryIds);
  const again = originals.map((original) => ({ ...original, newId: newId(), batchId: batchOf(original) }));
  // Fixes the bytes of what has no batch to repeat; where somebody was faster, theirs are fixed already.
  const first = again.filter(({ size }) => size !== 1);
  if (first.length > 0) {
    yield* tx.run(
      tx.orm
        .insert(batches)
        .values(
          first.map(({ batchId: id }) => ({ id, accountId, webhookId, size: 1, revision, frozenAt: now })),
        )
        .onConflictDoNothing(),
    );
  }
  if (again.length > 0) {
    yield* tx.run(
      tx.orm.insert(deliveries).values(
        again.map(({ newId: id, id: resendOf, eventId, batchId, ...event }) => ({
          ...{ id, accountId, webhookId, eventId, batchId, resendOf },
          ...{ state: "pending" as const, acceptedAt: now, nextAttemptAt: now },
          orderKey: orderKeyOf(webhook.orderBy, event),
        })),
      ),
    );
  }
  return again.map(({ id: of, newId: id }) => ({ of, id }));
}

/** Before anything else is read, so that retention takes neither event nor delivery away until this is committed. */
function* holdEventsOf(
  database: Database,
  tx: Transaction,
  { id: webhookId }: HeldWebhook,
  ids: string[],
): Steps<void> {
  const { deliveries } = database.tables;
  const rows = yield* tx.run(
    tx.orm
      .select({ eventId: deliveries.eventId })
      .from(deliveries)
      .where(and(inArray(deliveries.id, ids), eq(deliveries.webhookId, webhookId))),
  );
  yield* database.sql.holdEvents(
    tx,
    rows.map(({ eventId }) => eventId),
  );
}

function readOriginals(database: Database, tx: Transaction, { id: webhookId }: HeldWebhook, ids: string[]) {
  const { deliveries, batches, events } = database.tables;
  return tx.run(
    tx.orm
      .select({
        id: deliveries.id,
        eventId: deliveries.eventId,
        batchId: deliveries.batchId,
        size: batches.size,
        contactId: events.contactId,
        contactEmail: events.contactEmail,
      })
      .from(deliveries)
      .innerJoin(events, eq(events.id, deliveries.eventId))
      .leftJoin(batches, eq(batches.id, deliveries.batchId))
      .where(and(inArray(deliveries.id, ids), eq(deliveries.webhookId, webhookId)))
      .orderBy(deliveries.id),
  );
}

/** One that was never tried goes under the id that it would have had. */
function batchOf({ id, batchId, size }: { id: string; batchId: string | null; size: number | null }): string {
  if (batchId === null) return id;
  return size === 1 ? batchId : newId();
}
