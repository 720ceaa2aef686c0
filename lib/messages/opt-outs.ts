import { and, asc, eq, or, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { loadContact } from "@/lib/contacts/find";
import { emailKeyOf } from "@/lib/contacts/keys";
import { placeOf } from "@/lib/contacts/write";
import { notFound } from "@/lib/errors";
import { iso } from "@/lib/time";
import { blockedView } from "./blocked-addresses";
import { type OptOuts, optOutsSchema } from "./blocked-schema";
import { isMatch } from "./why-skipped";

/** What a contact said last about being written to, and what blocks its address. @throws Problem 404 */
export async function findOptOuts(
  caller: Caller,
  dataCenterId: number | string,
  contactId: string,
): Promise<OptOuts> {
  const place = placeOf(caller, dataCenterId);
  const contact = await loadContact(caller, place, contactId);
  if (!contact) throw notFound("contact");
  const { orm, tables } = caller.tidings.database;
  const { optOuts, blockedAddresses: blocked } = tables;
  const here = (table: typeof optOuts | typeof blocked) =>
    and(eq(table.accountId, place.accountId), eq(table.dataCenterId, place.dataCenterId));
  const said = await orm
    .select()
    .from(optOuts)
    .where(and(here(optOuts), eq(optOuts.contactId, contact.id)))
    .orderBy(asc(optOuts.optInField));
  const address = contact.email === null ? "" : emailKeyOf(contact.email);
  const candidates = await orm
    .select()
    .from(blocked)
    // In the very words of the index.
    .where(and(here(blocked), or(eq(blocked.pattern, address), sql.raw("pattern like '%*%'"))))
    .orderBy(asc(blocked.pattern));
  return optOutsSchema.parse({
    optOuts: said.map(({ optInField, out, because, at }) => ({
      ...{ optInField: optInField || null, out, because, at: iso(at) },
    })),
    blockedBy: candidates.filter(({ pattern }) => isMatch(pattern, address)).map(blockedView),
  });
}
