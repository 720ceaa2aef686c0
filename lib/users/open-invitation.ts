import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { notFound, Problem } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Role } from "@/lib/vocabulary";
import { lockPeople } from "./administrators";

/** One that nobody has accepted or revoked; it may have expired. @throws Problem 404, 409 */
export function* readOpenInvitation(
  { tidings, accountId }: Caller,
  tx: Transaction,
  id: string,
): Steps<{ id: string; email: string; role: Role }> {
  const { database } = tidings;
  const { invitations } = database.tables;
  if (!isId(id)) throw notFound("invitation");
  yield* lockPeople(database, tx, accountId);
  const [invitation] = yield* tx.run(
    tx.orm
      .select()
      .from(invitations)
      .where(and(eq(invitations.accountId, accountId), eq(invitations.id, id.toLowerCase()))),
  );
  if (!invitation) throw notFound("invitation");
  if (invitation.acceptedAt !== null) throw new Problem("conflict", "The invitation was accepted meanwhile.");
  if (invitation.revokedAt !== null) throw new Problem("conflict", "The invitation was revoked meanwhile.");
  return invitation;
}
