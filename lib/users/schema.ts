import { z } from "zod";
import { queryNumberOr, queryText } from "@/lib/query-fields";
import { ROLES } from "@/lib/vocabulary";

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

/** The same by the address of the person. */
export const userChangeSchema = z.strictObject({ role: z.enum(ROLES) });

/** A page of the console. */
export const PAGE_SIZE = 50;

const iso = z.iso.datetime();

/** How lists of users are narrowed, sorted and cut (docs/edge.md, GET /users). */
export const userFilterSchema = z.strictObject({
  q: queryText(200).trim().optional(),
  role: z.enum(ROLES).optional(),
  sort: z.enum(["name", "email", "role"]).default("name"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  limit: queryNumberOr(100, 1, 1_000),
  offset: queryNumberOr(0, 0, 1_000_000),
});

/** Whom a field offers, and whose names it shows (lib/users/find-people.ts). */
export const peopleFilterSchema = z.strictObject({
  q: queryText(200).trim().optional(),
  ids: queryText(10_000)
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string()).max(50))
    .default([]),
});

export const invitationFilterSchema = z.strictObject({
  sort: z.enum(["createdAt", "expiresAt", "email"]).default("createdAt"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: queryNumberOr(100, 1, 1_000),
  offset: queryNumberOr(0, 0, 1_000_000),
});

export const userViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  twoFactor: z.boolean(),
  /** Null for who has never signed in to this account. */
  lastSignInAt: iso.nullable(),
});

export const personViewSchema = userViewSchema.pick({ id: true, name: true, email: true });

export const invitationViewSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  invitedBy: z.string(),
  createdAt: iso,
  expiresAt: iso,
  expired: z.boolean(),
});

/** An invitation that is on its way; the link only where no mail server carries it, shown this once. */
export const sentInvitationSchema = z.strictObject({
  invitation: invitationViewSchema,
  link: z.string().nullable(),
});

export type UserFilter = z.input<typeof userFilterSchema>;
export type UserView = z.infer<typeof userViewSchema>;
export type PersonView = z.infer<typeof personViewSchema>;
export type InvitationView = z.infer<typeof invitationViewSchema>;
export type SentInvitation = z.infer<typeof sentInvitationSchema>;
