import { and, eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import type { Place } from "@/lib/data-centers/items";
import { lockDataCenter } from "@/lib/data-centers/place";
import { notFound } from "@/lib/errors";
import { endPassages } from "@/lib/workflows/end-passages";
import { forgetWatched } from "@/lib/workflows/watches";
import { placeOf } from "./write";

/**
 * Takes a contact out of the directory; its events stay, and what is owed of them. An event that is posted later brings
 * it back. @throws Problem 404
 */
export async function deleteContact(
  caller: Caller,
  dataCenterId: number | string,
  contactId: string,
): Promise<void> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const place = placeOf(caller, dataCenterId);
  if (contactId.includes("\0") || !contactId.isWellFormed()) throw notFound("contact");
  await database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    const gone = yield* removeContacts(database, tx, place, [contactId]);
    yield* endPassages(database, tx, place, [contactId], tidings.now());
    if (gone.contacts === 0) throw notFound("contact");
    // What was accepted before must not bring it back.
    yield* tx.rows(FORGET, [accountId, place.dataCenterId, contactId, gone.emails[0] ?? ""]);
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "contact.deleted" },
      target: { kind: "data_center", id: String(place.dataCenterId) },
    });
  });
}

/** Contacts with their memberships. */
export function* removeContacts(
  database: Database,
  tx: Transaction,
  place: Place,
  ids: readonly string[],
): Steps<{ contacts: number; memberships: number; emails: string[] }> {
  const { contacts, groupMembers } = database.tables;
  const { accountId, dataCenterId } = place;
  yield* forgetWatched(database, tx, place, ids);
  const gone = { contacts: 0, memberships: 0, emails: [] as string[] };
  for (const id of ids) {
    const [contact] = yield* tx.run(
      tx.orm
        .delete(contacts)
        .where(
          and(
            eq(contacts.accountId, accountId),
            eq(contacts.dataCenterId, dataCenterId),
            eq(contacts.id, id),
          ),
        )
        .returning({ emailKey: contacts.emailKey }),
    );
    if (!contact) continue;
    gone.contacts++;
    if (contact.emailKey !== null) gone.emails.push(contact.emailKey);
    const theirs = and(
      ...[eq(groupMembers.accountId, accountId), eq(groupMembers.dataCenterId, dataCenterId)],
      eq(groupMembers.contactId, id),
    );
    const left = yield* tx.run(
      tx.orm.delete(groupMembers).where(theirs).returning({ groupId: groupMembers.groupId }),
    );
    gone.memberships += left.length;
  }
  return gone;
}

/** Along events_unmerged, which holds the last moments' events alone. */
const FORGET = `
  UPDATE events SET merged = true
  WHERE not merged and contact is not null AND account_id = $1 AND data_center_id = $2
    AND (contact_id = $3 OR (contact_id IS NULL AND lower(contact_email) = $4))`;
