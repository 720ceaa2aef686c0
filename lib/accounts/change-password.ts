import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Caller } from "./caller";
import { confirmPassword } from "./confirm-password";
import { requireGoodPassword } from "./new-password";
import { hashPassword } from "./password-hash";
import { changePasswordSchema } from "./profile-schema";
import { recordForPerson } from "./record-for-person";
import { setPassword } from "./set-password";

/**
 * Changes the caller's own password and ends all their sessions but the one it was done in (G6).
 * @throws Problem 400, 429
 */
export async function changePassword(
  caller: Caller,
  sessionId: string,
  input: unknown,
): Promise<{ sessionsEnded: number }> {
  const parsed = changePasswordSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { currentPassword, newPassword } = parsed.data;
  const { tidings, actor } = caller;
  requireGoodPassword(newPassword, actor.name, "newPassword");
  await confirmPassword(caller, currentPassword, "currentPassword");

  const { database } = tidings;
  const userId = actor.id as string;
  const hash = await hashPassword(newPassword);
  return database.atomically(function* (tx) {
    const at = tidings.now();
    const sessionsEnded = yield* setPassword(database, tx, { userId, hash, at, keepSessionId: sessionId });
    yield* recordForPerson(database, tx, {
      ...{ userId, actor, at },
      action: "user.password_changed",
      details: { sessionsEnded },
    });
    return { sessionsEnded };
  });
}
