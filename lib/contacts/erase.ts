import { and, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import type { Place } from "@/lib/data-centers/items";
import { lockDataCenter, requireDataCenter } from "@/lib/data-centers/place";
import { newId } from "@/lib/ids";
import { forgetMailsTo, forgetMessages } from "@/lib/messages/forget";
import { forgetStanding } from "@/lib/messages/hear-standing";
import { iso } from "@/lib/time";
import { forgetPassages } from "@/lib/workflows/end-passages";
import { removeContacts } from "./delete";
import { eraseEvents } from "./erase-events";
import { eraseTraces } from "./erase-traces";
import { emailKeyOf } from "./keys";
import { parseContactInput } from "./parse";
import type { Person } from "./person";
import { type Erasure, erasureSchema, type Receipt, receiptSchema } from "./schema";
import { placeOf } from "./write";

/**
 * Erases a person of a data center everywhere: contact, memberships, events (each keeps id, type and times), what still
 * waits, what runs, samples, the request inbox, files and answers hold. Works in small transactions, the contact last:
 * what was cut off is finished by asking again. The log says how much it was, not whose.
 * @throws Problem 400, 404
 */
export async function eraseContact(
  caller: Caller,
  dataCenterId: number | string,
  input: unknown,
  { entryId = newId() }: { entryId?: string | undefined } = {},
): Promise<Receipt> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const place = placeOf(caller, dataCenterId);
  const named = parseContactInput(erasureSchema, input);
  await requireDataCenter(database, place);
  const person = await findPerson(caller, place, named);
  const ofEvents = await eraseEvents(tidings, place, person);
  const { testRuns, ...traces } = await eraseTraces(tidings, place, person);
  await forgetMailsTo(tidings, place, person.emails);
  const now = tidings.now();
  const counts = await database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    const { contacts, memberships } = yield* removeContacts(database, tx, place, [...person.ids]);
    yield* forgetPassages(database, tx, place, [...person.ids], now);
    yield* forgetStanding(database, tx, place, [...person.ids]);
    yield* forgetMessages(database, tx, place, [...person.ids]);
    const all = { contacts, memberships, ...ofEvents, ...traces, runs: ofEvents.runs + testRuns };
    yield* recordAudit(database, tx, {
      ...{ id: entryId, accountId, actor, at: now, action: "contact.erased" },
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: all,
    });
    return all;
  });
  return receiptSchema.parse({
    ...{ id: entryId, erasedAt: iso(now), dataCenterId: place.dataCenterId },
    ...counts,
  });
}

/** By the directory: who has the address has the ids that belong to it, and the other way round. */
async function findPerson({ tidings }: Caller, place: Place, { id, email }: Erasure): Promise<Person> {
  const { orm, tables } = tidings.database;
  const { contacts } = tables;
  const here = and(eq(contacts.accountId, place.accountId), eq(contacts.dataCenterId, place.dataCenterId));
  const emailKey = email === undefined ? undefined : emailKeyOf(email);
  const rows = await orm
    .select({ id: contacts.id, emailKey: contacts.emailKey })
    .from(contacts)
    .where(and(here, id !== undefined ? inArray(contacts.id, [id]) : eq(contacts.emailKey, emailKey ?? "")));
  const ids = [id, ...rows.map((row) => row.id)].filter((each) => each !== undefined);
  const emails = [emailKey, ...rows.map((row) => row.emailKey)].filter((each) => typeof each === "string");
  return { ids: new Set(ids), emails: new Set(emails) };
}
