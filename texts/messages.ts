import type { MessageLook } from "@/lib/messages/schema";
import { plural } from "./plural";

const SKIPPED: Record<string, string> = {
  no_email: "has no e-mail address",
  blocklisted: "stands on the blocklist",
  quarantined: "has an address in quarantine",
  opted_out: "has opted out",
  consent_expired: "has a consent that has expired",
  message_deleted: "would get a message that was deleted",
};

/** Why a contact is passed over, behind its name. */
export const skippedText = (why: string) => SKIPPED[why] ?? "must not be written to";

const ANSWER_STATES: Record<MessageLook["answers"][number]["state"], string> = {
  answered: "Answered",
  failed: "Failed",
  not_fetched: "Not asked yet",
  unknown: "Not known",
};

/** The pages *Messages » Messages* and *» Templates* (S4.37, S4.38). */
export const messages = {
  title: "Messages",
  templates: "Templates",
  sections: "Pages of messages",
  intro:
    "Mails that workflows send, filled in for each contact with its fields, the event and what webhooks answered.",
  templatesIntro: "What mails begin with. Changing a template leaves the mails alone that were made of it.",
  createEmail: "Create email",
  createTemplate: "Create template",
  count: (total: number) => plural(total, "message", "messages"),
  countTemplates: (total: number) => plural(total, "template", "templates"),
  columns: {
    name: "Message",
    template: "Template",
    subject: "Subject",
    dataCenter: "Data center",
    mailing: "Mailing ID",
    usedBy: "Used by",
    changed: "Last change",
  },
  noSubject: "No subject yet",
  unused: "No workflow",
  usedBy: (workflows: number) => plural(workflows, "workflow", "workflows"),
  emptyTitle: "No message yet",
  emptyText: "Create an email, then let a workflow send it with the step “Send message”.",
  emptyTemplatesTitle: "No template yet",
  emptyTemplatesText: "Create one with what your mails have in common, and begin the next mail with it.",
  emptyForMember: "An administrator of the account can create one.",

  name: "Name",
  nameHint: "For you and your colleagues; readers never see it.",
  dataCenter: "Data center",
  dataCenterHint: "Contacts and webhooks of the message are of this data center.",
  dataCenterPlaceholder: "Choose a data center",
  dataCenterMissing: "Data center is missing. Choose one.",
  beginWith: "Begin with",
  nothing: "An empty mail",
  create: "Create",
  notCreated: "It was not created",
  duplicate: "Duplicate",
  duplicateTitle: (name: string) => `Duplicate “${name}”`,
  useTemplate: "Create email from it",
  copyOf: (name: string) => `${name} (copy)`,
  created: (name: string) => `“${name}” is created.`,
  delete: "Delete",
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText: "Mails that were sent stay in the Outbox. This action cannot be reverted.",
  deleted: (name: string) => `“${name}” is deleted.`,

  save: "Save",
  saved: "The message is saved.",
  savedUsed: (workflows: number) =>
    `The message is saved: ${plural(workflows, "workflow sends", "workflows send")} it like this from now on.`,
  notSaved: "The message was not saved",
  unsaved: "Not saved yet",
  reload: "Reload",
  sender: "Sender",
  fromName: "Sender's name",
  fromNameHint: "Left empty, the name that the operator of this server has set.",
  replyTo: "Answers go to",
  replyToHint: "Left empty, to the sender's address.",
  who: "Who gets it",
  optInField: "Opt-in field",
  optInFieldHint:
    "As opt-ins and opt-outs name it, such as News. Left empty, nobody gets it who has opted out of anything.",
  transactional: "Transactional",
  transactionalHint:
    "A receipt, a password, what was asked for: it also goes to those who opted out or whose consent has expired, and has no link Unsubscribe.",
  content: "Content",
  subject: "Subject",
  body: "Body",
  bodies: { html: "HTML", text: "Text" },
  html: "HTML",
  htmlHint: "Left empty, the mail is text alone.",
  text: "Text",
  textHint: "For readers that show no HTML. Left empty, it is made of the HTML.",
  expressions:
    "Write ${contact.city}, ${event.orderId} or $data.get('WH5').get('promocode') anywhere, and ${unsubscribeUrl} where the link Unsubscribe shall stand; without it, that link is added at the end.",

  preview: "Preview",
  values: (whose: string) => `With the values of ${whose}`,
  chooseValues: "Choose contact or event",
  askWebhooks: "Ask webhooks",
  askAgain: "Ask again",
  askHint: "Sends a real request to each webhook whose answer the message reads.",
  answers: "Answers of webhooks",
  answerState: (label: string, state: MessageLook["answers"][number]["state"], why: string | null) =>
    `${label}: ${ANSWER_STATES[state]}${why && state !== "not_fetched" ? `. ${why}` : ""}`,
  looking: "The preview is being made",
  notMade: "The mail can't be made yet",
  fault: (where: string, message: string, remedy: string) => `${where} ${message}. ${remedy}`,
  parts: { subject: "Subject", text: "Text", html: "HTML" } as Record<string, string>,
  to: (email: string | null) => `To ${email ?? "nobody: the contact has no e-mail address"}`,
  wouldSkip: (why: string) => `A workflow would pass this contact over, who ${skippedText(why)}.`,
  views: "Show the mail as",
  frame: "The mail",
  pictures: "Pictures from elsewhere are not loaded here.",

  test: "Send test mail",
  testTitle: "Send test mail",
  testIntro:
    "Sends the mail as it stands here, saved or not, with the values of the preview. It counts nowhere.",
  recipient: "Recipient",
  send: "Send",
  sent: (recipient: string) => `The test mail is on its way to ${recipient}.`,
  kept: "No SMTP server is set, so the test mail is kept in the Outbox.",
  notSent: "The test mail was not sent",

  notFoundTitle: "There is no such message",
  notFoundText: "It may have been deleted, or belong to another account.",
  all: "All messages",
} as const;
