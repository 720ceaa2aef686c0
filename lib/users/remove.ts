import { and, eq, isNull, or } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { keepAnAdministrator, lockPeople, readMember, revokeInvitationsOf, userIdOf } from "./administrators";

/**
 * Ends a person's access from the next request on, which reads the membership anew. The person stays known, so that
 * other accounts and the audit log keep their word. Sessions that looked at this account end: a page of theirs that is
 * still open must not write into another account. So do the person's invitations that nobody has accepted.
 * @throws Problem 404, 409
 */
export async function removeUser(caller: Caller, givenId: string): Promise<void> {
  const userId = userIdOf(givenId);
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { memberships, sessions } = database.tables;
  await database.atomically(function* (tx) {
    yield* lockPeople(database, tx, accountId);
    const member = yield* readMember(database, tx, accountId, userId);
    if (member.role === "administrator") yield* keepAnAdministrator(database, tx, accountId, "removed");
    yield* tx.run(
      tx.orm
        .delete(memberships)
        .where(and(eq(memberships.accountId, accountId), eq(memberships.userId, userId))),
    );
    const [elsewhere] = yield* tx.run(
      tx.orm
        .select({ id: memberships.accountId })
        .from(memberships)
        .where(eq(memberships.userId, userId))
        .limit(1),
    );
    const looksHere = or(eq(sessions.activeAccountId, accountId), isNull(sessions.activeAccountId));
    yield* tx.run(
      tx.orm.delete(sessions).where(and(eq(sessions.userId, userId), elsewhere ? looksHere : undefined)),
    );
    const invitationsRevoked = yield* revokeInvitationsOf(tidings, tx, accountId, member.email);
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: tidings.now(),
      action: "user.removed",
      target: { kind: "user", id: userId },
      details: { email: member.email, role: member.role, invitationsRevoked },
    });
  });
}
