import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import { groupBy } from "@/lib/group-by";
import type { Instance } from "@/lib/instance";
import type { Passage, Worlds } from "./read-worlds";
import type { Effect } from "./walk";

interface Change {
  passage: Passage;
  effect: Exclude<Effect, { kind: "request" }>;
}

/** Writes what steps changed about contacts, in the order of their ways. */
export function* saveContacts(
  tidings: Instance,
  tx: Transaction,
  { contacts: before }: Worlds,
  changes: readonly Change[],
  now: number,
): Steps<void> {
  const { contacts } = tidings.database.tables;
  const updates = changes.flatMap(({ passage, effect }) =>
    effect.kind === "update_contact" ? [{ passage, values: effect.values }] : [],
  );
  for (const [contactId, mine] of groupBy(updates, ({ passage }) => passage.contactId)) {
    const contact = before.get(contactId);
    if (!contact) continue;
    const { email, ...properties } = Object.assign({}, ...mine.map(({ values }) => values));
    yield* tx.run(
      tx.orm
        .update(contacts)
        .set({
          email: email === undefined ? contact.email : email || null,
          properties: { ...contact.properties, ...properties },
          updatedAt: now,
        })
        .where(
          and(
            eq(contacts.accountId, contact.accountId),
            eq(contacts.dataCenterId, contact.dataCenterId),
            eq(contacts.id, contact.id),
          ),
        ),
    );
  }
}
