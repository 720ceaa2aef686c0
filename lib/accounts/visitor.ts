import { and, asc, eq } from "drizzle-orm";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getInstance, type Instance } from "@/lib/instance";
import { authOf } from "./auth";
import type { Visitor } from "./caller";

/** The session behind this request's cookie, read once for a request. */
export const getSession = cache(async () => findSession(await getInstance(), await headers()));

/** The session behind a request's cookie; its person may be in no account any more. */
async function findSession(tidings: Instance, requestHeaders: Headers) {
  tidings.database.assertInPlace();
  return authOf(tidings).api.getSession({ headers: requestHeaders });
}

/**
 * The signed-in person with the accounts and the role of this very moment; null if nobody is signed in. Who belongs
 * to several accounts is in the one that this session chose, else in the first.
 */
export const getVisitor = cache(async () => toVisitor(await getInstance(), await getSession()));

/** The same by a request's own headers. */
export const findVisitor = async (tidings: Instance, requestHeaders: Headers) =>
  toVisitor(tidings, await findSession(tidings, requestHeaders));

async function toVisitor(
  { database }: Instance,
  session: Awaited<ReturnType<typeof findSession>>,
): Promise<Visitor | null> {
  if (!session) return null;
  const { orm, tables } = database;
  const { accounts, memberships, sessions } = tables;
  const rows = await orm
    .select({
      account: { id: accounts.id, name: accounts.name, plan: accounts.plan },
      role: memberships.role,
      activeAccountId: sessions.activeAccountId,
    })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .innerJoin(sessions, and(eq(sessions.userId, memberships.userId), eq(sessions.id, session.session.id)))
    .where(eq(memberships.userId, session.user.id))
    .orderBy(asc(accounts.id));
  const shown = rows.find(({ account, activeAccountId }) => account.id === activeAccountId) ?? rows[0];
  if (!shown) return null;
  const { id, name, email } = session.user;
  return {
    user: { id, name, email },
    account: shown.account,
    role: shown.role,
    accounts: rows
      .map(({ account, role }) => ({ id: account.id, name: account.name, role }))
      .sort((a, b) => a.name.localeCompare(b.name, "en") || a.id - b.id),
    sessionId: session.session.id,
  };
}

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
