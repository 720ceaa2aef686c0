import { eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { hashInvitationToken, newInvitationToken } from "./invitation-token";
import { viewInvitation } from "./invitation-view";
import { refuseInvited, refuseMember } from "./invite";
import { INVITATION_MS, linkOf, mailInvitation } from "./mail-invitation";
import { readOpenInvitation } from "./open-invitation";
import type { SentInvitation } from "./schema";

/** A new link for another seven days; the old one leads nowhere any more. @throws Problem 404, 409 */
export async function sendInvitationAgain(caller: Caller, invitationId: string): Promise<SentInvitation> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { invitations } = database.tables;
  const token = newInvitationToken();
  const now = tidings.now();
  const invitation = await database.atomically(function* (tx) {
    const { id, email } = yield* readOpenInvitation(caller, tx, invitationId);
    yield* refuseMember(caller, tx, email);
    yield* refuseInvited(caller, tx, email, id);
    const [renewed] = yield* tx.run(
      tx.orm
        .update(invitations)
        .set({ tokenHash: hashInvitationToken(token), expiresAt: now + INVITATION_MS, invitedBy: actor.name })
        .where(eq(invitations.id, id))
        .returning(),
    );
    if (!renewed) throw new Error("The invitation has vanished.");
    yield* mailInvitation(caller, tx, { ...renewed, token });
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: now,
      action: "invitation.sent_again",
      target: { kind: "invitation", id },
      details: { email, role: renewed.role },
    });
    return renewed;
  });
  tidings.wakeMailer();
  return { invitation: viewInvitation(invitation, now), link: linkOf(tidings, token) };
}
