import { and, desc, eq, inArray } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Instance } from "@/lib/instance";
import { paths } from "@/lib/paths";
import { emailSchema } from "@/lib/users/schema";
import type { LoadedWebhook } from "@/lib/webhooks/find";
import { explainRun } from "@/texts/explain-run";
import { type WebhookMailOccasion, webhookMail } from "@/texts/webhook-mails";
import { layOut } from "./layout";
import { queueMail } from "./queue-mail";

/** Counting stops here: a mail is not worth a walk through a million rows in the engine's transaction. */
const COUNTED = 10_000;

/**
 * Mails the people whom a webhook names about what becomes of it in this very transaction; one mail each. Who is no
 * member of the account any more gets none. Call it before what waits is cancelled.
 */
export function* tellAboutWebhook(
  tidings: Instance,
  tx: Transaction,
  { webhook, revision }: LoadedWebhook,
  occasion: WebhookMailOccasion,
): Steps<void> {
  const recipients = yield* readRecipients(tidings, tx, webhook.accountId, revision.settings.notifyUserIds);
  if (recipients.length === 0) return;
  const facts = {
    label: webhook.label,
    lost: webhook.lostInARow,
    waiting: yield* countWaiting(tx, webhook.id),
    lastAnswer: yield* readLastAnswer(tidings, tx, webhook.id),
  };
  const words = webhookMail(facts, occasion);
  const url = `${tidings.env.PUBLIC_URL}${paths.webhook(webhook.id)}`;
  const bodies = layOut({ ...words, button: { label: words.button, url } });
  for (const recipient of recipients) {
    const mail = { accountId: webhook.accountId, kind: "notification" as const, recipient, secret: false };
    yield* queueMail(tidings, tx, { ...mail, subject: words.subject, ...bodies });
  }
}

function* readRecipients(
  { database }: Instance,
  tx: Transaction,
  accountId: number,
  userIds: string[],
): Steps<string[]> {
  if (userIds.length === 0) return [];
  const { memberships, users } = database.tables;
  const rows = yield* tx.run(
    tx.orm
      .select({ email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.accountId, accountId), inArray(memberships.userId, userIds)))
      .orderBy(users.email),
  );
  // An address that no mail can go to must not undo what is told of.
  return rows.flatMap(({ email }) => emailSchema.safeParse(email).data ?? []);
}

function* countWaiting(tx: Transaction, webhookId: string): Steps<{ count: number; more: boolean }> {
  const [row] = yield* tx.rows<{ n: number | string }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM deliveries
     WHERE webhook_id = $1 AND finished_at IS NULL LIMIT ${COUNTED + 1}) AS waiting`,
    [webhookId],
  );
  const found = Number(row?.n ?? 0);
  return { count: Math.min(found, COUNTED), more: found > COUNTED };
}

function* readLastAnswer({ database }: Instance, tx: Transaction, webhookId: string): Steps<string | null> {
  const { runs } = database.tables;
  const [run] = yield* tx.run(
    tx.orm
      .select({ verdict: runs.verdict, reason: runs.reason, statusCode: runs.statusCode })
      .from(runs)
      .where(and(eq(runs.webhookId, webhookId), eq(runs.test, false)))
      .orderBy(desc(runs.id))
      .limit(1),
  );
  if (!run) return null;
  const { title, cause } = explainRun(run);
  return `${title}. ${cause}`;
}
