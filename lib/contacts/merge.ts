import { setTimeout as sleep } from "node:timers/promises";
import { asc, inArray, sql } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { PostedContact } from "@/db/shapes";
import type { Place } from "@/lib/data-centers/items";
import type { Instance } from "@/lib/instance";
import { hearStanding } from "@/lib/messages/hear-standing";
import type { JsonObject } from "@/lib/vocabulary";
import { hearEvents } from "@/lib/workflows/hear-events";
import { lookAtChanged, lookBeforeChange } from "@/lib/workflows/watch-contacts";
import { knownAs, openBook } from "./book";
import { applyEvent, isSame } from "./change";

/** Events of one transaction; a few milliseconds of work. */
const EVENTS_AT_ONCE = 200;

/**
 * Puts the contacts of events that were accepted since into the directory, without raising further events (decision
 * 22). Each event is marked in the transaction that takes it in, so that one which was committed late is not passed
 * over, and a kill in between repeats nothing.
 * @returns how many events it took in; as many as fit into one transaction mean that there may be more
 */
export async function mergeContacts(tidings: Instance, limit = EVENTS_AT_ONCE): Promise<number> {
  const { database } = tidings;
  await blockListed(tidings, limit);
  if ((await unmerged(tidings, 1)).length === 0) return 0;
  const now = tidings.now();
  return database.atomically(function* (tx) {
    if (!(yield* database.sql.takeTurn(tx, "contacts"))) return 0;
    const events = yield* tx.run(unmerged(tidings, limit, tx));
    for (const { place, of } of byPlace(events)) {
      // A data center can't be deleted, so there is nothing to ask for but the right to write it alone.
      yield* holdPlace(tx, place);
      const references = of.map(({ contact }) => contact);
      const book = yield* openBook(database, tx, place, references);
      for (const { contact, occurredAt } of of) {
        const { contact: before, isNew } = book.find(contact, now);
        const after = applyEvent(before, contact, { now, occurredAt });
        if (isNew || !isSame(before, after) || after.occurredAt !== before.occurredAt) book.note(after);
      }
      const watches = yield* lookBeforeChange(database, tx, place, knownAs(references), now);
      yield* book.write();
      // Only now: one that was known by its e-mail may have got its id from a later event.
      const happenings = of.map(({ id, type, data, contact }) => ({
        ...{ type, eventId: id, data, contactId: book.find(contact, now).contact.id },
      }));
      yield* hearStanding(
        database,
        tx,
        place,
        of.map((event, index) => told(event, happenings[index]?.contactId)),
      );
      yield* hearEvents(database, tx, place, happenings, now);
      const contactIds = happenings.map(({ contactId }) => contactId);
      yield* lookAtChanged(database, tx, place, { watches, contactIds, byWorkflow: false, now });
    }
    const { events: table } = database.tables;
    const ids = events.map(({ id }) => id);
    if (ids.length > 0)
      yield* tx.run(tx.orm.update(table).set({ merged: true }).where(inArray(table.id, ids)));
    return ids.length;
  });
}

const told = ({ type, occurredAt, data, contact }: Told, contactId: string | undefined) => ({
  ...{ type, occurredAt, data, contactId: contactId ?? null, email: contact.email },
});

/** Entries of the blocklist that are about no contact: nothing goes to their addresses any more. */
async function blockListed({ database }: Instance, limit: number): Promise<void> {
  const { events } = database.tables;
  const read = ({ orm }: Pick<Transaction, "orm">, most: number) =>
    orm
      .select({
        ...{ id: events.id, accountId: events.accountId, dataCenterId: events.dataCenterId },
        ...{ occurredAt: events.occurredAt, data: events.data },
      })
      .from(events)
      // In the very words of the index events_blocklisted.
      .where(sql.raw("not merged and contact is null and type = 'contact.blocklisted'"))
      .orderBy(asc(events.id))
      .limit(most);
  if ((await read(database, 1)).length === 0) return;
  await database.atomically(function* (tx) {
    if (!(yield* database.sql.takeTurn(tx, "contacts"))) return;
    const listed = yield* tx.run(read(tx, limit));
    for (const { accountId, dataCenterId, occurredAt, data } of listed) {
      const type = "contact.blocklisted";
      const about = { type, occurredAt, data, contactId: null, email: null };
      yield* hearStanding(database, tx, { accountId, dataCenterId }, [about]);
    }
    const ids = listed.map(({ id }) => id);
    if (ids.length > 0)
      yield* tx.run(tx.orm.update(events).set({ merged: true }).where(inArray(events.id, ids)));
  });
}

/** Said in the very words of the index events_unmerged. */
function unmerged({ database }: Instance, limit: number, { orm }: Pick<Transaction, "orm"> = database) {
  const { events } = database.tables;
  return orm
    .select({
      id: events.id,
      type: events.type,
      data: events.data,
      accountId: events.accountId,
      dataCenterId: events.dataCenterId,
      occurredAt: events.occurredAt,
      contact: events.contact,
    })
    .from(events)
    .where(sql.raw("not merged and contact is not null"))
    .orderBy(asc(events.id))
    .limit(limit);
}

interface Unmerged extends Place {
  id: string;
  type: string;
  data: JsonObject;
  occurredAt: number;
  contact: PostedContact | null;
}

type Told = Omit<Unmerged, keyof Place | "contact"> & { contact: PostedContact };

/** By data center, in one order for all, so that two transactions that hold several never wait for each other. */
function byPlace(events: Unmerged[]) {
  const places = new Map<string, { place: Place; of: Told[] }>();
  for (const { accountId, dataCenterId, contact, ...event } of events) {
    if (!contact) continue;
    const key = `${accountId} ${dataCenterId}`;
    const found = places.get(key) ?? { place: { accountId, dataCenterId }, of: [] };
    found.of.push({ contact, ...event });
    places.set(key, found);
  }
  return [...places.values()].sort(
    (a, b) => a.place.accountId - b.place.accountId || a.place.dataCenterId - b.place.dataCenterId,
  );
}

function* holdPlace(tx: Transaction, { accountId, dataCenterId }: Place): Steps<void> {
  yield* tx.rows("UPDATE data_centers SET name = name WHERE account_id = $1 AND id = $2", [
    accountId,
    dataCenterId,
  ]);
}

/** How often to look for events, and how much longer than a step took the next one waits. */
const LOOK_MS = 500;
const SHARE = 3;

export interface Merging {
  /** Ends after the step under way. */
  stop(): Promise<void>;
}

/** Merges beside an engine until stopped, and leaves most of the time and the database to deliveries. */
export function startMerging(tidings: Instance): Merging {
  const abort = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { signal: abort.signal }).catch(() => {});
  const run = async () => {
    while (!abort.signal.aborted) {
      const began = performance.now();
      try {
        const taken = await mergeContacts(tidings);
        const took = performance.now() - began;
        await pause(taken < EVENTS_AT_ONCE ? LOOK_MS : Math.max(5, SHARE * took));
      } catch (error) {
        tidings.log.error({ err: error }, "contacts.merge_failed");
        await pause(LOOK_MS);
      }
    }
  };
  const done = run();
  return {
    stop() {
      abort.abort();
      return done;
    },
  };
}
