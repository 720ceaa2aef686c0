import { and, asc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { keepSamples } from "./samples";
import { endOf, NOTHING, ROWS_AT_ONCE, type Scope, type StepDone } from "./step";

/** Events that are old and no longer owed to anybody, with their idempotency keys. */
export async function pruneEvents(
  tidings: Instance,
  { accountId, before, after }: Scope & { after: string | undefined },
): Promise<StepDone> {
  const { database } = tidings;
  const { events, eventKeys, deliveries } = database.tables;
  const page = await oldestEvents(tidings, accountId, after);
  const old = page.filter((event) => event.acceptedAt < before);
  if (old.length === 0) return NOTHING;
  const pruned = await database.atomically(function* (tx) {
    if (!(yield* database.sql.takeTurn(tx, "retention"))) return undefined;
    // Held first: a resend that came before has its delivery in what is read next, one that comes later finds no event.
    const held = yield* database.sql.holdEvents(
      tx,
      old.map(({ id }) => id),
    );
    if (held.length === 0) return 0;
    const owed = yield* tx.run(
      tx.orm
        .select({ eventId: deliveries.eventId })
        .from(deliveries)
        .where(and(inArray(deliveries.eventId, held), isNull(deliveries.finishedAt))),
    );
    const kept = new Set(owed.map(({ eventId }) => eventId));
    const gone = old.filter(({ id }) => !kept.has(id) && held.includes(id));
    if (gone.length === 0) return 0;
    yield* keepSamples(database, tx, accountId, gone);
    const ids = gone.map(({ id }) => id);
    const keys = yield* tx.run(
      tx.orm
        .select({ key: events.key })
        .from(events)
        .where(and(inArray(events.id, ids), isNotNull(events.key))),
    );
    if (keys.length > 0) {
      const theirs = inArray(
        eventKeys.key,
        keys.flatMap(({ key }) => key ?? []),
      );
      yield* tx.run(
        tx.orm
          .delete(eventKeys)
          .where(and(eq(eventKeys.accountId, accountId), theirs, inArray(eventKeys.eventId, ids))),
      );
    }
    yield* tx.run(tx.orm.delete(events).where(inArray(events.id, ids)));
    return ids.length;
  });
  return pruned === undefined ? NOTHING : endOf(page, old, pruned);
}

/** The account's events in the order of their making. */
export function oldestEvents({ database }: Instance, accountId: number, after: string | undefined) {
  const { events } = database.tables;
  return database.orm
    .select({
      id: events.id,
      acceptedAt: events.acceptedAt,
      type: events.type,
      dataCenterId: events.dataCenterId,
    })
    .from(events)
    .where(and(eq(events.accountId, accountId), after ? gt(events.id, after) : undefined))
    .orderBy(asc(events.id))
    .limit(ROWS_AT_ONCE);
}
