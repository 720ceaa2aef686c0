import { z } from "zod";
import { plainText } from "@/lib/event-types/fields";
import { labelSchema } from "@/lib/label-schema";
import { emailSchema } from "@/lib/users/schema";
import { MESSAGE_KINDS } from "@/lib/vocabulary";
import { requestSourceSchema } from "@/lib/workflow-requests/schema";

/** Messages as people and programs write and read them: one set of schemas for every edge. */

/** How many an account may have, templates included. */
export const MAX_MESSAGES = 1_000;
export const MAX_SUBJECT = 500;
/** Of the text and of the HTML, in characters. */
export const MAX_BODY = 200_000;

const text = z
  .string()
  .max(MAX_BODY, { message: `is longer than ${MAX_BODY.toLocaleString("en")} characters` });

/** What a mail says, with expressions (decision 18). */
const content = {
  subject: z
    .string()
    .max(MAX_SUBJECT, { message: `is longer than ${MAX_SUBJECT} characters` })
    .refine((subject) => !/[\r\n]/.test(subject), {
      message: "has more than one line",
      params: { remedy: "Write the subject in one line." },
    }),
  /** Left empty, it is made of the HTML. */
  text,
  /** Left empty, the mail is text alone. */
  html: text,
};

const settings = {
  /** Empty for the name in MAIL_FROM. */
  fromName: z
    .string()
    .trim()
    .max(100, { message: "is longer than 100 characters" })
    .refine((name) => !/[\p{Cc}"<>]/u.test(name), {
      message: "contains signs that a sender's name can't have",
      params: { remedy: "Remove line breaks, quotes, < and >." },
    }),
  replyTo: emailSchema.nullable(),
  /** The opt-in field that it belongs to, as opt-ins and opt-outs name it; null for any. */
  optInField: plainText(200).nullable(),
  /** Also for those who opted out or whose consent has expired: receipts, passwords, what was asked for. */
  transactional: z.boolean(),
};

const withDefaults = {
  subject: content.subject.default(""),
  text: content.text.default(""),
  html: content.html.default(""),
};

export const newMessageSchema = z.strictObject({
  name: labelSchema,
  /** The message or template whose content and settings it begins with, where they are not given here. */
  from: z.uuid().optional(),
  kind: z.enum(MESSAGE_KINDS).default("email"),
  dataCenterId: z.int().positive(),
  ...withDefaults,
  fromName: settings.fromName.default(""),
  replyTo: settings.replyTo.default(null),
  optInField: settings.optInField.default(null),
  transactional: settings.transactional.default(false),
});

/** What is left out stays. */
export const messageChangeSchema = z.strictObject({ name: labelSchema, ...content, ...settings }).partial();

/** What a message is looked at or tried with: a contact, an event, and answers that are fetched anew. */
export const messageTrialSchema = z.strictObject({
  dataCenterId: z.int().positive(),
  ...withDefaults,
  transactional: z.boolean().default(false),
  optInField: settings.optInField.default(null),
  source: requestSourceSchema.default({}),
  /** Whether webhooks that it reads answers of are sent now, for this contact (S4.38). */
  fetchAnswers: z.boolean().default(false),
});

export const testMailSchema = messageTrialSchema.extend({
  /** From whom, and where answers go. */
  fromName: settings.fromName.default(""),
  replyTo: settings.replyTo.default(null),
  recipient: emailSchema,
});

const iso = z.iso.datetime();
const faultSchema = z.strictObject({
  path: z.string(),
  message: z.string(),
  remedy: z.string(),
});

/** Parsed on the way out, as every view. */
export const messageRowSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(MESSAGE_KINDS),
  name: z.string(),
  dataCenterId: z.int(),
  mailingId: z.int().nullable(),
  subject: z.string(),
  transactional: z.boolean(),
  optInField: z.string().nullable(),
  /** The workflows that send it. */
  usedBy: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
  revision: z.int(),
  createdAt: iso,
  createdBy: z.string(),
  updatedAt: iso,
});

export const messageViewSchema = messageRowSchema.extend({
  text: z.string(),
  html: z.string(),
  fromName: z.string(),
  replyTo: z.string().nullable(),
});

export const messageListSchema = z.strictObject({ messages: z.array(messageRowSchema) });

/** A mail as its reader gets it. */
export const mailShownSchema = z.strictObject({
  ...{ to: z.string().nullable(), subject: z.string(), text: z.string(), html: z.string() },
});

/** The mail as it would be sent, or why it can't be made. */
export const messageLookSchema = z.strictObject({
  mail: mailShownSchema.nullable(),
  /** Why this contact would not get it; null where it would, or nobody was chosen. */
  skipped: z.string().nullable(),
  faults: z.array(faultSchema),
  /** What each webhook answered that it reads from. */
  answers: z.array(
    z.strictObject({
      label: z.string(),
      state: z.enum(["answered", "failed", "not_fetched", "unknown"]),
      /** In words; null where it answered. */
      why: z.string().nullable(),
    }),
  ),
});

export const testMailResultSchema = z.strictObject({
  mailId: z.uuid(),
  /** Whether it leaves; without an SMTP server it stays in the Outbox (decision 30). */
  leaves: z.boolean(),
  answers: messageLookSchema.shape.answers,
});

export type MessageRow = z.infer<typeof messageRowSchema>;
export type MessageView = z.infer<typeof messageViewSchema>;
export type MessageList = z.infer<typeof messageListSchema>;
export type MessageLook = z.infer<typeof messageLookSchema>;
export type MessageTrial = z.infer<typeof messageTrialSchema>;
export type TestMail = z.infer<typeof testMailResultSchema>;
export type NewMessage = z.infer<typeof newMessageSchema>;

/** What a mail says. */
export type Content = Pick<NewMessage, "subject" | "text" | "html">;
