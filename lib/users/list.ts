import { and, asc, count, desc, eq, or, type SQL, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid, notFound } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import { userIdOf } from "./administrators";
import { type UserView, userFilterSchema, userViewSchema } from "./schema";

/** The account's people, by name unless the filter says otherwise. @throws Problem 400 */
export async function listUsers(
  caller: Caller,
  input: unknown = {},
): Promise<{ users: UserView[]; total: number }> {
  const parsed = userFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { q, role, sort, direction, limit, offset } = parsed.data;
  const { orm, tables } = caller.tidings.database;
  const { memberships, users } = tables;
  const wanted = and(
    eq(memberships.accountId, caller.accountId),
    role && eq(memberships.role, role),
    q ? or(contains(users.name, q), contains(users.email, q)) : undefined,
  );
  const directed = direction === "asc" ? asc : desc;
  const order = {
    name: sql`lower(${users.name})`,
    email: sql`${users.email}`,
    role: sql`${memberships.role}`,
  };
  const [rows, [counted]] = await Promise.all([
    select(caller, wanted).orderBy(directed(order[sort]), directed(users.id)).limit(limit).offset(offset),
    orm
      .select({ total: count() })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(wanted),
  ]);
  return { users: rows.map(toView), total: Number(counted?.total ?? 0) };
}

/** @throws Problem 404 if the person is no member of the account */
export async function findUser(caller: Caller, givenId: string): Promise<UserView> {
  const { memberships } = caller.tidings.database.tables;
  const [row] = await select(
    caller,
    and(eq(memberships.accountId, caller.accountId), eq(memberships.userId, userIdOf(givenId))),
  );
  if (!row) throw notFound("user");
  return toView(row);
}

function select({ tidings, accountId }: Caller, wanted: SQL | undefined) {
  const { orm, tables } = tidings.database;
  const { auditEntries: entries, memberships, users } = tables;
  // Through the index by target, newest first: a person's own entries end at the latest sign-in.
  const lastSignIn = sql<number | string | null>`(select ${entries.at} from ${entries}
    where ${entries.accountId} = ${accountId} and ${entries.targetKind} = 'user'
      and ${entries.targetId} = ${users.id} and ${entries.action} = 'user.signed_in'
    order by ${entries.id} desc limit 1)`;
  return orm
    .select({
      ...{ id: users.id, name: users.name, email: users.email, twoFactor: users.twoFactorEnabled },
      ...{ role: memberships.role, lastSignInAt: lastSignIn },
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(wanted)
    .$dynamic();
}

const toView = (row: Awaited<ReturnType<typeof select>>[number]): UserView =>
  userViewSchema.parse({
    ...row,
    lastSignInAt: iso(row.lastSignInAt === null ? null : Number(row.lastSignInAt)),
  });

export const contains = (column: unknown, text: string) =>
  sql`lower(${column}) like ${`%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`;
