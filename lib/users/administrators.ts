import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { notFound, Problem } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { Role } from "@/lib/vocabulary";

/** One change of an account's people at a time: PostgreSQL would let two administrators demote each other. */
export function* lockPeople(database: Database, tx: Transaction, accountId: number): Steps<void> {
  const { accounts } = database.tables;
  yield* tx.run(
    tx.orm
      .update(accounts)
      .set({ name: sql`${accounts.name}` })
      .where(eq(accounts.id, accountId)),
  );
}

/** A person's id as it is stored, of one that an address carries. @throws Problem 404 */
export function userIdOf(text: string): string {
  if (!isId(text)) throw notFound("user");
  return text.toLowerCase();
}

/** @throws Problem 404 if the person is no member of the account */
export function* readMember(
  database: Database,
  tx: Transaction,
  accountId: number,
  userId: string,
): Steps<{ role: Role; email: string; name: string }> {
  const { memberships, users } = database.tables;
  const [member] = yield* tx.run(
    tx.orm
      .select({ role: memberships.role, email: users.email, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.accountId, accountId), eq(memberships.userId, userId))),
  );
  if (!member) throw notFound("user");
  return member;
}

/** An account always has somebody who can let others in. @throws Problem 409 */
export function* keepAnAdministrator(
  database: Database,
  tx: Transaction,
  accountId: number,
  what: string,
): Steps<void> {
  const { memberships } = database.tables;
  const administrators = yield* tx.run(
    tx.orm
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.accountId, accountId), eq(memberships.role, "administrator")))
      .limit(2),
  );
  if (administrators.length > 1) return;
  throw new Problem(
    "conflict",
    `The last administrator can't be ${what}. Make somebody else an administrator first.`,
  );
}

/**
 * Who may not invite any more must not come back through an invitation of their own.
 * @returns how many were open
 */
export function* revokeInvitationsOf(
  { database, now }: Instance,
  tx: Transaction,
  accountId: number,
  email: string,
): Steps<number> {
  const { invitations } = database.tables;
  const revoked = yield* tx.run(
    tx.orm
      .update(invitations)
      .set({ revokedAt: now() })
      .where(
        and(
          eq(invitations.accountId, accountId),
          eq(invitations.invitedBy, email),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .returning({ id: invitations.id }),
  );
  return revoked.length;
}
