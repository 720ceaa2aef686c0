import type { Database, Steps, Transaction } from "@/db/database";
import type { NewEvent } from "@/db/dialect/dialect";
import type { MasterDataSnapshot } from "@/db/shapes";
import {
  FIELDS_OF,
  type FieldIndex,
  type FieldRow,
  fieldsPicked,
  pickFields,
  toFieldIndex,
} from "@/lib/data-centers/field-snapshot";
import type { Place } from "@/lib/data-centers/items";
import { lockDataCenter } from "@/lib/data-centers/place";
import { eventType } from "@/lib/event-types/catalogue";
import { newId } from "@/lib/ids";
import type { Cause, JsonObject } from "@/lib/vocabulary";
import { hearEvents } from "@/lib/workflows/hear-events";
import { lookAtChanged, lookBeforeChange } from "@/lib/workflows/watch-contacts";
import { type Book, knownAs, openBook } from "./book";
import { applyWrite, changesOf, isSame } from "./change";
import { setGroups } from "./members";
import type { ContactWrite } from "./schema";
import type { StoredContact } from "./stored";

export interface PutOptions {
  now: number;
  cause: Cause;
  /** What every one of them is put into besides. */
  joinGroupId?: number | null;
}

export interface Put {
  results: { id: string; result: "created" | "updated" | "unchanged" }[];
  /** What was owed by it. */
  webhookIds: string[];
  deliveries: number;
}

/**
 * Writes contacts, in their order, and raises `contact.created` and `contact.updated` for what that changed
 * (decision 22): what the directory says and what webhooks are told is one commit.
 * @throws Problem 404 where there is no such data center, 400 for a group that it doesn't have
 */
export function* putContacts(
  database: Database,
  tx: Transaction,
  place: Place,
  writes: readonly ContactWrite[],
  options: PutOptions,
): Steps<Put> {
  const { now } = options;
  const name = yield* lockDataCenter(database, tx, place);
  const references = writes.map(({ id, email }) => ({ id: id ?? null, email: email ?? null }));
  const book = yield* openBook(database, tx, place, references);
  const raise = yield* openRaiser(tx, place, name, options);
  const results = writes.map((write, index) => {
    const { before, after, result } = writeOne(book, references[index] ?? NOBODY, write, now);
    if (result !== "unchanged") book.note(after);
    raise.tell(result, before, after);
    return { id: after.id, result };
  });
  const watches = yield* lookBeforeChange(database, tx, place, knownAs(references), now);
  yield* book.write();
  yield* setGroups(database, tx, place, groupsOf(results, writes, options), now);
  const changed = { contactIds: results.map(({ id }) => id), byWorkflow: options.cause === "automation" };
  yield* lookAtChanged(database, tx, place, { watches, ...changed, now });
  return { results, ...(yield* raise.events(database)) };
}

const NOBODY = { id: null, email: null };

function writeOne(
  book: Book,
  reference: { id: string | null; email: string | null },
  write: ContactWrite,
  now: number,
) {
  const { contact: before, isNew } = book.find(reference, now);
  const after = applyWrite(before, write, now);
  const result = isNew
    ? ("created" as const)
    : isSame(before, after)
      ? ("unchanged" as const)
      : ("updated" as const);
  return { before, after, result };
}

function groupsOf(results: Put["results"], writes: readonly ContactWrite[], { joinGroupId }: PutOptions) {
  return results.map(({ id }, index) => ({
    contactId: id,
    groupIds: writes[index]?.groupIds,
    join: joinGroupId ?? null,
  }));
}

/** Gathers the events of a transaction's changes, as producers' events are stored. */
function* openRaiser(tx: Transaction, place: Place, dataCenterName: string, { now, cause }: PutOptions) {
  const [account] = yield* tx.rows<{ plan: string }>("SELECT plan FROM accounts WHERE id = $1", [
    place.accountId,
  ]);
  // As with events that are posted: without the plan nothing is kept that nobody may be told of.
  const isPaid = account?.plan === "paid";
  const index = toFieldIndex(yield* tx.rows<FieldRow>(FIELDS_OF, [place.accountId, place.dataCenterId]));
  const raised: NewEvent[] = [];
  const dataCenter = { id: place.dataCenterId, name: dataCenterName };
  /** What a workflow itself has changed starts none: two that change each other's contacts would never end. */
  function* tellWorkflows(database: Database): Steps<void> {
    if (cause === "automation") return;
    const happenings = raised.map(({ id, type, contactId, data }) => ({
      ...{ type, contactId: contactId ?? "", eventId: id, data: JSON.parse(data) as JsonObject },
    }));
    yield* hearEvents(database, tx, place, happenings, now);
  }

  return {
    tell(result: "created" | "updated" | "unchanged", before: StoredContact, after: StoredContact) {
      if (!isPaid || result === "unchanged") return;
      const changes = result === "updated" ? changesOf(before, after) : [];
      if (result === "updated" && changes.length === 0) return;
      const data = (result === "updated" ? { changes } : {}) as JsonObject;
      const type = result === "updated" ? "contact.updated" : "contact.created";
      raised.push(
        toEvent(type, after, data, { place, cause, now, masterData: snapshot(dataCenter, index, after) }),
      );
    },
    *events(database: Database): Steps<Pick<Put, "webhookIds" | "deliveries">> {
      if (raised.length === 0) return { webhookIds: [], deliveries: 0 };
      yield* database.sql.insertEvents(tx, raised);
      const owed = yield* database.sql.fanOut(tx, raised);
      yield* tellWorkflows(database);
      return { webhookIds: [...new Set(owed.map(({ webhookId }) => webhookId))], deliveries: owed.length };
    },
  };
}

function snapshot(
  dataCenter: MasterDataSnapshot["dataCenter"],
  index: FieldIndex,
  contact: StoredContact,
): MasterDataSnapshot {
  const fields = fieldsPicked(index, pickFields(index, contact));
  return fields.length > 0 ? { dataCenter, fields } : { dataCenter };
}

function toEvent(
  typeName: "contact.created" | "contact.updated",
  { id, email, properties }: StoredContact,
  data: JsonObject,
  {
    place,
    cause,
    now,
    masterData,
  }: { place: Place; cause: Cause; now: number; masterData: MasterDataSnapshot },
): NewEvent {
  return {
    ...{ ...place, id: newId(), type: typeName, key: null, contentHash: null, cause },
    ...{ occurredAt: now, acceptedAt: now, contactId: id, contactEmail: email, merged: true },
    contact: JSON.stringify({ id, email, properties }),
    data: JSON.stringify(data),
    masterData: JSON.stringify(masterData),
    facets: eventType(typeName).facets({ cause, data, masterData }),
  };
}
