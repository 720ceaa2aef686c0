import { eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { readOpenInvitation } from "./open-invitation";

/** Its link leads nowhere from now on. @throws Problem 404, 409 */
export async function revokeInvitation(caller: Caller, invitationId: string): Promise<void> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { invitations } = database.tables;
  await database.atomically(function* (tx) {
    const { id, email, role } = yield* readOpenInvitation(caller, tx, invitationId);
    yield* tx.run(tx.orm.update(invitations).set({ revokedAt: tidings.now() }).where(eq(invitations.id, id)));
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: tidings.now(),
      action: "invitation.revoked",
      target: { kind: "invitation", id },
      details: { email, role },
    });
  });
}
