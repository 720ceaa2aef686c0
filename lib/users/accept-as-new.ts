import { eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { insertPerson, withHash } from "@/lib/accounts/create-user";
import { requireGoodPassword } from "@/lib/accounts/new-password";
import { removeSecondFactor, setPassword } from "@/lib/accounts/set-password";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Instance } from "@/lib/instance";
import { findInvitation, selectMemberOfAny } from "./find-invitation";
import { joinSchema } from "./schema";
import { join, refusal, takeInvitation } from "./take-invitation";

/**
 * Accepts an invitation for a person who can't sign in yet: name and password are set now, the address is the
 * invitation's. Who was removed from every account begins anew in the same way, since having the link is what
 * setting a password by mail asks for as well.
 * @returns the address to sign in with
 * @throws Problem 400, 409
 */
export async function acceptAsNew(tidings: Instance, input: unknown): Promise<{ email: string }> {
  const parsed = joinSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { token, name, password } = parsed.data;
  // Nobody without a link makes the server hash passwords.
  const found = await findInvitation(tidings, token);
  if (found.state !== "open") throw refusal(found.state);
  requireGoodPassword(password, found.invitation.email);
  const { hash } = await withHash({ password });
  const { database, now } = tidings;
  return database.atomically(function* (tx) {
    const invitation = yield* takeInvitation(tidings, tx, token);
    const { email } = invitation;
    const [member] = yield* tx.run(selectMemberOfAny(tx.orm, database.tables, email));
    if (member) throw new Problem("conflict", `There is a user ${email} already. Sign in to accept.`);
    const { users } = database.tables;
    const [known] = yield* tx.run(tx.orm.select({ id: users.id }).from(users).where(eq(users.email, email)));
    const userId = known?.id ?? (yield* insertPerson(database, tx, { email, name, hash }, now()));
    if (known) yield* beginAnew(database, tx, known.id, { name, hash }, now());
    yield* join(tidings, tx, userId, invitation);
    return { email };
  });
}

/** Nothing of the former password, second factor or sessions is left. */
function* beginAnew(
  database: Database,
  tx: Transaction,
  userId: string,
  { name, hash }: { name: string; hash: string },
  at: number,
): Steps<void> {
  const { users } = database.tables;
  yield* tx.run(
    tx.orm
      .update(users)
      .set({ name, updatedAt: new Date(at) })
      .where(eq(users.id, userId)),
  );
  yield* setPassword(database, tx, { userId, hash, at });
  yield* removeSecondFactor(database, tx, userId);
}
