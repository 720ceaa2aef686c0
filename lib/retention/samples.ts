import { and, desc, eq, lte } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { SAMPLES_TURN } from "@/db/partitions";
import type { Instance } from "@/lib/instance";

/** The newest events of each type and data center outlive retention (decision 23). */
export const KEPT_SAMPLES = 20;

/**
 * How many of the type's newest events are looked through for those of one data center. Where others post hundreds of
 * times as often, a data center may keep a few samples too many; reading on could take seconds.
 */
const LOOKED_AT = 400;

export interface SampleGroup {
  dataCenterId: number;
  type: string;
}

/** Copies those of the events, about to go, that are among the newest of their type and data center. */
export function* keepSamples(
  database: Database,
  tx: Transaction,
  accountId: number,
  going: (SampleGroup & { id: string })[],
): Steps<void> {
  const last = going.at(-1)?.id ?? "";
  const groups = new Map<string, SampleGroup & { ids: string[] }>();
  for (const { id, type, dataCenterId } of going) {
    const key = `${dataCenterId} ${type}`;
    groups.set(key, { dataCenterId, type, ids: [...(groups.get(key)?.ids ?? []), id] });
  }
  for (const group of groups.values()) {
    const room = KEPT_SAMPLES - (yield* countNewer(database, tx, accountId, group, last));
    if (room <= 0) continue;
    for (const id of group.ids.slice(-room)) {
      yield* tx.rows(
        `INSERT INTO sample_events (id, account_id, data_center_id, type, cause, occurred_at, accepted_at,
           contact_id, contact_email, contact, data, master_data)
         SELECT id, account_id, data_center_id, type, cause, occurred_at, accepted_at,
           contact_id, contact_email, contact, data, master_data
         FROM events WHERE id = $1 AND erased_at IS NULL ON CONFLICT DO NOTHING`,
        [id],
      );
    }
    yield* cut(database, tx, accountId, group, room);
  }
}

/** Takes away the samples of an account that newer events have pushed out. */
export async function cutSamples({ database }: Instance, accountId: number): Promise<void> {
  const { sampleEvents } = database.tables;
  const groups = await database.orm
    .selectDistinct({ dataCenterId: sampleEvents.dataCenterId, type: sampleEvents.type })
    .from(sampleEvents)
    .where(eq(sampleEvents.accountId, accountId));
  for (const group of groups) {
    await database.atomically(function* (tx) {
      if (!(yield* database.sql.takeTurn(tx, SAMPLES_TURN))) return;
      const newer = yield* countNewer(database, tx, accountId, group, "");
      yield* cut(database, tx, accountId, group, Math.max(0, KEPT_SAMPLES - newer));
    });
  }
}

/** How many events of the group are kept that are newer than `last`; at most as many as matter. */
function* countNewer(
  database: Database,
  tx: Transaction,
  accountId: number,
  { dataCenterId, type }: SampleGroup,
  last: string,
): Steps<number> {
  const { events } = database.tables;
  const newest = yield* tx.run(
    tx.orm
      .select({ id: events.id, dataCenterId: events.dataCenterId })
      .from(events)
      .where(and(eq(events.accountId, accountId), eq(events.type, type)))
      .orderBy(desc(events.id))
      .limit(LOOKED_AT),
  );
  const newer = newest.filter((event) => event.id > last && event.dataCenterId === dataCenterId);
  return Math.min(KEPT_SAMPLES, newer.length);
}

function* cut(
  database: Database,
  tx: Transaction,
  accountId: number,
  { dataCenterId, type }: SampleGroup,
  room: number,
): Steps<void> {
  const { sampleEvents } = database.tables;
  const ofGroup = and(
    eq(sampleEvents.accountId, accountId),
    eq(sampleEvents.dataCenterId, dataCenterId),
    eq(sampleEvents.type, type),
  );
  const [surplus] = yield* tx.run(
    tx.orm
      .select({ id: sampleEvents.id })
      .from(sampleEvents)
      .where(ofGroup)
      .orderBy(desc(sampleEvents.id))
      .limit(1)
      .offset(room),
  );
  if (surplus)
    yield* tx.run(tx.orm.delete(sampleEvents).where(and(ofGroup, lte(sampleEvents.id, surplus.id))));
}
