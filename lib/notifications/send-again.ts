import { and, eq, isNull } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { notFound, Problem } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { countMessage } from "@/lib/messages/count-message";
import { canSend } from "./state";

/** Has a mail sent at once that failed, or that was kept while no mail server was set. @throws Problem 404, 409 */
export async function sendMailAgain(caller: Caller, id: string): Promise<void> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { mails } = database.tables;
  const hasServer = tidings.env.SMTP_URL !== undefined;
  if (!isId(id)) throw notFound("mail");
  if (!hasServer) throw new Problem("conflict", "No SMTP server is set, so no mail can leave. Set SMTP_URL.");
  await database.atomically(function* (tx) {
    const [mail] = yield* tx.run(
      tx.orm
        .select()
        .from(mails)
        .where(and(eq(mails.accountId, accountId), eq(mails.id, id.toLowerCase()))),
    );
    if (!mail) throw notFound("mail");
    if (mail.sentAt !== null) throw new Problem("conflict", "The mail was sent already.");
    if (!canSend(mail, hasServer)) throw new Problem("conflict", ON_ITS_WAY);
    const { nextAttemptAt } = mail;
    const due = nextAttemptAt === null ? isNull(mails.nextAttemptAt) : eq(mails.nextAttemptAt, nextAttemptAt);
    const again = yield* tx.run(
      tx.orm
        .update(mails)
        .set({ attempts: 0, nextAttemptAt: tidings.now(), error: null })
        // Of two who ask at once the second is told.
        .where(and(eq(mails.id, mail.id), eq(mails.attempts, mail.attempts), due))
        .returning({ id: mails.id }),
    );
    if (again.length === 0) throw new Problem("conflict", ON_ITS_WAY);
    // Given up, it was counted as failed.
    if (mail.message && mail.error !== null && nextAttemptAt === null) {
      yield* countMessage(database, tx, mail.message, "failed", -1);
    }
    yield* recordAudit(database, tx, {
      accountId,
      actor,
      at: tidings.now(),
      action: "mail.sent_again",
      target: { kind: "mail", id: mail.id },
      // The log outlives an erasure: of a message to a contact it says nothing.
      details: mail.kind === "message" ? {} : { recipient: mail.recipient, subject: mail.subject },
    });
  });
  tidings.wakeMailer();
}

const ON_ITS_WAY = "The mail is on its way already.";
