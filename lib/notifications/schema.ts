import type { MAIL_KINDS } from "@/lib/vocabulary";

/** Who must act next for a mail, in one word. */
export const MAIL_STATES = ["kept", "waiting", "sent", "retrying", "failed"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export type MailKind = (typeof MAIL_KINDS)[number];

export interface MailRow {
  id: string;
  kind: MailKind;
  recipient: string;
  subject: string;
  createdAt: string;
  state: MailState;
  sentAt: string | null;
  /** Of a failed one: what the mail server last said. */
  error: string | null;
  nextAttemptAt: string | null;
  /** Whether a person may have it sent at once. */
  canSend: boolean;
}

/** Why a text is not shown: it was erased once sent, or would open a door of another account's person. */
export type Withheld = "erased" | "for_recipient" | "other_account";

export interface MailView extends MailRow {
  /** Null where it is withheld. */
  text: string | null;
  withheld: Withheld | null;
}
