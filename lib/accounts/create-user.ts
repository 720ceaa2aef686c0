import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Database, Steps, Transaction } from "@/db/database";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { emailSchema, passwordSchema, personNameSchema } from "@/lib/users/schema";
import { ROLES, type Role } from "@/lib/vocabulary";
import { COMMAND_LINE } from "./caller";

export const newUserSchema = z.strictObject({
  name: personNameSchema.optional(),
  email: emailSchema,
  password: passwordSchema,
  role: z.enum(ROLES),
});

export type NewUser = z.infer<typeof newUserSchema>;

/** Adds a person to an account. @throws Problem 404, 409 */
export async function createUser(
  tidings: Instance,
  accountId: number,
  user: { email: string; password: string; role: Role },
): Promise<{ userId: string }> {
  const { database } = tidings;
  const prepared = await withHash(user);
  const now = tidings.now();
  const userId = await database.atomically(function* (tx) {
    const { accounts } = database.tables;
    const [account] = yield* tx.run(
      tx.orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)),
    );
    if (!account) throw new Problem("not_found", `There is no account ${accountId}.`);
    const userId = yield* insertUser(database, tx, accountId, prepared, now);
    yield* recordAudit(database, tx, {
      accountId,
      actor: COMMAND_LINE,
      at: now,
      action: "user.created",
      target: { kind: "user", id: userId },
      details: { email: user.email, role: user.role },
    });
    return userId;
  });
  return { userId };
}

/** Hashing takes a tenth of a second and is async, so it comes before the transaction. */
export async function withHash<User extends { password: string }>(user: User) {
  return { ...user, hash: await hashPassword(user.password) };
}

/**
 * Makes a person and the membership in one transaction; one who exists already only becomes a member too, keeping
 * the password.
 * @returns the user's id
 * @throws Problem 409 if the person is a member of the account already
 */
export function* insertUser(
  database: Database,
  tx: Transaction,
  accountId: number,
  user: NewUser & { hash: string },
  now: number,
): Steps<string> {
  const { users } = database.tables;
  const [known] = yield* tx.run(
    tx.orm.select({ id: users.id }).from(users).where(eq(users.email, user.email)),
  );
  const userId = known?.id ?? (yield* insertPerson(database, tx, user, now));
  yield* insertMembership(database, tx, { accountId, userId, role: user.role, createdAt: now }, user.email);
  return userId;
}

/** @returns the new person's id */
export function* insertPerson(
  database: Database,
  tx: Transaction,
  { email, name = email, hash }: { email: string; name?: string; hash: string },
  now: number,
): Steps<string> {
  const { users, credentials } = database.tables;
  const userId = newId();
  const times = { createdAt: new Date(now), updatedAt: new Date(now) };
  yield* tx.run(tx.orm.insert(users).values({ id: userId, name, email, ...times }));
  yield* tx.run(
    tx.orm.insert(credentials).values({
      id: newId(),
      ...{ accountId: userId, providerId: "credential", userId, password: hash },
      ...times,
    }),
  );
  return userId;
}

/** @throws Problem 409 if the person is a member of the account already */
export function* insertMembership(
  database: Database,
  tx: Transaction,
  membership: { accountId: number; userId: string; role: Role; createdAt: number },
  email: string,
): Steps<void> {
  const { memberships } = database.tables;
  const inserted = yield* tx.run(
    tx.orm
      .insert(memberships)
      .values(membership)
      .onConflictDoNothing()
      .returning({ userId: memberships.userId }),
  );
  if (inserted.length === 0) throw new Problem("conflict", `${email} is a member of the account already.`);
}
