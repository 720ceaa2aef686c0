import { eq } from "drizzle-orm";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { COMMAND_LINE } from "./caller";
import { hashPassword } from "./password-hash";
import { recordForPerson } from "./record-for-person";
import { removeSecondFactor, setPassword } from "./set-password";

/** The operator's way: sets a new password and ends every session of the person. @throws Problem 404 */
export async function resetPassword(
  tidings: Instance,
  input: { email: string; password: string; disableTwoFactor?: boolean },
): Promise<{ userId: string }> {
  const { database } = tidings;
  const hash = await hashPassword(input.password);
  return database.atomically(function* (tx) {
    const { users } = database.tables;
    const [user] = yield* tx.run(
      tx.orm.select({ id: users.id }).from(users).where(eq(users.email, input.email)),
    );
    if (!user) throw new Problem("not_found", `There is no user with the e-mail address ${input.email}.`);
    const at = tidings.now();
    const sessionsEnded = yield* setPassword(database, tx, { userId: user.id, hash, at });
    if (input.disableTwoFactor) yield* removeSecondFactor(database, tx, user.id);
    yield* recordForPerson(database, tx, {
      userId: user.id,
      actor: COMMAND_LINE,
      at,
      action: "user.password_reset",
      details: { sessionsEnded, ...(input.disableTwoFactor && { secondFactorDisabled: true }) },
    });
    return { userId: user.id };
  });
}
