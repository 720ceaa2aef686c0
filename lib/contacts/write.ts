import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import type { Place } from "@/lib/data-centers/items";
import { parseId } from "@/lib/data-centers/parse";
import { findContact } from "./find";
import { parseContactInput, parseEach } from "./parse";
import { type Put, putContacts } from "./put";
import {
  type ContactView,
  type ContactWrite,
  contactChangeSchema,
  contactsSchema,
  type WrittenContacts,
  writtenContactsSchema,
} from "./schema";

/** Whoever writes: a program by the API, a person by a form. */
export type Writing = "api" | "user";

/**
 * Creates contacts and changes those that are there, by id, else by e-mail; all or nothing.
 * @throws Problem 400 at every place that is wrong, 404
 */
export async function writeContacts(
  caller: Caller,
  dataCenterId: number | string,
  input: unknown,
  cause: Writing = "api",
): Promise<WrittenContacts> {
  const { contacts } = parseContactInput(contactsSchema, input);
  const { results } = await write(caller, placeOf(caller, dataCenterId), parseEach(contacts), cause);
  return writtenContactsSchema.parse({ contacts: results });
}

/** Changes one that is there; what is left out stays. @throws Problem 400, 404 */
export async function updateContact(
  caller: Caller,
  dataCenterId: number | string,
  contactId: string,
  input: unknown,
  cause: Writing = "api",
): Promise<ContactView> {
  const change = parseContactInput(contactChangeSchema, input);
  await findContact(caller, dataCenterId, contactId);
  await write(caller, placeOf(caller, dataCenterId), [{ ...change, id: contactId }], cause);
  return findContact(caller, dataCenterId, contactId);
}

export const placeOf = ({ accountId }: Caller, dataCenterId: number | string): Place => ({
  accountId,
  dataCenterId: parseId(dataCenterId, "data center"),
});

async function write(caller: Caller, place: Place, writes: ContactWrite[], cause: Writing): Promise<Put> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const now = tidings.now();
  const put = await database.atomically(function* (tx) {
    const done = yield* putContacts(database, tx, place, writes, { now, cause });
    const count = (result: string) => done.results.filter((each) => each.result === result).length;
    // Not who: what the log says is kept when a person is erased.
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "contact.written" },
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: { created: count("created"), updated: count("updated"), unchanged: count("unchanged") },
    });
    return done;
  });
  tellEngine(caller, put);
  return put;
}

export function tellEngine(
  { tidings }: Pick<Caller, "tidings">,
  { webhookIds, deliveries }: Omit<Put, "results">,
) {
  if (deliveries === 0) return;
  tidings.backlog.add(deliveries);
  tidings.wakeEngine(webhookIds);
}
