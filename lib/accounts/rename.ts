import { eq } from "drizzle-orm";
import { changesBetween } from "@/lib/audit/changes";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Caller } from "./caller";
import { nameSchema } from "./profile-schema";
import { recordForPerson } from "./record-for-person";

/** Changes the caller's own name. @throws Problem 400 */
export async function renameSelf({ tidings, actor }: Caller, input: unknown): Promise<{ name: string }> {
  const parsed = nameSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { name } = parsed.data;
  const { database } = tidings;
  const { users } = database.tables;
  const userId = actor.id as string;
  await database.atomically(function* (tx) {
    const at = tidings.now();
    const [before] = yield* tx.run(
      tx.orm.select({ name: users.name }).from(users).where(eq(users.id, userId)),
    );
    if (before?.name === name) return;
    yield* tx.run(
      tx.orm
        .update(users)
        .set({ name, updatedAt: new Date(at) })
        .where(eq(users.id, userId)),
    );
    const changes = changesBetween({ name: before?.name ?? null }, { name });
    yield* recordForPerson(database, tx, {
      ...{ userId, actor, at },
      action: "user.renamed",
      details: { changes },
    });
  });
  return { name };
}
