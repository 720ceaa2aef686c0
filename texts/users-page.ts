import type { Role } from "@/lib/vocabulary";
import { plural } from "./plural";
import { ROLE_LABELS } from "./roles";
import { utcDateTime } from "./times";

export const usersPage = {
  title: "Users",
  intro:
    "The people who may sign in to this account. A changed role or a removal counts at the person's next request.",
  columns: {
    name: "Name",
    email: "E-mail",
    role: "Role",
    twoFactor: "Second factor",
    lastSignIn: "Last sign-in",
    state: "State",
    invited: "Invited",
  },
  you: "You",
  searchPlaceholder: "Name or e-mail",
  count: (count: number) => plural(count, "user", "users"),
  found: (what: string) => `${what} found`,
  noMatch: "No user matches these filters.",
  twoFactor: { on: "On", off: "Off" },

  makeAdministrator: "Make administrator",
  makeMember: "Make member",
  roleTitle: (who: string, role: Role) =>
    `Make ${who} ${role === "member" ? "a member" : "an administrator"}?`,
  roleText: {
    administrator: (who: string) =>
      `From the next request on, ${who} may change everything in the account: webhooks, credentials, API keys, users.`,
    member: (who: string) =>
      `From the next request on, ${who} reads webhooks and runs, sees no credentials and can't change anything.`,
  },
  roleTextOwn: "That is you: you will not be able to take this back yourself.",
  roleChanged: (who: string, role: Role) => `${who} is ${ROLE_LABELS[role].toLowerCase()} now.`,

  endSessions: "End all sessions",
  endSessionsTitle: (who: string) => `End all sessions of ${who}?`,
  endSessionsText: (who: string) =>
    `${who} is signed out in every browser and device at once, and can sign in again.`,
  endSessionsOwn: "That is you: you are signed out here as well.",
  sessionsEnded: (who: string) => `${who} is signed out everywhere.`,

  remove: "Remove from account",
  removeTitle: (who: string) => `Remove ${who} from the account?`,
  removeText: (who: string, email: string) =>
    `${who} (${email}) loses access to this account at once. What they made stays, and so do their entries in the audit log. They can be invited again.`,
  removeOwn:
    "That is you: you lose access to this account, and only another administrator can let you in again.",
  removeOwnLabel: "Remove myself",
  removed: (who: string) => `${who} has no access to the account any more.`,

  invite: "Invite a user",
  inviteText: (hasMailServer: boolean) =>
    hasMailServer
      ? "They get a mail with a link that works for seven days and once."
      : "No SMTP server is set, so no mail leaves: you get a link to hand over yourself. It works for seven days and once.",
  send: (hasMailServer: boolean) => (hasMailServer ? "Send the invitation" : "Make the invitation"),
  notInvited: "Nobody was invited",
  invited: (email: string) => `An invitation to ${email} is on its way.`,

  invitations: "Open invitations",
  by: (who: string) => `by ${who}`,
  pending: "Pending",
  expired: "Expired",
  until: (iso: string) => `until ${utcDateTime(iso)} UTC`,
  since: (iso: string) => `since ${utcDateTime(iso)} UTC`,
  again: (hasMailServer: boolean) => (hasMailServer ? "Send again" : "Make a new link"),
  revoke: "Revoke",
  revokeTitle: (email: string) => `Revoke the invitation of ${email}?`,
  revokeText: "Its link stops working at once. You can invite the same address again.",
  revoked: (email: string) => `The invitation of ${email} is revoked.`,

  linkTitle: (email: string) => `Link for ${email}`,
  linkText: (email: string) =>
    `No SMTP server is set, so hand this link to ${email} yourself. Whoever has it can become that user, so send it to nobody else. Earlier links of this invitation no longer work.`,
  linkWhere: "The mail that could not leave, with the same link, is kept in the Outbox.",
  copyLink: "Copy link",
  openOutbox: "Open the Outbox",
  close: "Close",
} as const;
