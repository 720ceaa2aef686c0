import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { queueMail } from "@/lib/notifications/queue-mail";
import { requireAutomation } from "@/lib/workflows/require-automation";
import { makeTrial } from "./look";
import { type TestMail, testMailResultSchema, testMailSchema } from "./schema";

/**
 * Sends the message as it stands to one address, filled in for the chosen contact. It counts nowhere, and its link
 * *Unsubscribe* leads to an example.
 * @throws Problem 400 where it can't be made, 402, 404, 429
 */
export async function sendTestMail(caller: Caller, input: unknown): Promise<TestMail> {
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
  const mailId = await database.atomically(function* (tx) {
    const id = yield* queueMail(tidings, tx, {
      ...{ accountId, kind: "test", recipient, subject: `[Test] ${subject}`, text, html, secret: false },
      head: { fromName, replyTo, unsubscribeUrl: null },
      contactId,
    });
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "message.tested" },
      target: { kind: "mail", id },
      details: { recipient, subject },
    });
    return id;
  });
  tidings.wakeMailer();
  const leaves = tidings.env.SMTP_URL !== undefined;
  return testMailResultSchema.parse({ mailId, leaves, answers: look.answers });
}
