import { and, desc, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import type { Place } from "@/lib/data-centers/items";
import { parseId } from "@/lib/data-centers/parse";
import { notFound } from "@/lib/errors";
import { emailKeyOf, phoneKeyOf } from "./keys";
import { groupsOfContacts } from "./members";
import type { ContactView } from "./schema";
import { type StoredContact, toView } from "./stored";

/** A contact's card: everything that is known. @throws Problem 404 */
export async function findContact(
  caller: Caller,
  dataCenterId: number | string,
  contactId: string,
): Promise<ContactView> {
  const { accountId, tidings } = caller;
  const place = { accountId, dataCenterId: parseId(dataCenterId, "data center") };
  const contact = await loadContact(caller, place, contactId);
  if (!contact) throw notFound("contact");
  const groups = await groupsOfContacts(tidings.database, place, [contact.id]);
  return toView(
    contact,
    groups.map(({ groupId }) => groupId),
  );
}

export async function loadContact(
  { tidings }: Pick<Caller, "tidings">,
  place: Place,
  id: string,
): Promise<StoredContact | undefined> {
  // PostgreSQL refuses to compare with what it could not store.
  if (id.includes("\0") || !id.isWellFormed()) return undefined;
  const { contacts } = tidings.database.tables;
  const [contact] = await tidings.database.orm
    .select()
    .from(contacts)
    .where(and(within(contacts, place), eq(contacts.id, id)));
  return contact;
}

/**
 * Who has this e-mail or phone number, the most recently updated first (decision 21): what a workflow's step finds its
 * contact by.
 */
export async function findContactsBy(
  { tidings }: Pick<Caller, "tidings">,
  place: Place,
  by: { email: string } | { phone: string },
): Promise<StoredContact[]> {
  const { contacts } = tidings.database.tables;
  const key = "email" in by ? emailKeyOf(by.email) : phoneKeyOf(by.phone);
  if (key === "") return [];
  const column = "email" in by ? contacts.emailKey : contacts.phoneKey;
  return tidings.database.orm
    .select()
    .from(contacts)
    .where(and(within(contacts, place), eq(column, key)))
    .orderBy(desc(contacts.updatedAt), contacts.id)
    .limit(FOUND_AT_MOST);
}

/** Enough to choose the newest, and to say that there were several. */
const FOUND_AT_MOST = 10;

const within = (
  contacts: Caller["tidings"]["database"]["tables"]["contacts"],
  { accountId, dataCenterId }: Place,
) => and(eq(contacts.accountId, accountId), eq(contacts.dataCenterId, dataCenterId));
