import { eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit/record";
import type { Instance } from "@/lib/instance";

/** One entry in each account that the person belongs to. */
export async function recordSignIn(tidings: Instance, user: { id: string; email: string }): Promise<void> {
  const { database } = tidings;
  const { memberships } = database.tables;
  const accounts = await database.orm
    .select({ id: memberships.accountId })
    .from(memberships)
    .where(eq(memberships.userId, user.id));
  if (accounts.length === 0) return;
  await database.atomically(function* (tx) {
    for (const account of accounts) {
      yield* recordAudit(database, tx, {
        accountId: account.id,
        actor: { kind: "user", id: user.id, name: user.email },
        at: tidings.now(),
        action: "user.signed_in",
        target: { kind: "user", id: user.id },
      });
    }
  });
}
