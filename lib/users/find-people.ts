import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { contains } from "./list";
import { type PersonView, peopleFilterSchema, personViewSchema } from "./schema";

const OFFERED = 50;

/**
 * The people of the account whom a field offers as somebody types, by name, and those who are named by id. Of an id
 * nothing is answered once its person has left.
 * @throws Problem 400
 */
export async function findPeople(caller: Caller, input: unknown): Promise<PersonView[]> {
  const parsed = peopleFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { q, ids } = parsed.data;
  const { orm, tables } = caller.tidings.database;
  const { memberships, users } = tables;
  const people = () =>
    orm
      .select({ id: users.id, name: users.name, email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId));
  const ofAccount = eq(memberships.accountId, caller.accountId);
  const [offered, named] = await Promise.all([
    people()
      .where(and(ofAccount, q ? or(contains(users.name, q), contains(users.email, q)) : undefined))
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
      .limit(OFFERED),
    ids.length > 0 ? people().where(and(ofAccount, inArray(users.id, ids))) : [],
  ]);
  const missing = named.filter(({ id }) => !offered.some((other) => other.id === id));
  return [...offered, ...missing].map((row) => personViewSchema.parse(row));
}
