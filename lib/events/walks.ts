import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { isId } from "@/lib/ids";
import { newestOf, type Walk } from "@/lib/walk-list";

/** What of an event lists are narrowed by; its contact and data may be 256 KiB long and stay where they are. */
export type SmallEvent = Awaited<ReturnType<ReturnType<typeof eventWalks>["all"]>>[number];

export interface EventSearch {
  /** An event's id, a key, a contact's id or its e-mail. */
  q?: string | undefined;
  key?: string | undefined;
  contact?: string | undefined;
  type?: string | undefined;
  dataCenterId?: number | undefined;
  since?: number | undefined;
}

/**
 * The events that fit, newest first. The narrowest index leads; what it leaves open is looked at row by row. Events
 * stand in the order of their acceptance, so the first one before `since` ends the walk.
 */
export function searchEvents(caller: Caller, search: EventSearch): Walk<SmallEvent> {
  const { q, key, contact, type, dataCenterId, since } = search;
  const by = eventWalks(caller);
  const byKey = async (text: string, before: string | undefined) =>
    (await by.key(text)).filter(({ id }) => before === undefined || id < before);
  const led = q !== undefined || key !== undefined || contact !== undefined;
  const tests: ((event: SmallEvent) => boolean)[] = [];
  if (contact !== undefined) tests.push((e) => e.contactId === contact || e.contactEmail === contact);
  if (type !== undefined && led) tests.push((e) => e.type === type);
  if (dataCenterId !== undefined) tests.push((e) => e.dataCenterId === dataCenterId);
  return {
    read(after, limit) {
      const page = { before: after, limit };
      if (q !== undefined) {
        const walks = [by.id(q, page), byKey(q, after), by.contactId(q, page), by.contactEmail(q, page)];
        return newestOf(walks, limit);
      }
      if (key !== undefined) return byKey(key, after);
      if (contact !== undefined)
        return newestOf([by.contactId(contact, page), by.contactEmail(contact, page)], limit);
      return type === undefined ? by.all(page) : by.type(type, page);
    },
    place: (event) => event.id,
    ...(tests.length > 0 && { wanted: (event: SmallEvent) => tests.every((test) => test(event)) }),
    ...(since !== undefined && { ended: (event: SmallEvent) => event.acceptedAt < since }),
  };
}

interface Page {
  before: string | undefined;
  limit: number;
}

/** One read for each index of the account's events; the tests hold each to its own. */
export function eventWalks(caller: Caller) {
  const { orm, tables } = caller.tidings.database;
  const { events } = tables;
  const columns = {
    id: events.id,
    key: events.key,
    type: events.type,
    dataCenterId: events.dataCenterId,
    cause: events.cause,
    acceptedAt: events.acceptedAt,
    contactId: events.contactId,
    contactEmail: events.contactEmail,
  };
  const read = (where: SQL | undefined, { before, limit }: Page) =>
    orm
      .select(columns)
      .from(events)
      .where(and(eq(events.accountId, caller.accountId), where, before ? lt(events.id, before) : undefined))
      .orderBy(desc(events.id))
      .limit(limit);
  return {
    all: (page: Page) => read(undefined, page),
    id: async (id: string, page: Page) => (isId(id) ? read(eq(events.id, id.toLowerCase()), page) : []),
    /** No more than one has it; asked for in the order of ids, SQLite would go through all of the account's. */
    key: (key: string) =>
      orm
        .select(columns)
        .from(events)
        .where(and(eq(events.accountId, caller.accountId), eq(events.key, key))),
    type: (type: string, page: Page) => read(eq(events.type, type), page),
    contactId: (id: string, page: Page) => read(eq(events.contactId, id), page),
    contactEmail: (email: string, page: Page) => read(eq(events.contactEmail, email), page),
  };
}
