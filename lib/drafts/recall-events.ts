import { and, desc, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { noSuchEvent } from "@/lib/events/find";
import { type SmallEvent, searchEvents } from "@/lib/events/walks";
import { KEPT_SAMPLES, type SampleGroup } from "@/lib/retention/samples";
import { walkList } from "@/lib/walk-list";

/** No index knows the data center: this many of the account's events are looked through in all, in chunks. */
const LOOKED_AT = 4_000;
const CHUNK = 200;

/** What can be told of an event without its contact and data, which may be 256 KiB long. */
export type Recalled = Omit<SmallEvent, "key"> & { sample: boolean };

export interface Recall {
  /** Newest first. */
  events: Recalled[];
  /** Where the search ended before it had found enough. */
  stoppedAt: number | null;
}

/**
 * The newest events of the types, at most `room`. Each type gets its share of the room before the rest goes to the
 * newest, or opens by the thousand would hide a rare opt-out. Of types with few events, samples that outlived them
 * come after those.
 */
export async function recallOfTypes(
  caller: Caller,
  dataCenterId: number,
  types: string[],
  room: number,
): Promise<Recall> {
  const budget = Math.ceil(LOOKED_AT / types.length);
  const recalls: Recall[] = [];
  for (const type of types) recalls.push(await recallOfType(caller, { dataCenterId, type }, room, budget));
  const lists = recalls.map(({ events }) => events);
  const share = Math.floor(room / types.length);
  const first = lists.flatMap((events) => events.slice(0, share));
  const rest = lists.flatMap((events) => events.slice(share)).sort(newestFirst);
  const events = [...first, ...rest.slice(0, room - first.length)].sort(newestFirst);
  return { events, stoppedAt: latest(recalls.map(({ stoppedAt }) => stoppedAt)) };
}

/** The newest events of any type but these. */
export async function recallOthers(
  caller: Caller,
  dataCenterId: number,
  types: string[],
  room: number,
): Promise<Recalled[]> {
  if (room <= 0) return [];
  const walk = searchEvents(caller, { dataCenterId });
  const wanted = (event: SmallEvent) => event.dataCenterId === dataCenterId && !types.includes(event.type);
  const { rows } = await walkList({ ...walk, wanted }, undefined, room, { chunk: CHUNK, budget: LOOKED_AT });
  return rows.map(asEvent);
}

/** The newest events that are about a contact, of any type. */
export async function recallWithContact(caller: Caller, dataCenterId: number, room: number): Promise<Recall> {
  const wanted = ({ contactId, contactEmail, ...event }: SmallEvent) =>
    event.dataCenterId === dataCenterId && (contactId !== null || contactEmail !== null);
  const walk = { ...searchEvents(caller, { dataCenterId }), wanted };
  const { rows, stoppedAt } = await walkList(walk, undefined, room, { chunk: CHUNK, budget: LOOKED_AT });
  return { events: rows.map(asEvent), stoppedAt: stoppedAt?.acceptedAt ?? null };
}

async function recallOfType(
  caller: Caller,
  group: SampleGroup,
  room: number,
  budget: number,
): Promise<Recall> {
  const { rows, stoppedAt } = await walkList(searchEvents(caller, group), undefined, room, {
    ...{ chunk: Math.min(CHUNK, budget), budget },
  });
  const samples = await readSamples(caller, group, Math.min(room, KEPT_SAMPLES) - rows.length);
  const ids = new Set(rows.map(({ id }) => id));
  // One may have become a sample between the two reads.
  const others = samples.filter(({ id }) => !ids.has(id));
  return { events: [...rows.map(asEvent), ...others], stoppedAt: stoppedAt?.acceptedAt ?? null };
}

async function readSamples(caller: Caller, group: SampleGroup, room: number): Promise<Recalled[]> {
  if (room <= 0) return [];
  const rows = await recalledSamples(caller, group, room);
  return rows.map((row) => ({ ...row, sample: true }));
}

/** The newest of them; not asked yet, so that the tests can hold it to its index. */
export function recalledSamples(
  { tidings, accountId }: Caller,
  { dataCenterId, type }: SampleGroup,
  room: number,
) {
  const { orm, tables } = tidings.database;
  const { sampleEvents } = tables;
  const { id, cause, acceptedAt, contactId, contactEmail } = sampleEvents;
  return orm
    .select({
      ...{ id, cause, acceptedAt, contactId, contactEmail },
      ...{ type: sampleEvents.type, dataCenterId: sampleEvents.dataCenterId },
    })
    .from(sampleEvents)
    .where(
      and(
        eq(sampleEvents.accountId, accountId),
        eq(sampleEvents.dataCenterId, dataCenterId),
        eq(sampleEvents.type, type),
      ),
    )
    .orderBy(desc(id))
    .limit(room);
}

const asEvent = ({ key: _, ...event }: SmallEvent): Recalled => ({ ...event, sample: false });

const newestFirst = (a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1);

const latest = (moments: (number | null)[]) =>
  moments.reduce(
    (last, moment) => (moment !== null && (last === null || moment > last) ? moment : last),
    null,
  );

/** What of an event a webhook's refinements look at, by its id. One that went in the meantime is missing. */
export async function readData({ tidings, accountId }: Caller, recalled: Recalled[]) {
  const { orm, tables } = tidings.database;
  const read = async (table: typeof tables.events | typeof tables.sampleEvents, ids: string[]) =>
    ids.length === 0
      ? []
      : orm
          .select({ id: table.id, data: table.data, masterData: table.masterData })
          .from(table)
          .where(and(inArray(table.id, ids), eq(table.accountId, accountId)));
  const idsOf = (sample: boolean) => recalled.flatMap((each) => (each.sample === sample ? [each.id] : []));
  const rows = [
    ...(await read(tables.events, idsOf(false))),
    ...(await read(tables.sampleEvents, idsOf(true))),
  ];
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** One event, or the sample that outlived it. @throws Problem 404 */
export async function loadRecalled(caller: Caller, eventId: string) {
  const { orm, tables } = caller.tidings.database;
  const read = (table: typeof tables.events | typeof tables.sampleEvents) =>
    orm
      .select({
        ...{ id: table.id, accountId: table.accountId, dataCenterId: table.dataCenterId, type: table.type },
        ...{ cause: table.cause, occurredAt: table.occurredAt, acceptedAt: table.acceptedAt },
        ...{ contact: table.contact, data: table.data, masterData: table.masterData },
      })
      .from(table)
      .where(and(eq(table.id, eventId), eq(table.accountId, caller.accountId)));
  const [event] = [...(await read(tables.events)), ...(await read(tables.sampleEvents))];
  if (!event) throw await noSuchEvent(caller);
  return event;
}
