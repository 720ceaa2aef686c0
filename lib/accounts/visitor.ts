import { and, asc, eq } from "drizzle-orm";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getInstance } from "@/lib/instance";
import { authOf } from "./auth";
import type { Visitor } from "./caller";

/**
 * The signed-in person with the role of this very moment, read once for a request; null if nobody is signed in.
 * A person of several accounts is in the first of them.
 */
export const getVisitor = cache(async (): Promise<Visitor | null> => {
  const requestHeaders = await headers();
  const tidings = await getInstance();
  tidings.database.assertInPlace();
  const session = await authOf(tidings).api.getSession({ headers: requestHeaders });
  if (!session) return null;
  const { orm, tables } = tidings.database;
  const { accounts, memberships } = tables;
  const [membership] = await orm
    .select({ id: accounts.id, name: accounts.name, plan: accounts.plan, role: memberships.role })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(and(eq(memberships.userId, session.user.id)))
    .orderBy(asc(accounts.id))
    .limit(1);
  if (!membership) return null;
  const { role, ...account } = membership;
  const { id, name, email } = session.user;
  return { user: { id, name, email }, account, role };
});

/** Sends who is signed out to the sign-in page, and back afterwards. */
export async function requireVisitor(): Promise<Visitor> {
  const visitor = await getVisitor();
  if (visitor) return visitor;
  if (!(await isSetUp())) redirect("/setup");
  const path = (await headers()).get("x-tidings-path");
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/** Whether an account exists; until then `/setup` is open. */
export async function isSetUp(): Promise<boolean> {
  const tidings = await getInstance();
  const { accounts } = tidings.database.tables;
  const [account] = await tidings.database.orm.select({ id: accounts.id }).from(accounts).limit(1);
  return account !== undefined;
}
