import type { Steps, Transaction } from "@/db/database";
import type { MailHead } from "@/db/shapes";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { emailSchema } from "@/lib/users/schema";
import type { MailKind } from "./schema";

export interface NewMail {
  /** Where a call has reserved one. */
  id?: string | undefined;
  /** In whose Outbox it stands. */
  accountId: number;
  kind: Exclude<MailKind, "message">;
  /** Exactly one plain address. */
  recipient: string;
  subject: string;
  /** Both from `layOut` (layout.ts). */
  text: string;
  html: string;
  /** Its text opens a door (a link with a token): erased once it is sent. */
  secret: boolean;
  /** Of a test of a message, and whom it tells of. */
  head?: MailHead;
  contactId?: string | null;
}

/**
 * Part of the transaction that the mail tells of: `const id = yield* queueMail(tidings, tx, mail)`. After the commit,
 * `tidings.wakeMailer()` makes it leave at once; without that, it leaves within seconds. Without an SMTP server it
 * stays in the Outbox (decision 30), also when one is set later: what is old by then surprises people.
 * @returns the mail's id
 * @throws Error unless the recipient is one plain address; verbs check what people typed before they come here
 */
export function* queueMail(tidings: Instance, tx: Transaction, mail: NewMail): Steps<string> {
  const id = mail.id ?? newId();
  const now = tidings.now();
  yield* tx.run(
    tx.orm.insert(tidings.database.tables.mails).values({
      ...mail,
      id,
      recipient: emailSchema.parse(mail.recipient),
      subject: oneLine(mail.subject, mail.kind === "test" ? LONGEST_OF_MESSAGES : undefined),
      createdAt: now,
      nextAttemptAt: tidings.env.SMTP_URL ? now : null,
    }),
  );
  return id;
}

/** A subject may quote what people named something; a line break in it would begin another header. */
export const oneLine = (text: string, longest = 200) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, longest);

/** Messages cut their subjects themselves (lib/messages/render.ts); a test's has its mark besides. */
export const LONGEST_OF_MESSAGES = 600;
