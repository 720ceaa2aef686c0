import { z } from "zod";
import { ROLES, type Role } from "@/lib/vocabulary";

/** One plain address in lower case; no comment, no second recipient and no line break fits in it. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: "is not an e-mail address" }));
export const passwordSchema = z
  .string()
  .min(10, "is shorter than 10 characters")
  .max(128, "is longer than 128 characters");
export const personNameSchema = z.string().trim().min(1, "is empty").max(200);

export const inviteSchema = z.strictObject({ email: emailSchema, role: z.enum(ROLES) });

export const changeRoleSchema = z.strictObject({ userId: z.string().max(100), role: z.enum(ROLES) });

/** What a person who is new here sets to accept an invitation. */
export const joinSchema = z.strictObject({
  token: z.string().max(200),
  name: personNameSchema,
  password: passwordSchema,
});

export const PAGE_SIZE = 50;

export interface UserView {
  id: string;
  name: string;
  email: string;
  role: Role;
  twoFactor: boolean;
  lastSignInAt: string | null;
}

export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  expired: boolean;
}

/** An invitation that is on its way; the link only where no mail server carries it, shown this once. */
export interface SentInvitation {
  invitation: InvitationView;
  link: string | null;
}
