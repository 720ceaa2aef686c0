import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { StoredRules } from "@/db/shapes";
import type { Tables } from "@/db/tables";
import { matchesSegment } from "@/lib/contacts/matches-segment";
import { groupsOfContacts } from "@/lib/contacts/members";
import { type StoredContact, toRenderable } from "@/lib/contacts/stored";
import type { Place } from "@/lib/data-centers/items";
import { groupBy } from "@/lib/group-by";
import type { ScenarioField } from "@/lib/payloads/scenario";
import type { Json, JsonObject } from "@/lib/vocabulary";
import type { World } from "./judge-rules";

export type Passage = Tables["passages"]["$inferSelect"];

/** What all of these passages are judged by, read in one go. */
export interface Worlds {
  fields: readonly ScenarioField[];
  dataCenter: { id: number; name: string };
  contacts: ReadonlyMap<string, StoredContact>;
  /** The rules of the data center's segments, by id. */
  segments: ReadonlyMap<number, StoredRules>;
  /** @returns null where the contact is no longer there */
  of(one: Passing, now: number): World | null;
}

/** Whose world it is; without an id a passage that may yet begin. */
export type Passing = Pick<Passage, "contactId" | "parameters"> & { id?: string };

export function* readWorlds(
  database: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  passages: readonly Passing[],
): Steps<Worlds> {
  const { fields, dataCenters, contacts, passageAnswers } = database.tables;
  const fieldRows = yield* tx.run(
    tx.orm
      .select({ id: fields.id, code: fields.code, type: fields.type })
      .from(fields)
      .where(and(eq(fields.accountId, accountId), eq(fields.dataCenterId, dataCenterId)))
      .orderBy(fields.id),
  );
  const [dataCenter] = yield* tx.run(
    tx.orm
      .select({ id: dataCenters.id, name: dataCenters.name })
      .from(dataCenters)
      .where(and(eq(dataCenters.accountId, accountId), eq(dataCenters.id, dataCenterId))),
  );
  if (!dataCenter) throw new Error(`Account ${accountId} has no data center ${dataCenterId}.`);
  const found = yield* tx.run(
    tx.orm
      .select()
      .from(contacts)
      .where(
        and(
          eq(contacts.accountId, accountId),
          eq(contacts.dataCenterId, dataCenterId),
          inArray(contacts.id, [...new Set(passages.map(({ contactId }) => contactId))]),
        ),
      ),
  );
  const byId = new Map(found.map((contact) => [contact.id, contact]));
  const answerRows = yield* tx.run(
    tx.orm
      .select()
      .from(passageAnswers)
      .where(
        inArray(
          passageAnswers.passageId,
          passages.flatMap(({ id }) => id ?? []),
        ),
      ),
  );
  const memberRows = yield* tx.run(
    groupsOfContacts(database, { accountId, dataCenterId }, [...byId.keys()], tx),
  );
  const groups = groupBy(memberRows, ({ contactId }) => contactId);
  const rulesOf = yield* readSegments(database, tx, { accountId, dataCenterId });
  const answers = groupBy(answerRows, ({ passageId }) => passageId);
  return {
    fields: fieldRows,
    dataCenter,
    contacts: byId,
    segments: rulesOf,
    of(passage, now) {
      const contact = byId.get(passage.contactId);
      if (!contact) return null;
      const groupIds = (groups.get(contact.id) ?? []).map(({ groupId }) => groupId);
      const mine = (passage.id && answers.get(passage.id)) || [];
      return {
        contact: toRenderable(contact),
        event: passage.parameters && { data: passage.parameters },
        answers: Object.fromEntries(mine.map(({ label, body }) => [label, answerOf(body)])) as JsonObject,
        fields: fieldRows,
        segments: {
          has(id) {
            const rules = rulesOf.get(id);
            return rules !== undefined && matchesSegment(rules, { ...contact, groupIds }, now);
          },
        },
        ...{ groups: new Set(groupIds), now },
      };
    },
  };
}

function* readSegments(
  { tables: { segments } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
): Steps<Map<number, StoredRules>> {
  const rows = yield* tx.run(
    tx.orm
      .select({ id: segments.id, rules: segments.rules })
      .from(segments)
      .where(and(eq(segments.accountId, accountId), eq(segments.dataCenterId, dataCenterId))),
  );
  return new Map(rows.map(({ id, rules }) => [id, rules]));
}

/** JSON as such, anything else as text: `$data.get('WH5')` is then the whole of it. */
export function answerOf(body: Uint8Array): Json {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
