import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Database, Steps, Transaction } from "@/db/database";
import { Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { ROLES, type Role } from "@/lib/vocabulary";

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: "is not an e-mail address" }));
export const passwordSchema = z.string().min(10, "is shorter than 10 characters").max(128);
export const newUserSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  email: emailSchema,
  password: passwordSchema,
  role: z.enum(ROLES),
});

export type NewUser = z.infer<typeof newUserSchema>;

/** Hashing takes a tenth of a second and is async, so it comes before the transaction. */
export async function withHash(user: NewUser) {
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
  const { users, credentials, memberships } = database.tables;
  const at = new Date(now);
  const [known] = yield* tx.run(
    tx.orm.select({ id: users.id }).from(users).where(eq(users.email, user.email)),
  );
  const userId = known?.id ?? newId();
  if (!known) {
    const name = user.name ?? user.email;
    yield* tx.run(
      tx.orm.insert(users).values({ id: userId, name, email: user.email, createdAt: at, updatedAt: at }),
    );
    yield* tx.run(
      tx.orm.insert(credentials).values({
        id: newId(),
        accountId: userId,
        providerId: "credential",
        userId,
        password: user.hash,
        createdAt: at,
        updatedAt: at,
      }),
    );
  }
  const inserted = yield* tx.run(
    tx.orm
      .insert(memberships)
      .values({ accountId, userId, role: user.role, createdAt: now })
      .onConflictDoNothing()
      .returning({ userId: memberships.userId }),
  );
  if (inserted.length === 0)
    throw new Problem("conflict", `${user.email} is a member of the account already.`);
  return userId;
}

/** Adds a person to an account. @throws Problem 404, 409 */
export async function createUser(
  tidings: Instance,
  accountId: number,
  user: { email: string; password: string; role: Role },
): Promise<{ userId: string }> {
  const { database } = tidings;
  const prepared = await withHash(user);
  const userId = await database.atomically(function* (tx) {
    const { accounts } = database.tables;
    const [account] = yield* tx.run(
      tx.orm.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)),
    );
    if (!account) throw new Problem("not_found", `There is no account ${accountId}.`);
    return yield* insertUser(database, tx, accountId, prepared, tidings.now());
  });
  return { userId };
}
