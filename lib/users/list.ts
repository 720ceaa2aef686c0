import { and, asc, count, eq, or, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { iso } from "@/lib/time";
import type { Role } from "@/lib/vocabulary";
import { PAGE_SIZE, type UserView } from "./schema";

export interface UserFilter {
  q?: string;
  role?: Role;
  /** From 1. */
  page?: number;
}

/** The account's people by name. */
export async function listUsers(
  { tidings, accountId }: Caller,
  filter: UserFilter = {},
): Promise<{ users: UserView[]; total: number }> {
  const { orm, tables } = tidings.database;
  const { auditEntries: entries, memberships, users } = tables;
  const wanted = and(
    eq(memberships.accountId, accountId),
    filter.role && eq(memberships.role, filter.role),
    filter.q ? or(contains(users.name, filter.q), contains(users.email, filter.q)) : undefined,
  );
  // Through the index by target, newest first: a person's own entries end at the latest sign-in.
  const lastSignIn = sql<number | string | null>`(select ${entries.at} from ${entries}
    where ${entries.accountId} = ${accountId} and ${entries.targetKind} = 'user'
      and ${entries.targetId} = ${users.id} and ${entries.action} = 'user.signed_in'
    order by ${entries.id} desc limit 1)`;
  const [rows, [counted]] = await Promise.all([
    orm
      .select({
        ...{ id: users.id, name: users.name, email: users.email, twoFactor: users.twoFactorEnabled },
        ...{ role: memberships.role, lastSignInAt: lastSignIn },
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(wanted)
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
      .limit(PAGE_SIZE)
      .offset(((filter.page ?? 1) - 1) * PAGE_SIZE),
    orm
      .select({ total: count() })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(wanted),
  ]);
  return {
    users: rows.map((row) => ({
      ...row,
      lastSignInAt: iso(row.lastSignInAt === null ? null : Number(row.lastSignInAt)),
    })),
    total: counted?.total ?? 0,
  };
}

const contains = (column: unknown, text: string) =>
  sql`lower(${column}) like ${`%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`;
