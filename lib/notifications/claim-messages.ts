import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { countMessage } from "@/lib/messages/count-message";
import type { ClaimedMail } from "./claim";

/** How many messages are under way at once; each is one dialogue over a kept connection. */
export const MESSAGES_AT_ONCE = 20;
/** The longest that one may take with the mail server, all in all. */
export const MESSAGE_DEADLINE_MS = 90_000;
/** What is not settled by then was cut off by a kill. */
export const MESSAGE_CLAIM_MS = 2 * MESSAGE_DEADLINE_MS;

/**
 * The messages of workflows that have been due the longest, counted as tried before they are sent. One that was cut
 * off while the mail server took it is not sent again by itself: nobody shall get it twice, and whether it arrived is
 * not known. A person may send it again (`sendMailAgain`).
 */
export async function claimMessages(
  { database, now }: Instance,
  limit = MESSAGES_AT_ONCE,
): Promise<ClaimedMail[]> {
  const { mails } = database.tables;
  const at = now();
  // In the very words of the index.
  const due = and(lte(mails.nextAttemptAt, at), sql.raw("next_attempt_at is not null and kind = 'message'"));
  const [first] = await database.orm.select({ id: mails.id }).from(mails).where(due).limit(1);
  if (!first) return [];
  return database.atomically(function* (tx) {
    const rows = yield* tx.run(
      tx.orm
        .select({ id: mails.id, attempts: mails.attempts, error: mails.error, message: mails.message })
        .from(mails)
        .where(due)
        .orderBy(asc(mails.nextAttemptAt), asc(mails.id))
        .limit(limit),
    );
    const cutOff = rows.filter(({ attempts, error }) => attempts > 0 && error === null);
    for (const { id, message } of cutOff) {
      const [ended] = yield* tx.run(
        tx.orm
          .update(mails)
          .set({ nextAttemptAt: null, error: CUT_OFF })
          .where(and(eq(mails.id, id), due))
          .returning({ id: mails.id }),
      );
      if (ended && message) yield* countMessage(database, tx, message, "failed");
    }
    const fresh = rows.filter((row) => !cutOff.includes(row)).map(({ id }) => id);
    if (fresh.length === 0) return [];
    return yield* tx.run(
      tx.orm
        .update(mails)
        .set({ attempts: sql`${mails.attempts} + 1`, nextAttemptAt: at + MESSAGE_CLAIM_MS, error: null })
        .where(and(inArray(mails.id, fresh), due))
        .returning(),
    );
  });
}

export const CUT_OFF =
  "Tidings was stopped while the mail server took it, so whether it arrived is not known. Send it again if it did not.";
