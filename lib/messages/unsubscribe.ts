import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { NewEvent } from "@/db/dialect/dialect";
import { readSteps } from "@/db/read-steps";
import type { StoredContact } from "@/lib/contacts/stored";
import type { Place } from "@/lib/data-centers/items";
import { lockDataCenter } from "@/lib/data-centers/place";
import { notFound } from "@/lib/errors";
import { eventType } from "@/lib/event-types/catalogue";
import { isId, newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { JsonObject } from "@/lib/vocabulary";
import { hearEvents } from "@/lib/workflows/hear-events";
import { noteOptOut } from "./hear-standing";
import { hasEndedAll } from "./why-skipped";

/** Who a link *Unsubscribe* belongs to, as its page shows it. */
export interface UnsubscribeView {
  email: string | null;
  /** Whether nothing but transactional messages reaches the contact any more. */
  unsubscribed: boolean;
}

/** What the page of a link shows; looking at it changes nothing, since scanners follow links. @throws Problem 404 */
export async function findUnsubscribe(tidings: Instance, token: string): Promise<UnsubscribeView> {
  return readSteps(tidings.database, function* (tx) {
    const link = yield* findLink(tidings, tx, token);
    const { contact, unsubscribed } = yield* readReader(tidings, tx, link);
    return { email: contact?.email ?? null, unsubscribed };
  });
}

/**
 * Ends all messages but transactional ones to a contact (RFC 8058), and raises `message.unsubscribed` for the mail
 * that the link stood in. Asking again changes nothing.
 * @throws Problem 404
 */
export async function unsubscribe(
  tidings: Instance,
  token: string,
  mailId: string | null,
  { userAgent }: { userAgent: string | null },
): Promise<UnsubscribeView> {
  const { database } = tidings;
  const now = tidings.now();
  const done = await database.atomically(function* (tx) {
    const link = yield* findLink(tidings, tx, token);
    const { place, contactId } = link;
    // Of two who ask at once the second sees what the first has said.
    const dataCenter = yield* lockDataCenter(database, tx, place);
    const { contact, unsubscribed, saidAt } = yield* readReader(tidings, tx, link);
    const view = { email: contact?.email ?? null, unsubscribed: true };
    if (unsubscribed) return { view, webhookIds: [], deliveries: 0 };
    const because = "message.unsubscribed";
    // A producer's clock may be ahead of ours; what a reader says now was said last.
    const at = Math.max(now, saidAt);
    yield* noteOptOut(database, tx, place, { contactId, field: "", out: true, because, at });
    const mailing = yield* mailingOf(tidings, tx, place, contactId, mailId);
    const [account] = yield* tx.rows<{ plan: string }>("SELECT plan FROM accounts WHERE id = $1", [
      place.accountId,
    ]);
    if (!contact || !mailing || account?.plan !== "paid") return { view, webhookIds: [], deliveries: 0 };
    const data: JsonObject = {
      ...{ mailingId: mailing.id, mailId: mailing.mailId, communicationType: mailing.name },
      ...{ sendingKind: "campaign", mediaType: "EMAIL" },
      ...(userAgent && { userAgent: userAgent.slice(0, 1_000) }),
    };
    const event = toEvent(place, dataCenter, contact, data, now);
    yield* database.sql.insertEvents(tx, [event]);
    const owed = yield* database.sql.fanOut(tx, [event]);
    const { id: eventId } = event;
    yield* hearEvents(database, tx, place, [{ type: because, contactId, eventId, data }], now);
    return { view, webhookIds: owed.map(({ webhookId }) => webhookId), deliveries: owed.length };
  });
  tidings.backlog.add(done.deliveries);
  tidings.wakeEngine(done.webhookIds);
  return done.view;
}

/** Takes it back, for who pressed by mistake. @throws Problem 404 */
export async function resubscribe(tidings: Instance, token: string): Promise<UnsubscribeView> {
  const { database } = tidings;
  const now = tidings.now();
  return database.atomically(function* (tx) {
    const link = yield* findLink(tidings, tx, token);
    const { place, contactId } = link;
    yield* lockDataCenter(database, tx, place);
    const { contact, saidAt } = yield* readReader(tidings, tx, link);
    const because = "message.resubscribed";
    const at = Math.max(now, saidAt);
    yield* noteOptOut(database, tx, place, { contactId, field: "", out: false, because, at });
    return { email: contact?.email ?? null, unsubscribed: false };
  });
}

interface Link {
  place: Place;
  contactId: string;
}

function* findLink({ database: { tables } }: Instance, tx: Transaction, token: string): Steps<Link> {
  const { unsubscribeLinks: links } = tables;
  const [link] = /^[\w-]{10,60}$/.test(token)
    ? yield* tx.run(tx.orm.select().from(links).where(eq(links.token, token)))
    : [];
  if (!link) throw notFound("link");
  const { accountId, dataCenterId, contactId } = link;
  return { place: { accountId, dataCenterId }, contactId };
}

interface Reader extends Link {
  contact: StoredContact | null;
  unsubscribed: boolean;
  /** When it last said anything about being written to; 0 if never. */
  saidAt: number;
}

function* readReader({ database: { tables } }: Instance, tx: Transaction, link: Link): Steps<Reader> {
  const { contacts, optOuts } = tables;
  const { accountId, dataCenterId } = link.place;
  const here = (table: typeof contacts | typeof optOuts) =>
    and(eq(table.accountId, accountId), eq(table.dataCenterId, dataCenterId));
  const mine = and(here(contacts), eq(contacts.id, link.contactId));
  const [contact] = yield* tx.run(tx.orm.select().from(contacts).where(mine));
  const theirs = and(here(optOuts), eq(optOuts.contactId, link.contactId));
  const said = yield* tx.run(tx.orm.select().from(optOuts).where(theirs));
  const saidAt = Math.max(0, ...said.map(({ at }) => at));
  return { ...link, contact: contact ?? null, unsubscribed: hasEndedAll(said), saidAt };
}

interface Mailing {
  id: number;
  name: string;
  mailId: string;
}

/** Of the mail that the link stood in, as long as it is kept and is this contact's. */
function* mailingOf(
  { database: { tables } }: Instance,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  contactId: string,
  mailId: string | null,
): Steps<Mailing | null> {
  const { mails, mailings } = tables;
  if (mailId === null || !isId(mailId)) return null;
  const [mail] = yield* tx.run(
    tx.orm
      .select({ id: mails.id, message: mails.message })
      .from(mails)
      .where(
        and(
          eq(mails.id, mailId.toLowerCase()),
          eq(mails.accountId, accountId),
          eq(mails.contactId, contactId),
        ),
      ),
  );
  if (!mail?.message || mail.message.dataCenterId !== dataCenterId) return null;
  const [mailing] = yield* tx.run(
    tx.orm
      .select({ id: mailings.id, name: mailings.name })
      .from(mailings)
      .where(
        and(
          eq(mailings.accountId, accountId),
          eq(mailings.dataCenterId, dataCenterId),
          eq(mailings.id, mail.message.mailingId),
        ),
      ),
  );
  return mailing ? { ...mailing, mailId: mail.id } : null;
}

function toEvent(
  place: Place,
  dataCenterName: string,
  { id, email, properties }: StoredContact,
  data: JsonObject,
  now: number,
): NewEvent {
  const cause = "user" as const;
  const masterData = { dataCenter: { id: place.dataCenterId, name: dataCenterName } };
  return {
    ...{ ...place, id: newId(), type: "message.unsubscribed", key: null, contentHash: null, cause },
    ...{ occurredAt: now, acceptedAt: now, contactId: id, contactEmail: email, merged: true },
    contact: JSON.stringify({ id, email, properties }),
    data: JSON.stringify(data),
    masterData: JSON.stringify(masterData),
    facets: eventType("message.unsubscribed").facets({ cause, data, masterData: {} }),
  };
}
