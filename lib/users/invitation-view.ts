import { iso } from "@/lib/time";
import type { Role } from "@/lib/vocabulary";
import { type InvitationView, invitationViewSchema } from "./schema";

interface Row {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: number;
  expiresAt: number;
}

export const viewInvitation = (row: Row, now: number): InvitationView =>
  invitationViewSchema.parse({
    ...{ id: row.id, email: row.email, role: row.role, invitedBy: row.invitedBy },
    createdAt: iso(row.createdAt),
    expiresAt: iso(row.expiresAt),
    expired: row.expiresAt <= now,
  });
