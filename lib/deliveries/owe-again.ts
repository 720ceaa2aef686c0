import { and, eq, inArray, isNull, sql } from "drizzle-orm";
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
  makeId = newId,
): Steps<{ of: string; id: string }[]> {
  const { deliveries } = database.tables;
  const { accountId, id: webhookId } = webhook;
  yield* holdEventsOf(database, tx, webhook, deliveryIds);
  const originals = yield* readOriginals(database, tx, webhook, deliveryIds);
  const again = originals.map((original) => ({
    ...{ ...original, newId: makeId() },
    ...bytesOf(original, { revision: webhook.revision, frozenAt: now }),
  }));
  // One that was never tried: whatever is sent under its name from now on is the same.
  const fixed = originals.filter(({ batchId, revision }) => batchId === null && revision === null);
  if (fixed.length > 0) {
    const ids = fixed.map(({ id }) => id);
    const bytes = { revision: webhook.revision, frozenAt: now };
    yield* tx.run(tx.orm.update(deliveries).set(bytes).where(inArray(deliveries.id, ids)));
  }
  if (again.length > 0) {
    yield* tx.run(
      tx.orm.insert(deliveries).values(
        again.map(({ newId: id, id: resendOf, eventId, batchId, revision, frozenAt, ...event }) => ({
          ...{ id, accountId, webhookId, eventId, batchId, revision, frozenAt, resendOf },
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
        revision: sql<number | null>`coalesce(${batches.revision}, ${deliveries.revision})`,
        frozenAt: sql<number | null>`coalesce(${batches.frozenAt}, ${deliveries.frozenAt})`,
        contactId: events.contactId,
        contactEmail: events.contactEmail,
      })
      .from(deliveries)
      .innerJoin(events, eq(events.id, deliveries.eventId))
      .leftJoin(batches, eq(batches.id, deliveries.batchId))
      .where(and(inArray(deliveries.id, ids), eq(deliveries.webhookId, webhookId), isNull(events.erasedAt)))
      .orderBy(deliveries.id),
  );
}

interface Bytes {
  revision: number;
  frozenAt: number;
}

/**
 * Under which name a resend goes, and what fixes its bytes: those of what it repeats. One that was never tried goes
 * under the name that it would have had, one that went among others under a new one.
 */
function bytesOf(
  { id, batchId, size, revision, frozenAt }: Original,
  present: Bytes,
): Bytes & { batchId: string } {
  const among = (size ?? 1) > 1;
  return {
    batchId: among ? newId() : (batchId ?? id),
    revision: among || revision === null ? present.revision : Number(revision),
    frozenAt: among || frozenAt === null ? present.frozenAt : Number(frozenAt),
  };
}

interface Original {
  id: string;
  batchId: string | null;
  /** Of the batch that has a row: one of several. */
  size: number | null;
  revision: number | null;
  frozenAt: number | null;
}
