import { hashPassword } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";

/** Sets a new password and ends every session of the person. @throws Problem 404 */
export async function resetPassword(
  tidings: Instance,
  input: { email: string; password: string },
): Promise<{ userId: string }> {
  const { database } = tidings;
  const hash = await hashPassword(input.password);
  return database.atomically(function* (tx) {
    const { users, credentials, sessions } = database.tables;
    const [user] = yield* tx.run(
      tx.orm.select({ id: users.id }).from(users).where(eq(users.email, input.email)),
    );
    if (!user) throw new Problem("not_found", `There is no user with the e-mail address ${input.email}.`);
    yield* tx.run(
      tx.orm
        .update(credentials)
        .set({ password: hash, updatedAt: new Date(tidings.now()) })
        .where(and(eq(credentials.userId, user.id), eq(credentials.providerId, "credential"))),
    );
    yield* tx.run(tx.orm.delete(sessions).where(eq(sessions.userId, user.id)));
    return { userId: user.id };
  });
}
