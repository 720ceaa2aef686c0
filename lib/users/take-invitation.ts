import { and, eq, isNull } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import { insertMembership } from "@/lib/accounts/create-user";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import type { Role } from "@/lib/vocabulary";
import { type InvitationState, selectInvitation, stateOf } from "./find-invitation";
import { hashInvitationToken } from "./invitation-token";

interface OpenInvitation {
  id: string;
  accountId: number;
  email: string;
  role: Role;
}

/** Marks the invitation as used, so that a second acceptance finds it so. @throws Problem 409 unless it is open */
export function* takeInvitation(tidings: Instance, tx: Transaction, token: string): Steps<OpenInvitation> {
  const { tables } = tidings.database;
  const { invitations } = tables;
  const [found] = yield* tx.run(selectInvitation(tx.orm, tables, token));
  const state = stateOf(found, tidings.now());
  if (state !== "open" || !found) throw refusal(state);
  const [taken] = yield* tx.run(
    tx.orm
      .update(invitations)
      .set({ acceptedAt: tidings.now() })
      .where(
        and(
          eq(invitations.id, found.id),
          // Sent again a moment ago, it has another link.
          eq(invitations.tokenHash, hashInvitationToken(token)),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .returning({ id: invitations.id }),
  );
  if (!taken) throw refusal("accepted");
  return found;
}

const REFUSALS: Record<InvitationState, string> = {
  open: "The invitation can't be accepted.",
  unknown: "This link does not belong to any invitation. Open the newest mail's link, or ask for a new one.",
  accepted: "This invitation was accepted already. Sign in instead.",
  revoked: "This invitation was revoked. Ask whoever invited you for a new one.",
  expired: "This invitation has expired. Ask whoever invited you to send it again.",
};

export const refusal = (state: InvitationState) => new Problem("conflict", REFUSALS[state]);

/** Makes the person a member; the entry in the account's log is the person's own. @throws Problem 409 */
export function* join(
  { database, now }: Instance,
  tx: Transaction,
  userId: string,
  { accountId, email, role }: OpenInvitation,
): Steps<void> {
  yield* insertMembership(database, tx, { accountId, userId, role, createdAt: now() }, email);
  yield* recordAudit(database, tx, {
    accountId,
    actor: { kind: "user", id: userId, name: email },
    at: now(),
    action: "user.joined",
    target: { kind: "user", id: userId },
    details: { email, role },
  });
}
