import type { MailKind, MailState, Withheld } from "@/lib/notifications/schema";
import { utcDateTime } from "./times";

/** Every mail of the account, sent or not (decision 30). */
export const outbox = {
  title: "Outbox",
  intro: "Every mail of this account: those that left, those on their way, and those kept here.",
  noServerTitle: "No SMTP server is set",
  noServer:
    "Mails are kept here instead of being sent: to have them sent, whoever runs this server sets SMTP_URL (and MAIL_FROM) and starts it again.",
  columns: {
    subject: "Subject",
    recipient: "Recipient",
    kind: "Kind",
    created: "Created",
    state: "State",
  },
  kinds: {
    invitation: "Invitation",
    password_reset: "Password reset",
    notification: "Notification",
    test: "Test of a message",
    message: "Message",
  } satisfies Record<MailKind, string>,
  states: {
    kept: "Kept here",
    waiting: "Waiting",
    sent: "Sent",
    retrying: "Failed",
    failed: "Failed",
  } satisfies Record<MailState, string>,
  keptNoServer: "no SMTP server is set",
  keptThen: "no SMTP server was set then",
  nextTry: (iso: string) => `next try ${utcDateTime(iso)} UTC`,
  noNextTry: "no further try",
  of: "Mails",
  ofs: { account: "To people of the account", messages: "Messages of workflows" },
  searchPlaceholder: "Recipient or subject",
  noMatch: "No mail matches these filters.",
  emptyTitle: "No mail yet",
  emptyText:
    "Invitations, password resets, warnings about webhooks and messages of workflows are written down here when they are made.",
  open: (subject: string, recipient: string) => `Open “${subject}” to ${recipient}`,
  send: (state: MailState) => (state === "kept" ? "Send now" : "Send again"),
  sendNamed: (label: string, subject: string, recipient: string) => `${label}: ${subject}, to ${recipient}`,
  sending: (recipient: string) => `The mail to ${recipient} is being sent.`,
  text: "Text of the mail",
  withheldTitle: "The text is not shown",
  withheld: {
    erased: "It held a link that opens a door, so it was erased once the mail was sent.",
    for_recipient:
      "It holds a link that opens a door, and it is on its way to its recipient alone. It is erased once it is sent.",
    other_account:
      "This person belongs to another account too, and the link would open that as well. Whoever runs this server can set a new password instead:",
  } satisfies Record<Withheld, string>,
  resetCommand: (email: string) => `npm run -s tidings -- user reset-password --email ${email} --password …`,
  command: "Command",
  close: "Close",
} as const;
