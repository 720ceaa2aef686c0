import { eq } from "drizzle-orm";
import type { Orm } from "@/db/database";
import type { Tables } from "@/db/tables";
import type { Instance } from "@/lib/instance";
import type { Role } from "@/lib/vocabulary";
import { hashInvitationToken } from "./invitation-token";

export const INVITATION_STATES = ["open", "unknown", "accepted", "revoked", "expired"] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export interface FoundInvitation {
  id: string;
  accountId: number;
  accountName: string;
  email: string;
  role: Role;
  invitedBy: string;
  /** The person signs in with a password already; else one is chosen now. */
  hasUser: boolean;
}

/** What the link of an invitation leads to at this moment. */
export async function findInvitation(
  tidings: Instance,
  token: string,
): Promise<{ state: "open"; invitation: FoundInvitation } | { state: Exclude<InvitationState, "open"> }> {
  const { orm, tables } = tidings.database;
  const [row] = await selectInvitation(orm, tables, token);
  const state = stateOf(row, tidings.now());
  if (state !== "open" || !row) return { state: state === "open" ? "unknown" : state };
  const [user] = await selectMemberOfAny(orm, tables, row.email);
  const { id, accountId, accountName, email, role, invitedBy } = row;
  const hasUser = user !== undefined;
  return { state, invitation: { id, accountId, accountName, email, role, invitedBy, hasUser } };
}

/** By the token of its link; several only if SHA-256 is broken. */
export const selectInvitation = (orm: Orm, { invitations: i, accounts }: Tables, token: string) =>
  orm
    .select({
      ...{ id: i.id, accountId: i.accountId, accountName: accounts.name, email: i.email, role: i.role },
      ...{ invitedBy: i.invitedBy, expiresAt: i.expiresAt, acceptedAt: i.acceptedAt, revokedAt: i.revokedAt },
    })
    .from(i)
    .innerJoin(accounts, eq(accounts.id, i.accountId))
    .where(eq(i.tokenHash, hashInvitationToken(token)));

/** Who is in no account at all can't sign in anywhere, and so begins anew. */
export const selectMemberOfAny = (orm: Orm, { users, memberships }: Tables, email: string) =>
  orm
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email))
    .limit(1);

export function stateOf(
  invitation: { acceptedAt: number | null; revokedAt: number | null; expiresAt: number } | undefined,
  now: number,
): InvitationState {
  if (!invitation) return "unknown";
  if (invitation.acceptedAt !== null) return "accepted";
  if (invitation.revokedAt !== null) return "revoked";
  return invitation.expiresAt <= now ? "expired" : "open";
}
