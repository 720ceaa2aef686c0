import type { Role } from "@/lib/vocabulary";
import { utcDateTime } from "@/texts/times";

const ROLES: Record<Role, string> = {
  administrator: "an administrator, who can change everything in it",
  member: "a member, who reads its webhooks and their runs",
};

/** What mails say; each is laid out by lib/notifications/layout.ts. */
export const mails = {
  invitation: (facts: {
    account: string;
    invitedBy: string;
    role: Role;
    email: string;
    expiresAt: string;
  }) => ({
    subject: `You are invited to ${facts.account} on Tidings`,
    title: `Join ${facts.account} on Tidings`,
    paragraphs: [
      `${facts.invitedBy} invites you to the account ${facts.account} as ${ROLES[facts.role]}.`,
      `The link is for ${facts.email} alone, can be used once and works until ${utcDateTime(facts.expiresAt)} UTC.`,
      "If you did not expect this, ignore this mail: nothing happens unless the link is opened and confirmed.",
    ],
    button: "Accept the invitation",
  }),
} as const;
