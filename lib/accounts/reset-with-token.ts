import { eq } from "drizzle-orm";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { requireGoodPassword } from "./new-password";
import { hashPassword } from "./password-hash";
import { recordForPerson } from "./record-for-person";
import { actorOf } from "./record-sign-in";
import { isResetToken, takeResetToken } from "./reset-token";
import { setPassword } from "./set-password";

/**
 * Sets the password with the link of a mail, once, and ends every session. It signs nobody in: the second factor, where
 * there is one, is still owed.
 * @returns whose password it is now
 * @throws Problem 400 for a weak password, which leaves the link as it is; 404 for a link that is used, old or invented
 */
export async function resetWithToken(
  tidings: Instance,
  { token, password }: { token: string; password: string },
): Promise<{ email: string }> {
  // Before the costly hash, which nobody without a link may cause.
  if (!(await isResetToken(tidings, token))) throw unusable();
  const { database } = tidings;
  const { users } = database.tables;
  const hash = await hashPassword(password);
  return database.atomically(function* (tx) {
    const at = tidings.now();
    const userId = yield* takeResetToken(database, tx, { token, now: at });
    if (!userId) throw unusable();
    const [user] = yield* tx.run(
      tx.orm.select({ id: users.id, email: users.email }).from(users).where(eq(users.id, userId)),
    );
    if (!user) throw unusable();
    requireGoodPassword(password, user.email);
    const sessionsEnded = yield* setPassword(database, tx, { userId, hash, at });
    yield* recordForPerson(database, tx, {
      ...{ userId, actor: actorOf(user), at },
      action: "user.password_reset",
      details: { sessionsEnded },
    });
    return { email: user.email };
  });
}

const unusable = () =>
  new Problem("not_found", "This link was used, is older than an hour, or a newer one was sent.");
