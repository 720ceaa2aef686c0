import { and, eq, gt, isNull, ne } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { type FieldProblem, invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { lockPeople } from "./administrators";
import { hashInvitationToken, newInvitationToken } from "./invitation-token";
import { viewInvitation } from "./invitation-view";
import { INVITATION_MS, linkOf, mailInvitation } from "./mail-invitation";
import { inviteSchema, type SentInvitation } from "./schema";

/** Asks a person by mail to become a member of the account. @throws Problem 400, 409 at `email` */
export async function inviteUser(
  caller: Caller,
  input: unknown,
  { id = newId() }: { id?: string | undefined } = {},
): Promise<SentInvitation> {
  const parsed = inviteSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { email, role } = parsed.data;
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const token = newInvitationToken();
  const now = tidings.now();
  const invitation = {
    ...{ id, accountId, email, role, tokenHash: hashInvitationToken(token), invitedBy: actor.name },
    createdAt: now,
    expiresAt: now + INVITATION_MS,
  };
  await database.atomically(function* (tx) {
    yield* lockPeople(database, tx, accountId);
    yield* refuseMember(caller, tx, email);
    yield* refuseInvited(caller, tx, email);
    yield* tx.run(tx.orm.insert(database.tables.invitations).values(invitation));
    yield* mailInvitation(caller, tx, { ...invitation, token });
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: now,
      action: "invitation.created",
      target: { kind: "invitation", id: invitation.id },
      details: { email, role },
    });
  });
  tidings.wakeMailer();
  return { invitation: viewInvitation(invitation, now), link: linkOf(tidings, token) };
}

/** @throws Problem 409 if somebody with this address is a member already */
export function* refuseMember({ tidings, accountId }: Caller, tx: Transaction, email: string): Steps<void> {
  const { memberships, users } = tidings.database.tables;
  const [member] = yield* tx.run(
    tx.orm
      .select({ id: users.id })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(users.email, email), eq(memberships.accountId, accountId))),
  );
  if (!member) return;
  throw conflictAtEmail(`${email} is a member of the account already.`, {
    message: "belongs to a member of the account already",
    remedy: "Change the person's role in the table of users instead.",
  });
}

/** @throws Problem 409 if another invitation of this address is open */
export function* refuseInvited(
  { tidings, accountId }: Caller,
  tx: Transaction,
  email: string,
  except?: string,
): Steps<void> {
  const { invitations: i } = tidings.database.tables;
  const [open] = yield* tx.run(
    tx.orm
      .select({ id: i.id })
      .from(i)
      .where(
        and(
          ...[eq(i.accountId, accountId), eq(i.email, email), gt(i.expiresAt, tidings.now())],
          ...[isNull(i.acceptedAt), isNull(i.revokedAt), except ? ne(i.id, except) : undefined],
        ),
      ),
  );
  if (!open) return;
  throw conflictAtEmail(`${email} has an open invitation already.`, {
    message: "has an open invitation already",
    remedy: "Send that one again, or revoke it first.",
  });
}

const conflictAtEmail = (detail: string, error: Omit<FieldProblem, "path">) =>
  new Problem("conflict", detail, [{ path: "email", ...error }]);
