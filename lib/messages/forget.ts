import { and, eq, inArray, or } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Person } from "@/lib/contacts/person";
import type { Place } from "@/lib/data-centers/items";

/** Messages to an erased person, those that wait included; mails to people who work here stay. */
export function* forgetMessages(
  { tables: { mails } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  { ids, emails }: Person,
): Steps<void> {
  const about = or(
    ids.size > 0 ? inArray(mails.contactId, [...ids]) : undefined,
    emails.size > 0 ? inArray(mails.recipient, [...emails]) : undefined,
  );
  const rows = yield* tx.run(
    tx.orm
      .select({ id: mails.id, message: mails.message })
      .from(mails)
      .where(and(eq(mails.accountId, accountId), inArray(mails.kind, ["message", "test"]), about)),
  );
  // Another data center may know somebody else by the same id.
  const theirs = rows.filter(({ message }) => message === null || message.dataCenterId === dataCenterId);
  for (const { id } of theirs) yield* tx.run(tx.orm.delete(mails).where(eq(mails.id, id)));
}
