import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { noteOptOut } from "./hear-standing";

/**
 * A contact that was known by its e-mail alone has got its id. An earlier contact of that id may have left opt-outs and
 * a link, for they outlive it: of the same opt-in field what was said last holds, and the link of the mails sent lately.
 */
export function* renameInMessages(
  database: Database,
  tx: Transaction,
  place: Place,
  from: string,
  to: string,
): Steps<void> {
  const { optOuts, unsubscribeLinks: links } = database.tables;
  const of = (table: typeof optOuts | typeof links, contactId: string) =>
    and(
      eq(table.accountId, place.accountId),
      eq(table.dataCenterId, place.dataCenterId),
      eq(table.contactId, contactId),
    );
  const said = yield* tx.run(tx.orm.delete(optOuts).where(of(optOuts, from)).returning());
  for (const { optInField: field, out, because, at } of said)
    yield* noteOptOut(database, tx, place, { contactId: to, field, out, because, at });
  const [link] = yield* tx.run(tx.orm.select().from(links).where(of(links, from)));
  if (link) {
    yield* tx.run(tx.orm.delete(links).where(of(links, to)));
    yield* tx.run(tx.orm.update(links).set({ contactId: to }).where(of(links, from)));
  }
  yield* renameInMails(database, tx, place, from, to);
}

/** So that an erasure finds them, and a link in one of them tells which mail it stood in. */
function* renameInMails(
  { tables: { mails } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  from: string,
  to: string,
): Steps<void> {
  const rows = yield* tx.run(
    tx.orm
      .select({ id: mails.id, message: mails.message })
      .from(mails)
      .where(and(eq(mails.accountId, accountId), eq(mails.contactId, from))),
  );
  // Another data center may know the same e-mail.
  const theirs = rows.flatMap(({ id, message }) => (message?.dataCenterId === dataCenterId ? id : []));
  for (let first = 0; first < theirs.length; first += AT_ONCE) {
    const part = inArray(mails.id, theirs.slice(first, first + AT_ONCE));
    yield* tx.run(tx.orm.update(mails).set({ contactId: to }).where(part));
  }
}

/** Both databases take more values, but not without end. */
const AT_ONCE = 500;
