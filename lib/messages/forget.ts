import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { MailedMessage } from "@/db/shapes";
import type { Place } from "@/lib/data-centers/items";
import type { Instance } from "@/lib/instance";
import { countGone } from "./count-message";

/** What leaves for contacts; mails to people who work here stay. */
const KINDS = ["message", "test"] as const;
const MAILS_AT_ONCE = 2_000;

/** Messages that were made for erased contacts, those that wait included. */
export function* forgetMessages(
  database: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  contactIds: readonly string[],
): Steps<void> {
  const { mails } = database.tables;
  if (contactIds.length === 0) return;
  const rows = yield* tx.run(
    tx.orm
      .select({ id: mails.id, message: mails.message })
      .from(mails)
      .where(
        and(
          eq(mails.accountId, accountId),
          inArray(mails.contactId, [...contactIds]),
          inArray(mails.kind, KINDS),
        ),
      ),
  );
  for (const { id } of rows.filter((mail) => isOf(mail, dataCenterId))) yield* forget(database, tx, id);
}

/** Besides, what was addressed to them under another contact's id, or as a test: mails are not sorted by address. */
export async function forgetMailsTo(
  { database }: Instance,
  { accountId, dataCenterId }: Place,
  emails: ReadonlySet<string>,
): Promise<void> {
  const { mails } = database.tables;
  for (let after = ""; ; ) {
    const page = await database.orm
      .select({ id: mails.id, kind: mails.kind, recipient: mails.recipient, message: mails.message })
      .from(mails)
      .where(and(eq(mails.accountId, accountId), after ? gt(mails.id, after) : undefined))
      .orderBy(asc(mails.id))
      .limit(MAILS_AT_ONCE);
    const theirs = page.filter(
      (mail) =>
        KINDS.some((kind) => kind === mail.kind) && emails.has(mail.recipient) && isOf(mail, dataCenterId),
    );
    if (theirs.length > 0) {
      await database.atomically(function* (tx) {
        for (const { id } of theirs) yield* forget(database, tx, id);
      });
    }
    const last = page.at(-1);
    if (!last || page.length < MAILS_AT_ONCE) return;
    after = last.id;
    await new Promise(setImmediate);
  }
}

/** Another data center may know somebody else by the same id. */
const isOf = ({ message }: { message: MailedMessage | null }, dataCenterId: number) =>
  message === null || message.dataCenterId === dataCenterId;

function* forget(database: Database, tx: Transaction, id: string): Steps<void> {
  const { mails } = database.tables;
  const { message, sentAt, nextAttemptAt, error } = mails;
  const gone = yield* tx.run(
    tx.orm.delete(mails).where(eq(mails.id, id)).returning({ message, sentAt, nextAttemptAt, error }),
  );
  yield* countGone(database, tx, gone);
}
