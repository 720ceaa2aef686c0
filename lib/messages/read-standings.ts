import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { emailKeyOf } from "@/lib/contacts/keys";
import type { StoredContact } from "@/lib/contacts/stored";
import type { Place } from "@/lib/data-centers/items";
import { groupBy } from "@/lib/group-by";
import type { Standing } from "./why-skipped";

/** What is known of these contacts, read in one go. */
export function* readStandings(
  { tables: { optOuts, blockedAddresses: blocked } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  contacts: readonly Pick<StoredContact, "id" | "email">[],
): Steps<(contactId: string) => Standing> {
  const ids = [...new Set(contacts.map(({ id }) => id))];
  const said = yield* tx.run(
    tx.orm
      .select()
      .from(optOuts)
      .where(
        and(
          eq(optOuts.accountId, accountId),
          eq(optOuts.dataCenterId, dataCenterId),
          inArray(optOuts.contactId, ids),
        ),
      ),
  );
  const addresses = [...new Set(contacts.flatMap(({ email }) => (email ? emailKeyOf(email) : [])))];
  const here = and(eq(blocked.accountId, accountId), eq(blocked.dataCenterId, dataCenterId));
  const what = { pattern: blocked.pattern, because: blocked.because };
  const exact = yield* tx.run(
    tx.orm
      .select(what)
      .from(blocked)
      .where(and(here, inArray(blocked.pattern, addresses))),
  );
  const wild = yield* tx.run(
    tx.orm
      .select(what)
      .from(blocked)
      // In the very words of the index.
      .where(and(here, sql.raw("pattern like '%*%'"))),
  );
  const byContact = groupBy(said, ({ contactId }) => contactId);
  const all = [...exact, ...wild];
  return (contactId) => ({ optOuts: byContact.get(contactId) ?? [], blocked: all });
}
