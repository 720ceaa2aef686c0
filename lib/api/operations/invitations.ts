import { z } from "zod";
import {
  invitationFilterSchema,
  invitationViewSchema,
  inviteSchema,
  sentInvitationSchema,
} from "@/lib/users/schema";
import { inAccount, type Operation } from "../operation";
import { exampleId } from "./examples";

const INVITATION = { id: { description: "The invitation's id.", example: exampleId.invitation } };

const invitation = invitationViewSchema.meta({ id: "Invitation" });
const exampleInvitation = {
  ...{ id: exampleId.invitation, email: "ben@example.org", role: "member", invitedBy: "ada@example.org" },
  createdAt: "2026-11-26T10:00:00.000Z",
  expiresAt: "2026-12-03T10:00:00.000Z",
  expired: false,
};

const sentInvitation = sentInvitationSchema.extend({ invitation }).meta({ id: "SentInvitation" });
const sent = (description: string) => ({
  description,
  schema: sentInvitation,
  example: { invitation: exampleInvitation, link: null },
});

const LINK =
  "It goes out by mail. Where no mail server is set up, the answer holds the link, this once, for you to hand over; else `link` is null.";

export const listInvitations: Operation = {
  id: "listInvitations",
  section: "Users",
  method: "GET",
  path: inAccount("/invitations"),
  summary: "Get the open invitations",
  description: "Those nobody has accepted or revoked, expired ones included; newest first by default.",
  scope: "users:read",
  anyPlan: true,
  query: invitationFilterSchema,
  answers: {
    200: {
      description: "One page of them, and how many there are in all.",
      schema: z.strictObject({ invitations: z.array(invitation), total: z.int() }),
      example: { invitations: [exampleInvitation], total: 1 },
    },
  },
};

export const inviteUser: Operation = {
  id: "inviteUser",
  section: "Users",
  method: "POST",
  path: inAccount("/invitations"),
  summary: "Invite a user",
  description: `${LINK} Valid for 7 days. 409 if the address belongs to a user of the account or has an open invitation.`,
  scope: "users:write",
  anyPlan: true,
  body: {
    schema: inviteSchema.meta({ id: "NewInvitation" }),
    examples: { member: { summary: "A member", value: { email: "ben@example.org", role: "member" } } },
  },
  answers: { 201: sent("The invitation is on its way.") },
  problems: ["conflict"],
  secretAnswer: true,
};

export const sendInvitationAgain: Operation = {
  id: "sendInvitationAgain",
  section: "Users",
  method: "POST",
  path: inAccount("/invitations/{id}/send-again"),
  summary: "Send an invitation again",
  description: `With a new link, for another 7 days; the old one leads nowhere any more. ${LINK}`,
  scope: "users:write",
  anyPlan: true,
  params: INVITATION,
  answers: { 200: sent("It is on its way again.") },
  problems: ["conflict"],
  secretAnswer: true,
};

export const revokeInvitation: Operation = {
  id: "revokeInvitation",
  section: "Users",
  method: "DELETE",
  path: inAccount("/invitations/{id}"),
  summary: "Revoke an invitation",
  description: "Its link leads nowhere any more. 409 once it was accepted or revoked.",
  scope: "users:write",
  anyPlan: true,
  params: INVITATION,
  answers: { 204: { description: "It is revoked." } },
  problems: ["conflict"],
};
