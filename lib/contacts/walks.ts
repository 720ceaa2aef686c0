import { and, asc, eq, gt, gte, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import type { Walk } from "@/lib/walk-list";
import { emailKeyOf, folded, phoneKeyOf } from "./keys";
import type { StoredContact } from "./stored";

/** A contact on its way through a list: by which key it was found, and its groups where they are asked for. */
export interface WalkedContact {
  contact: StoredContact;
  /** Which of the searched keys, and where in it. */
  by: number;
  key: string;
  groupIds: number[];
}

const KEYS = ["id", "emailKey", "nameKey", "surnameKey", "phoneKey"] as const;
type Key = (typeof KEYS)[number];

/** Nothing that begins alike stands behind it. */
const LAST = "\u{10FFFF}";

export interface Wish {
  /** What is typed: the beginning of an id, an e-mail, a phone number or a name. */
  q?: string | undefined;
  groupId?: number | undefined;
  withGroups: boolean;
}

/**
 * The contacts of a data center by id, or those of a group, or those whose keys begin like what is typed: one walk
 * after the other, each along its own index, each contact once.
 */
export function contactWalk(database: Database, place: Place, wish: Wish): Walk<WalkedContact> {
  const prefixes = wish.q === undefined ? null : prefixesOf(wish.q);
  const steps = prefixes
    ? KEYS.flatMap((key, by) => {
        const prefix = prefixes[key];
        return prefix === null ? [] : [{ by, read: readKey(database, place, key, prefix) }];
      })
    : [
        {
          by: 0,
          read:
            wish.groupId === undefined ? readAll(database, place) : readGroup(database, place, wish.groupId),
        },
      ];
  const asksForGroups = wish.withGroups || (prefixes !== null && wish.groupId !== undefined);
  const isFirst = ({ contact, by }: WalkedContact) =>
    !prefixes || !KEYS.slice(0, by).some((key) => startsWith(contact[key], prefixes[key]));
  return {
    async read(after, limit) {
      const from = after === undefined ? undefined : parsePlace(after);
      const rows: WalkedContact[] = [];
      for (const { by, read } of steps) {
        if (from && by < from.by) continue;
        const start = from?.by === by ? from : undefined;
        const found = await read(start, limit - rows.length);
        rows.push(...found.map(({ contact, key }) => ({ contact, key, by, groupIds: [] })));
        if (rows.length >= limit) break;
      }
      if (asksForGroups) await addGroups(database, place, rows);
      return rows;
    },
    place: ({ by, key, contact }) => writePlace({ by, key, id: contact.id }),
    wanted: (row) =>
      isFirst(row) && (!prefixes || wish.groupId === undefined || row.groupIds.includes(wish.groupId)),
  };
}

interface From {
  key: string;
  id: string;
}
type Read = (after: From | undefined, limit: number) => Promise<{ contact: StoredContact; key: string }[]>;

/** What a key has to begin with; null where what is typed can't begin one. */
function prefixesOf(q: string): Record<Key, string | null> {
  const typed = q.trim();
  const name = folded(typed) || null;
  const digits = /^[+\d][\d\s()./-]*$/.test(typed) ? phoneKeyOf(typed) : "";
  return {
    id: typed || null,
    emailKey: /\s/.test(typed) ? null : emailKeyOf(typed) || null,
    ...{ nameKey: name, surnameKey: name, phoneKey: digits || null },
  };
}

const startsWith = (value: string | null, prefix: string | null) =>
  value !== null && prefix !== null && value.startsWith(prefix);

function readKey(database: Database, place: Place, name: Key, prefix: string): Read {
  const { contacts } = database.tables;
  const column = contacts[name];
  return async (after, limit) => {
    const from = !after
      ? gte(column, prefix)
      : name === "id"
        ? gt(contacts.id, after.id)
        : sql`(${column}, ${contacts.id}) > (${after.key}, ${after.id})`;
    const rows = await database.orm
      .select()
      .from(contacts)
      .where(and(here(contacts, place), from, lt(column, prefix + LAST)))
      .orderBy(asc(column), asc(contacts.id))
      .limit(limit);
    return rows.map((contact) => ({ contact, key: contact[name] ?? "" }));
  };
}

function readAll(database: Database, place: Place): Read {
  const { contacts } = database.tables;
  return async (after, limit) => {
    const rows = await database.orm
      .select()
      .from(contacts)
      .where(and(here(contacts, place), after && gt(contacts.id, after.id)))
      .orderBy(asc(contacts.id))
      .limit(limit);
    return rows.map((contact) => ({ contact, key: "" }));
  };
}

function readGroup(database: Database, place: Place, groupId: number): Read {
  const { contacts, groupMembers } = database.tables;
  return async (after, limit) => {
    const rows = await database.orm
      .select({ contact: contacts })
      .from(groupMembers)
      .innerJoin(
        contacts,
        and(
          eq(contacts.accountId, groupMembers.accountId),
          eq(contacts.dataCenterId, groupMembers.dataCenterId),
          eq(contacts.id, groupMembers.contactId),
        ),
      )
      .where(
        and(
          here(groupMembers, place),
          eq(groupMembers.groupId, groupId),
          after && gt(groupMembers.contactId, after.id),
        ),
      )
      .orderBy(asc(groupMembers.contactId))
      .limit(limit);
    return rows.map(({ contact }) => ({ contact, key: "" }));
  };
}

async function addGroups(database: Database, place: Place, rows: WalkedContact[]): Promise<void> {
  const { groupMembers } = database.tables;
  // One that is found by several keys stands there several times.
  const groupsOf = new Map(rows.map(({ contact }) => [contact.id, [] as number[]]));
  for (const row of rows) row.groupIds = groupsOf.get(row.contact.id) ?? [];
  const ids = [...groupsOf.keys()];
  for (let at = 0; at < ids.length; at += 500) {
    const found = await database.orm
      .select({ contactId: groupMembers.contactId, groupId: groupMembers.groupId })
      .from(groupMembers)
      .where(and(here(groupMembers, place), inArray(groupMembers.contactId, ids.slice(at, at + 500))));
    for (const { contactId, groupId } of found) groupsOf.get(contactId)?.push(groupId);
  }
}

const here = (
  table: Database["tables"]["contacts"] | Database["tables"]["groupMembers"],
  { accountId, dataCenterId }: Place,
) => and(eq(table.accountId, accountId), eq(table.dataCenterId, dataCenterId));

const writePlace = ({ by, key, id }: From & { by: number }) =>
  Buffer.from(JSON.stringify([by, key, id])).toString("base64url");

export function parsePlace(cursor: string): (From & { by: number }) | undefined {
  try {
    const [by, key, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    const isPlace = Number.isInteger(by) && typeof key === "string" && typeof id === "string";
    if (!isPlace || `${key}${id}`.includes("\0") || !id.isWellFormed() || !key.isWellFormed())
      return undefined;
    return { by: by as number, key, id };
  } catch {
    return undefined;
  }
}
