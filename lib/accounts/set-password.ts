import { and, eq, ne } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";

interface NewPassword {
  userId: string;
  hash: string;
  at: number;
  /** The one session that goes on; none where somebody else, or nobody signed in, set the password. */
  keepSessionId?: string;
}

/**
 * Sets a password and ends what the old one had opened: sessions, sign-ins that still owe their second factor, trusted
 * devices, reset links.
 * @returns how many sessions were ended
 */
export function* setPassword(database: Database, tx: Transaction, input: NewPassword): Steps<number> {
  const { credentials, sessions, verifications } = database.tables;
  const { userId, hash, at, keepSessionId } = input;
  yield* tx.run(
    tx.orm
      .update(credentials)
      .set({ password: hash, updatedAt: new Date(at) })
      .where(and(eq(credentials.userId, userId), eq(credentials.providerId, "credential"))),
  );
  const others = keepSessionId ? ne(sessions.id, keepSessionId) : undefined;
  const ended = yield* tx.run(
    tx.orm
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), others))
      .returning({ id: sessions.id }),
  );
  // All of these name the person as their value.
  yield* tx.run(tx.orm.delete(verifications).where(eq(verifications.value, userId)));
  return ended.length;
}

/** Takes the second factor away, and with it every device that was trusted to do without. */
export function* removeSecondFactor(database: Database, tx: Transaction, userId: string): Steps<void> {
  const { users, twoFactors, verifications } = database.tables;
  yield* tx.run(tx.orm.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, userId)));
  yield* tx.run(tx.orm.delete(twoFactors).where(eq(twoFactors.userId, userId)));
  yield* tx.run(tx.orm.delete(verifications).where(eq(verifications.value, userId)));
}
