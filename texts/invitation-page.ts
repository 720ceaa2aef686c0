import type { Role } from "@/lib/vocabulary";
import { ROLE_HINTS, ROLE_LABELS } from "./roles";

/** The page behind the link of an invitation. */
export const invitationPage = {
  title: "Invitation",
  heading: (account: string) => `Join ${account}`,
  invitedBy: (who: string, account: string) => `${who} invites you to the account ${account} on Tidings.`,
  role: (role: Role) => `${ROLE_LABELS[role]}: ${lowerFirst(ROLE_HINTS[role])}.`,
  email: "E-mail",
  emailFixed: "The invitation is for this address; it can't be changed here.",
  name: "Your name",
  password: "Password",
  passwordHint: "10 to 128 characters; several words are easiest to remember",
  join: "Set the password and join",
  notJoined: "You have not joined yet",
  otherSession: (email: string) =>
    `You are signed in as ${email} in this browser. Joining signs you in as the invited user instead.`,
  signInFirst: (email: string) => `There is a user ${email} already. Sign in, then accept the invitation.`,
  signIn: "Sign in",
  acceptText: (email: string) => `You are signed in as ${email}.`,
  accept: "Accept the invitation",
  notAccepted: "The invitation was not accepted",
  wrongUser: (signedIn: string, invited: string) =>
    `You are signed in as ${signedIn}, but this invitation is for ${invited}. Sign out, then open the link again as that user.`,
  signOut: "Sign out",
  unusable: {
    unknown: {
      title: "This link leads nowhere",
      text: "It is incomplete, or a newer mail replaced it. Open the newest mail's link, or ask whoever invited you to send the invitation again.",
    },
    accepted: {
      title: "This invitation was accepted already",
      text: "It works once. Sign in with the invited address; if that was not you, tell an administrator of the account.",
    },
    revoked: {
      title: "This invitation was revoked",
      text: "An administrator of the account took it back. Ask whoever invited you for a new one.",
    },
    expired: {
      title: "This invitation has expired",
      text: "It worked for seven days. Ask whoever invited you to send it again.",
    },
  },
  toSignIn: "Sign in",
  toConsole: "Go to the console",
} as const;

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
