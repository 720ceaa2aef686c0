import { and, eq, sql } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { countMessage } from "@/lib/messages/count-message";
import type { ClaimedMail } from "./claim";
import { CUT_OFF } from "./claim-messages";
import { RETRY_GAPS_MS } from "./settle";
import type { TransportFault } from "./transport";

/** How long to wait for a mail server that can't be reached at all; that is no attempt of the mail's. */
export const UNREACHABLE_MS = 30_000;

/**
 * What went wrong with a message: `refused` by the server's own words, for now or for good; `unreached` before any of
 * it was handed over; `unknown` once some of it was.
 */
export interface MailFault {
  kind: "refused" | "unreached" | "unknown";
  code: number | null;
  words: string;
}

/** @param error what a transport rejects with */
export function faultOf(error: unknown): MailFault {
  const { response, message, responseCode, command, handedOver } = error as Partial<TransportFault>;
  const words = (response || message || String(error)).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  const code = responseCode ?? null;
  const isAboutMail = !/^(CONN|AUTH|EHLO|HELO|STARTTLS)/.test(command ?? "CONN");
  if (code !== null && isAboutMail) return { kind: "refused", code, words };
  return { kind: handedOver ? "unknown" : "unreached", code, words };
}

/** The mail server has taken it. */
export async function settleMessageSent({ database, now }: Instance, mail: ClaimedMail): Promise<void> {
  const { mails } = database.tables;
  await database.atomically(function* (tx) {
    const settled = yield* tx.run(
      tx.orm
        .update(mails)
        .set({ sentAt: now(), nextAttemptAt: null, error: null })
        .where(mine(mails, mail))
        .returning({ id: mails.id }),
    );
    if (settled.length > 0 && mail.message) yield* countMessage(database, tx, mail.message, "accepted");
  });
}

/** It is tried again, or has failed for good. */
export async function settleMessageFailed(
  { database, now }: Instance,
  mail: ClaimedMail,
  { kind, code, words }: MailFault,
): Promise<number | null> {
  const { mails } = database.tables;
  const gap = kind === "unreached" ? UNREACHABLE_MS : RETRY_GAPS_MS[mail.attempts - 1];
  const isFinal = kind === "unknown" || (kind === "refused" && (code ?? 0) >= 500) || gap === undefined;
  const nextAttemptAt = isFinal ? null : now() + gap;
  const error = kind === "unknown" ? `${CUT_OFF} (${words})` : words;
  await database.atomically(function* (tx) {
    const settled = yield* tx.run(
      tx.orm
        .update(mails)
        .set({
          ...{ nextAttemptAt, error: error.slice(0, 500) },
          ...(kind === "unreached" && { attempts: sql`${mails.attempts} - 1` }),
        })
        .where(mine(mails, mail))
        .returning({ id: mails.id }),
    );
    if (settled.length > 0 && isFinal && mail.message) {
      yield* countMessage(database, tx, mail.message, "failed");
    }
  });
  return nextAttemptAt;
}

/** Somebody else's by now, if it was claimed again or given up meanwhile. */
const mine = (mails: Instance["database"]["tables"]["mails"], mail: ClaimedMail) =>
  and(
    eq(mails.id, mail.id),
    eq(mails.attempts, mail.attempts),
    eq(mails.nextAttemptAt, mail.nextAttemptAt as number),
  );
