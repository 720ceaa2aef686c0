import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import type { Instance } from "@/lib/instance";
import { isAbout, type Person } from "./person";

/** How many events are looked at in one go, and how many a transaction changes. */
const LOOKED_AT = 1_000;
const AT_ONCE = 50;

export interface ErasedEvents {
  events: number;
  deliveriesCancelled: number;
  runs: number;
}

/**
 * Takes the person out of every stored event and of what was sent of it. All events are gone through, since an address
 * may have been posted in any case; `erasedAt` says that nothing can be sent of them again.
 */
export async function eraseEvents(tidings: Instance, place: Place, person: Person): Promise<ErasedEvents> {
  const { database, now } = tidings;
  const done: ErasedEvents = { events: 0, deliveriesCancelled: 0, runs: 0 };
  for (let after = ""; ; ) {
    const page = await readEvents(database, place, after);
    const theirs = page.filter(
      (event) =>
        event.dataCenterId === place.dataCenterId &&
        isAbout(person, { id: event.contactId, email: event.contactEmail }),
    );
    for (let at = 0; at < theirs.length; at += AT_ONCE) {
      const ids = theirs.slice(at, at + AT_ONCE).map(({ id }) => id);
      const part = await database.atomically((tx) => erasePart(database, tx, place, ids, now()));
      done.events += part.events;
      done.deliveriesCancelled += part.deliveriesCancelled;
      done.runs += part.runs;
    }
    const last = page.at(-1);
    if (!last || page.length < LOOKED_AT) return done;
    after = last.id;
    await new Promise(setImmediate);
  }
}

function readEvents({ orm, tables: { events } }: Database, { accountId }: Place, after: string) {
  return orm
    .select({
      id: events.id,
      dataCenterId: events.dataCenterId,
      contactId: events.contactId,
      contactEmail: events.contactEmail,
    })
    .from(events)
    .where(and(eq(events.accountId, accountId), after ? gt(events.id, after) : undefined))
    .orderBy(asc(events.id))
    .limit(LOOKED_AT);
}

function* erasePart(
  database: Database,
  tx: Transaction,
  { dataCenterId }: Place,
  ids: string[],
  now: number,
): Steps<ErasedEvents> {
  const { events, eventKeys } = database.tables;
  // A resend that came before has its delivery in what is read next; one that comes later finds nothing to send.
  const held = yield* database.sql.holdEvents(tx, ids);
  if (held.length === 0) return { events: 0, deliveriesCancelled: 0, runs: 0 };
  yield* tx.run(tx.orm.delete(eventKeys).where(inArray(eventKeys.eventId, held)));
  const erased = yield* tx.run(
    tx.orm
      .update(events)
      .set({
        ...{ key: null, contactId: null, contactEmail: null, contact: null, data: {}, erasedAt: now },
        masterData: { dataCenter: { id: dataCenterId, name: "" } },
        merged: true,
      })
      .where(and(inArray(events.id, held), isNull(events.erasedAt)))
      .returning({ id: events.id }),
  );
  const { ids: deliveryIds, cancelled } = yield* cancelOwed(database, tx, held, now);
  const runs = yield* emptyRuns(database, tx, deliveryIds);
  return { events: erased.length, deliveriesCancelled: cancelled, runs };
}

/** What waits ends; what is under way ends with its attempt. Whose turn it was is forgotten as well. */
function* cancelOwed({ tables: { deliveries } }: Database, tx: Transaction, eventIds: string[], now: number) {
  const owed = inArray(deliveries.eventId, eventIds);
  const waits = sql`${deliveries.state} = 'pending'`;
  const cancelled = yield* tx.run(
    tx.orm
      .update(deliveries)
      .set({
        state: sql`case when ${waits} then 'cancelled' else ${deliveries.state} end`,
        finishedAt: sql`case when ${waits} then cast(${now} as bigint) end`,
        nextAttemptAt: sql`case when ${waits} then null else ${deliveries.nextAttemptAt} end`,
        cancelRequested: true,
      })
      .where(and(owed, inArray(deliveries.state, ["pending", "sending"])))
      .returning({ id: deliveries.id }),
  );
  const all = yield* tx.run(
    tx.orm.update(deliveries).set({ orderKey: null }).where(owed).returning({ id: deliveries.id }),
  );
  return { ids: all.map(({ id }) => id), cancelled: cancelled.length };
}

/** How it went stays; what was sent and answered goes, of requests with other events in them as well. */
export function* emptyRuns(
  { tables: { runs, batchDeliveries } }: Database,
  tx: Transaction,
  deliveryIds: string[],
): Steps<number> {
  if (deliveryIds.length === 0) return 0;
  const batches = yield* tx.run(
    tx.orm
      .selectDistinct({ id: batchDeliveries.batchId })
      .from(batchDeliveries)
      .where(inArray(batchDeliveries.deliveryId, deliveryIds)),
  );
  const alone = yield* tx.run(
    tx.orm.update(runs).set(EMPTY).where(inArray(runs.deliveryId, deliveryIds)).returning({ id: runs.id }),
  );
  if (batches.length === 0) return alone.length;
  const ofBatch = inArray(
    runs.batchId,
    batches.map(({ id }) => id),
  );
  const together = yield* tx.run(
    tx.orm
      .update(runs)
      .set(EMPTY)
      // In the words of the index runs_batch.
      .where(and(ofBatch, sql`delivery_id is null and batch_id is not null`))
      .returning({ id: runs.id }),
  );
  return alone.length + together.length;
}

export const EMPTY = {
  ...{ detail: null, request: null, requestBody: null, responseHeaders: null, responseBody: null },
} as const;
