import { and, desc, eq, isNull } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { viewInvitation } from "./invitation-view";
import type { InvitationView } from "./schema";

/** Those nobody has accepted or revoked, expired ones included, the newest first. */
export async function listInvitations({ tidings, accountId }: Caller): Promise<InvitationView[]> {
  const { orm, tables } = tidings.database;
  const { invitations } = tables;
  const rows = await orm
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.accountId, accountId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
  return rows.map((row) => viewInvitation(row, tidings.now()));
}
