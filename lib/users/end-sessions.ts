import { eq } from "drizzle-orm";
import type { Actor, Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { lockPeople, readMember, userIdOf } from "./administrators";

/**
 * Signs a person out everywhere. Sessions are the person's, not an account's, so every account of theirs is told,
 * others without learning whose administrator it was. @throws Problem 404
 */
export async function endSessions(caller: Caller, givenId: string): Promise<void> {
  const userId = userIdOf(givenId);
  const { tidings, accountId } = caller;
  const { database } = tidings;
  const { memberships, sessions, verifications } = database.tables;
  await database.atomically(function* (tx) {
    yield* lockPeople(database, tx, accountId);
    const { email } = yield* readMember(database, tx, accountId, userId);
    yield* tx.run(tx.orm.delete(sessions).where(eq(sessions.userId, userId)));
    // Half-done sign-ins, devices trusted to skip the second factor, reset links.
    yield* tx.run(tx.orm.delete(verifications).where(eq(verifications.value, userId)));
    const accounts = yield* tx.run(
      tx.orm.select({ id: memberships.accountId }).from(memberships).where(eq(memberships.userId, userId)),
    );
    for (const account of accounts) {
      yield* recordAudit(database, tx, {
        accountId: account.id,
        actor: account.id === accountId ? caller.actor : ELSEWHERE,
        at: tidings.now(),
        action: "user.sessions_ended",
        target: { kind: "user", id: userId },
        details: { email },
      });
    }
  });
}

const ELSEWHERE: Actor = { kind: "user", id: null, name: "an administrator of another account" };
