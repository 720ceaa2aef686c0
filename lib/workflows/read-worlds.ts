import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Tables } from "@/db/tables";
import { groupBy } from "@/lib/group-by";
import type { ScenarioField } from "@/lib/payloads/scenario";
import type { Json, JsonObject } from "@/lib/vocabulary";
import type { World } from "./judge-rules";

export type Passage = Tables["passages"]["$inferSelect"];
type Contact = Tables["contacts"]["$inferSelect"];

/** The data center of passages that are moved on together. */
export interface Place {
  accountId: number;
  dataCenterId: number;
}

/** What all of these passages are judged by, read in one go. */
export interface Worlds {
  fields: readonly ScenarioField[];
  dataCenter: { id: number; name: string };
  contacts: ReadonlyMap<string, Contact>;
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
  const answers = groupBy(answerRows, ({ passageId }) => passageId);
  return {
    fields: fieldRows,
    dataCenter,
    contacts: byId,
    of(passage, now) {
      const contact = byId.get(passage.contactId);
      if (!contact) return null;
      const mine = (passage.id && answers.get(passage.id)) || [];
      return {
        contact: { id: contact.id, email: contact.email, properties: contact.properties },
        event: passage.parameters && { data: passage.parameters },
        answers: Object.fromEntries(mine.map(({ label, body }) => [label, answerOf(body)])) as JsonObject,
        fields: fieldRows,
        ...{ segments: new Set(), groups: new Set(), now },
      };
    },
  };
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
