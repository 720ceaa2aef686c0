import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Instance } from "@/lib/instance";
import { endOf, NOTHING, ROWS_AT_ONCE, type Scope, type StepDone } from "./step";

interface Ended {
  id: string;
  eventId: string;
  batchId: string | null;
}

/** Deliveries that ended long ago, and their batches unless something newer is sent from them. */
export async function pruneDeliveries(
  tidings: Instance,
  { accountId, before, after }: Scope & { after: string | undefined },
): Promise<StepDone> {
  const { database } = tidings;
  const page = await oldestDeliveries(tidings, accountId, after);
  // Nothing ends before it was accepted.
  const old = page.filter((delivery) => delivery.acceptedAt < before);
  if (old.length === 0) return NOTHING;
  // A state that is final never changes, so what was read of it still holds.
  const ended = old.filter(({ finishedAt }) => finishedAt !== null && finishedAt < before);
  if (ended.length === 0) return endOf(page, old, 0);
  const pruned = await database.atomically(function* (tx) {
    if (!(yield* database.sql.takeTurn(tx, "retention"))) return undefined;
    // Whoever resends one of them holds its event: either that delivery is seen below, or it begins afterwards.
    yield* database.sql.holdEvents(tx, [...new Set(ended.map(({ eventId }) => eventId))]);
    yield* takeAway(database, tx, ended);
    return ended.length;
  });
  return pruned === undefined ? NOTHING : endOf(page, old, pruned);
}

function* takeAway(database: Database, tx: Transaction, ended: Ended[]): Steps<void> {
  const { deliveries, batches, batchDeliveries, batchRunCounts } = database.tables;
  const ids = ended.map(({ id }) => id);
  const memberships = yield* tx.run(
    tx.orm
      .select({ batchId: batchDeliveries.batchId })
      .from(batchDeliveries)
      .where(inArray(batchDeliveries.deliveryId, ids)),
  );
  yield* tx.run(tx.orm.delete(batchDeliveries).where(inArray(batchDeliveries.deliveryId, ids)));
  yield* tx.run(tx.orm.delete(deliveries).where(inArray(deliveries.id, ids)));
  const left = [...new Set([...ended, ...memberships].flatMap(({ batchId }) => batchId ?? []))];
  if (left.length === 0) return;
  // A resend has the batch and the event of the delivery that it repeats; others of a larger batch are its members.
  const pointing = yield* tx.run(
    tx.orm
      .select({ batchId: deliveries.batchId })
      .from(deliveries)
      .where(
        and(
          inArray(
            deliveries.eventId,
            ended.map(({ eventId }) => eventId),
          ),
          inArray(deliveries.batchId, left),
        ),
      ),
  );
  const members = yield* tx.run(
    tx.orm
      .select({ batchId: batchDeliveries.batchId })
      .from(batchDeliveries)
      .where(inArray(batchDeliveries.batchId, left)),
  );
  const kept = new Set([...pointing, ...members].map(({ batchId }) => batchId));
  const gone = left.filter((batchId) => !kept.has(batchId));
  if (gone.length === 0) return;
  yield* tx.run(tx.orm.delete(batchRunCounts).where(inArray(batchRunCounts.batchId, gone)));
  yield* tx.run(tx.orm.delete(batches).where(inArray(batches.id, gone)));
}

/** The account's deliveries in the order of their making. */
export function oldestDeliveries({ database }: Instance, accountId: number, after: string | undefined) {
  const { deliveries } = database.tables;
  return database.orm
    .select({
      id: deliveries.id,
      eventId: deliveries.eventId,
      batchId: deliveries.batchId,
      acceptedAt: deliveries.acceptedAt,
      finishedAt: deliveries.finishedAt,
    })
    .from(deliveries)
    .where(and(eq(deliveries.accountId, accountId), after ? gt(deliveries.id, after) : undefined))
    .orderBy(asc(deliveries.id))
    .limit(ROWS_AT_ONCE);
}
