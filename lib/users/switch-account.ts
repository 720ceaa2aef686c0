import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { notFound } from "@/lib/errors";

/**
 * From the next request on, this session looks at the other account, which learns of it as of a sign-in.
 * @throws Problem 404 unless the person belongs to it
 */
export async function switchAccount(caller: Caller, sessionId: string, accountId: number): Promise<void> {
  const { tidings, actor } = caller;
  const { database } = tidings;
  const { memberships, sessions } = database.tables;
  const userId = actor.id;
  if (actor.kind !== "user" || userId === null || !Number.isSafeInteger(accountId)) throw notFound("account");
  await database.atomically(function* (tx) {
    const [membership] = yield* tx.run(
      tx.orm
        .select({ role: memberships.role })
        .from(memberships)
        .where(and(eq(memberships.userId, userId), eq(memberships.accountId, accountId))),
    );
    if (!membership) throw notFound("account");
    yield* tx.run(
      tx.orm
        .update(sessions)
        .set({ activeAccountId: accountId })
        .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId))),
    );
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: tidings.now(),
      action: "user.switched_account",
      target: { kind: "user", id: userId },
    });
  });
}
