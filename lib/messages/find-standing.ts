import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { readSteps } from "@/db/read-steps";
import type { Caller } from "@/lib/accounts/caller";
import { emailKeyOf } from "@/lib/contacts/keys";
import { iso } from "@/lib/time";
import { readStandings } from "./read-standings";
import { isMatch } from "./why-skipped";

const said = { because: z.string(), at: z.iso.datetime() };

/** What keeps messages from a contact, as its card shows it. */
export const standingViewSchema = z.strictObject({
  /** The newest word for each opt-in field; the empty one is about everything. */
  optOuts: z.array(z.strictObject({ optInField: z.string(), out: z.boolean(), ...said })),
  /** Why nothing is sent to its address; null where it is not blocked. */
  blocked: z
    .strictObject({ pattern: z.string(), because: z.enum(["quarantined", "blocklisted"]) })
    .nullable(),
});
export type StandingView = z.infer<typeof standingViewSchema>;

/** Also of a contact that nothing is known of: it may be written to. */
export async function findStanding(
  { tidings, accountId }: Caller,
  dataCenterId: number,
  { id, email }: { id: string; email: string | null },
): Promise<StandingView> {
  const { database } = tidings;
  const { optOuts } = database.tables;
  const place = { accountId, dataCenterId };
  const standing = await readSteps(database, (tx) => readStandings(database, tx, place, [{ id, email }]));
  const rows = await database.orm
    .select()
    .from(optOuts)
    .where(
      and(
        eq(optOuts.accountId, accountId),
        eq(optOuts.dataCenterId, dataCenterId),
        eq(optOuts.contactId, id),
      ),
    )
    .orderBy(optOuts.optInField);
  const address = email === null ? null : emailKeyOf(email);
  const hit = standing(id).blocked.find(({ pattern }) => address !== null && isMatch(pattern, address));
  return standingViewSchema.parse({
    optOuts: rows.map(({ optInField, out, because, at }) => ({ optInField, out, because, at: iso(at) })),
    blocked: hit ? { pattern: hit.pattern, because: hit.because } : null,
  });
}
