import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Instance } from "@/lib/instance";

/** Longer than any dialogue with a mail server; what is not settled by then was cut off by a kill. */
export const CLAIM_MS = 10 * 60_000;

/**
 * The mail that has been due the longest, counted as tried before it is sent, and due again only when whoever claimed
 * it must be dead: of several processes one gets it.
 */
export async function claimMail({ database, now }: Instance) {
  const { mails } = database.tables;
  const at = now();
  const [due] = await database.orm
    .select({ id: mails.id, nextAttemptAt: mails.nextAttemptAt })
    .from(mails)
    // In the very words of the index; messages have their own lane (claim-messages.ts).
    .where(and(lte(mails.nextAttemptAt, at), sql.raw("next_attempt_at is not null and kind <> 'message'")))
    .orderBy(asc(mails.nextAttemptAt), asc(mails.id))
    .limit(1);
  const { id, nextAttemptAt } = due ?? {};
  if (!id || !nextAttemptAt) return undefined;
  return database.atomically(function* (tx) {
    const [claimed] = yield* tx.run(
      tx.orm
        .update(mails)
        .set({ attempts: sql`${mails.attempts} + 1`, nextAttemptAt: at + CLAIM_MS, error: null })
        .where(and(eq(mails.id, id), eq(mails.nextAttemptAt, nextAttemptAt)))
        .returning(),
    );
    return claimed ?? "taken";
  });
}

export type ClaimedMail = Exclude<Awaited<ReturnType<typeof claimMail>>, "taken" | undefined>;
