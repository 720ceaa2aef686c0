import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { renameInMessages } from "@/lib/messages/rename";
import { renameInWorkflows } from "@/lib/workflows/rename-contact";
import { newContact } from "./change";
import { emailKeyOf } from "./keys";
import type { StoredContact } from "./stored";

/** How a contact is named: by id, else by e-mail (decision 22). */
export interface Reference {
  id: string | null;
  email: string | null;
}

/** The ids under which they may stand in the directory: one that is known by its e-mail alone has that as its id. */
export const knownAs = (references: readonly Reference[]): string[] =>
  references.flatMap(({ id, email }) => [id ?? [], email === null ? [] : emailKeyOf(email)].flat());

/**
 * The contacts that a transaction is about, each as it is at this point of it. Who opens it holds the data center
 * (lib/data-centers/place.ts), so that nobody else writes them meanwhile.
 */
export interface Book {
  /** The contact as it is; a new one where there is none yet, which `isNew` then tells. */
  find(reference: Reference, now: number): { contact: StoredContact; isNew: boolean };
  note(contact: StoredContact): void;
  /** Writes what was noted. */
  write(): Steps<void>;
}

export function* openBook(
  database: Database,
  tx: Transaction,
  place: Place,
  references: readonly Reference[],
): Steps<Book> {
  const byId = new Map<string, StoredContact>();
  const byEmail = new Map<string, string>();
  const noted = new Map<string, StoredContact>();
  const renamed = new Map<string, string>();

  const learn = (contact: StoredContact) => {
    byId.set(contact.id, contact);
    const known = contact.emailKey === null ? undefined : byEmail.get(contact.emailKey);
    const other = known === undefined ? undefined : byId.get(known);
    if (contact.emailKey !== null && !(other && other.updatedAt > contact.updatedAt)) {
      byEmail.set(contact.emailKey, contact.id);
    }
  };
  for (const contact of yield* readContacts(database, tx, place, references)) learn(contact);

  return {
    find({ id, email }, now) {
      const key = email === null ? null : emailKeyOf(email);
      const sameEmail = key === null ? undefined : byId.get(byEmail.get(key) ?? "");
      if (id === null) {
        if (sameEmail) return { contact: sameEmail, isNew: false };
        const byItsEmail = byId.get(key ?? "");
        if (byItsEmail) return { contact: byItsEmail, isNew: false };
        return { contact: newContact(place, key ?? "", now), isNew: true };
      }
      const found = byId.get(id);
      if (found) return { contact: found, isNew: false };
      // Known by its e-mail alone until now: this is the id that it was waiting for.
      if (sameEmail && sameEmail.id === key) {
        renamed.set(sameEmail.id, id);
        byId.delete(sameEmail.id);
        noted.delete(sameEmail.id);
        const contact = { ...sameEmail, id };
        learn(contact);
        noted.set(id, contact);
        return { contact, isNew: false };
      }
      return { contact: newContact(place, id, now), isNew: true };
    },
    note(contact) {
      learn(contact);
      noted.set(contact.id, contact);
    },
    *write() {
      for (const [from, to] of renamed) yield* rename(database, tx, place, from, to);
      for (const contact of noted.values())
        yield* tx.rows(
          UPSERT,
          COLUMNS.map((name) => storedValue(contact, name)),
        );
    },
  };
}

function* readContacts(
  { tables: { contacts } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  references: readonly Reference[],
): Steps<StoredContact[]> {
  const here = and(eq(contacts.accountId, accountId), eq(contacts.dataCenterId, dataCenterId));
  const emails = distinct(references.map(({ email }) => (email === null ? null : emailKeyOf(email))));
  const ids = distinct([...references.map(({ id }) => id), ...emails]);
  const rows: StoredContact[] = [];
  for (const part of parts(ids)) {
    rows.push(
      ...(yield* tx.run(
        tx.orm
          .select()
          .from(contacts)
          .where(and(here, inArray(contacts.id, part))),
      )),
    );
  }
  for (const part of parts(emails)) {
    const theirs = and(here, inArray(contacts.emailKey, part));
    rows.push(...(yield* tx.run(tx.orm.select().from(contacts).where(theirs))));
  }
  return rows;
}

function* rename(database: Database, tx: Transaction, place: Place, from: string, to: string): Steps<void> {
  const { contacts, groupMembers } = database.tables;
  const here = (table: typeof contacts | typeof groupMembers) =>
    and(eq(table.accountId, place.accountId), eq(table.dataCenterId, place.dataCenterId));
  yield* tx.run(tx.orm.delete(contacts).where(and(here(contacts), eq(contacts.id, from))));
  yield* tx.run(
    tx.orm
      .update(groupMembers)
      .set({ contactId: to })
      .where(and(here(groupMembers), eq(groupMembers.contactId, from))),
  );
  yield* renameInMessages(database, tx, place, from, to);
  yield* renameInWorkflows(database, tx, place, from, to);
}

const COLUMNS = [
  ...(["accountId", "dataCenterId", "id", "email", "properties"] as const),
  ...(["emailKey", "phoneKey", "nameKey", "surnameKey"] as const),
  ...(["consentType", "relationType", "consentDate", "consentExpiration", "consentProof"] as const),
  ...(["mailingsReceived", "mailingsOpened", "mailingsClicked"] as const),
  ...(["joinedOn", "updatedAt", "occurredAt"] as const),
] as const;

const inSql = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** One prepared statement for a new and for a changed contact: drizzle would build twenty values anew for each. */
const UPSERT = `
  INSERT INTO contacts (${COLUMNS.map(inSql).join(", ")})
  VALUES (${COLUMNS.map((_, index) => `$${index + 1}`).join(", ")})
  ON CONFLICT (account_id, data_center_id, id) DO UPDATE SET ${COLUMNS.slice(3)
    .map((name) => `${inSql(name)} = excluded.${inSql(name)}`)
    .join(", ")}`;

const storedValue = (contact: StoredContact, name: (typeof COLUMNS)[number]) =>
  name === "properties" ? JSON.stringify(contact.properties) : contact[name];

const distinct = (texts: (string | null)[]) => [...new Set(texts.filter((text) => text !== null))];

/** Both databases take more values, but not without end. */
const AT_ONCE = 500;
const parts = <Item>(items: Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, part) =>
    items.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
