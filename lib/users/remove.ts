import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { keepAnAdministrator, lockPeople, readMember } from "./administrators";

/**
 * Ends a person's access from the next request on, which reads the membership anew. The person stays known, so that
 * other accounts and the audit log keep their word; who is in no account any more has no session either.
 * @throws Problem 404, 409
 */
export async function removeUser(caller: Caller, userId: string): Promise<void> {
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
    yield* tx.run(
      elsewhere
        ? tx.orm
            .update(sessions)
            .set({ activeAccountId: null })
            .where(and(eq(sessions.userId, userId), eq(sessions.activeAccountId, accountId)))
        : tx.orm.delete(sessions).where(eq(sessions.userId, userId)),
    );
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: tidings.now(),
      action: "user.removed",
      target: { kind: "user", id: userId },
      details: { email: member.email, role: member.role },
    });
  });
}
