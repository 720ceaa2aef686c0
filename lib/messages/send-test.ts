import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { queueMail } from "@/lib/notifications/queue-mail";
import { requireAutomation } from "@/lib/workflows/require-automation";
import { makeTrial } from "./look";
import { type TestMail, testMailResultSchema, testMailSchema } from "./schema";

/**
 * Sends the message as it stands to one address, filled in for the chosen contact. It counts nowhere, and its link
 * *Unsubscribe* leads to an example.
 * @param id of the mail; a call that is repeated under the same one sends none a second time
 * @throws Problem 400 where it can't be made, 402, 404, 429
 */
export async function sendTestMail(
  caller: Caller,
  input: unknown,
  { id = newId() }: { id?: string | undefined } = {},
): Promise<TestMail> {
  await requireAutomation(caller);
  const parsed = testMailSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { recipient, fromName, replyTo, ...trial } = parsed.data;
  const { tidings, accountId, actor } = caller;
  await tidings.draftTests.take(String(accountId));
  const { look, contactId } = await makeTrial(caller, trial);
  if (!look.mail) throw invalid(look.faults);
  const { subject, text, html } = look.mail;
  const { database } = tidings;
  const { mails } = database.tables;
  await database.atomically(function* (tx) {
    const mine = and(eq(mails.id, id), eq(mails.accountId, accountId));
    const [sent] = yield* tx.run(tx.orm.select({ id: mails.id }).from(mails).where(mine));
    if (sent) return;
    yield* queueMail(tidings, tx, {
      ...{ id, accountId, kind: "test", recipient, subject: `[Test] ${subject}`, text, html, secret: false },
      head: { fromName, replyTo, unsubscribeUrl: null },
      contactId,
    });
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "message.tested" },
      target: { kind: "mail", id },
      // Not the subject, which may tell of the contact: the log outlives an erasure.
      details: { recipient },
    });
  });
  tidings.wakeMailer();
  const leaves = tidings.env.SMTP_URL !== undefined;
  return testMailResultSchema.parse({ mailId: id, leaves, answers: look.answers });
}
