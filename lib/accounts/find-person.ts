import { eq } from "drizzle-orm";
import type { Instance } from "@/lib/instance";

/** Who may sign in with an e-mail address: a person of at least one account. */
export async function findPerson(tidings: Instance, email: string) {
  const { orm, tables } = tidings.database;
  const { users, memberships } = tables;
  const [person] = await orm
    .select({ id: users.id, email: users.email, name: users.name, accountId: memberships.accountId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email.toLowerCase()))
    .orderBy(memberships.accountId)
    .limit(1);
  return person;
}
