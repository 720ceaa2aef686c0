import { iso } from "@/lib/time";
import type { MailKind, MailRow, MailState } from "./schema";

export interface StoredMail {
  id: string;
  kind: MailKind;
  recipient: string;
  subject: string;
  createdAt: number;
  attempts: number;
  nextAttemptAt: number | null;
  sentAt: number | null;
  error: string | null;
}

/** What is true of a mail while an SMTP server is set, or none. */
export function stateOfMail(
  { sentAt, error, nextAttemptAt }: Pick<StoredMail, "sentAt" | "error" | "nextAttemptAt">,
  hasServer: boolean,
): MailState {
  if (sentAt !== null) return "sent";
  if (!hasServer) return "kept";
  if (nextAttemptAt === null) return error === null ? "kept" : "failed";
  return error === null ? "waiting" : "retrying";
}

/** Not while an attempt may be under way, whose mail would leave twice. */
export const canSend = (mail: StoredMail, hasServer: boolean) =>
  hasServer && mail.sentAt === null && (mail.nextAttemptAt === null || mail.error !== null);

export function viewMail(mail: StoredMail, hasServer: boolean): MailRow {
  const { id, kind, recipient, subject, error } = mail;
  return {
    ...{ id, kind, recipient, subject, error },
    createdAt: iso(mail.createdAt),
    state: stateOfMail(mail, hasServer),
    sentAt: iso(mail.sentAt),
    nextAttemptAt: iso(mail.nextAttemptAt),
    canSend: canSend(mail, hasServer),
  };
}
