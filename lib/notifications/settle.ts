import { and, eq } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { HOUR_MS } from "@/lib/time";
import type { ClaimedMail } from "./claim";

const MINUTE_MS = 60_000;

/** After a failed attempt, how long until the next; when they are used up, only a person sends it again. */
export const RETRY_GAPS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  8 * HOUR_MS,
  24 * HOUR_MS,
] as const;

/** Writes down that it left. The door that its text opens is then known to its recipient alone. */
export async function settleSent({ database, now }: Instance, mail: ClaimedMail): Promise<void> {
  const { mails } = database.tables;
  await database.atomically(function* (tx) {
    yield* tx.run(
      tx.orm
        .update(mails)
        .set({ sentAt: now(), nextAttemptAt: null, error: null, ...(mail.secret && { text: "", html: "" }) })
        .where(eq(mails.id, mail.id)),
    );
  });
}

/** Keeps what the mail server said. @returns when it is tried again, null if it is given up */
export async function settleFailed(
  { database, now }: Instance,
  mail: ClaimedMail,
  error: string,
): Promise<number | null> {
  const { mails } = database.tables;
  const gap = RETRY_GAPS_MS[mail.attempts - 1];
  const nextAttemptAt = gap === undefined ? null : now() + gap;
  await database.atomically(function* (tx) {
    yield* tx.run(
      tx.orm
        .update(mails)
        .set({ nextAttemptAt, error: error.slice(0, 500) })
        // Somebody else's by now, if it was claimed again meanwhile.
        .where(and(eq(mails.id, mail.id), eq(mails.attempts, mail.attempts))),
    );
  });
  return nextAttemptAt;
}
