import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { type IfMatch, requireMatch } from "@/lib/api/conditional";
import { recordAudit } from "@/lib/audit/record";
import { cancelWaiting } from "@/lib/deliveries/cancel-waiting";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { tellAboutWebhook } from "@/lib/notifications/tell-about-webhook";
import { findWebhook, loadWebhook } from "./find";
import { refuseOfWorkflow } from "./of-workflow";
import type { WebhookView } from "./schema";
import { endProbes } from "./suspend";
import { webhookTag } from "./view";

export const deactivateSchema = z.strictObject({ waiting: z.enum(["keep", "cancel"]).default("keep") });

/**
 * Stops execution. Events accepted from now on are not owed; what waits is kept, its windows running on, or
 * cancelled (decision 10).
 * @throws Problem 400, 404, 409 unless it is active or suspended, 412
 */
export async function deactivateWebhook(
  caller: Caller,
  givenId: string,
  input: unknown = {},
  { ifMatch }: { ifMatch?: IfMatch } = {},
): Promise<WebhookView> {
  const parsed = deactivateSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { waiting } = parsed.data;
  const { tidings } = caller;
  const { database } = tidings;
  const loaded = await loadWebhook(caller, givenId);
  const { id, label } = loaded.webhook;
  refuseOfWorkflow(loaded);
  const now = tidings.now();
  await database.atomically(function* (tx) {
    const { webhooks } = database.tables;
    const mine = and(eq(webhooks.id, id), eq(webhooks.accountId, caller.accountId));
    const [webhook] = yield* tx.run(tx.orm.select().from(webhooks).where(mine));
    if (webhook) requireMatch(ifMatch, webhookTag(webhook));
    if (webhook?.status !== "active" && webhook?.status !== "suspended") {
      throw new Problem(
        "conflict",
        `Only an active or suspended webhook can be deactivated; this one is ${webhook?.status}.`,
      );
    }
    yield* tx.run(
      tx.orm
        .update(webhooks)
        .set({ status: "inactive", suspendedReason: null, suspendedAt: null, updatedAt: now })
        .where(mine),
    );
    yield* endProbes(tidings, tx, id);
    yield* tellAboutWebhook(tidings, tx, loaded, { kind: "deactivated", by: caller.actor.name, waiting });
    if (waiting === "cancel") yield* cancelWaiting(database, tx, id, now);
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: now,
      action: "webhook.deactivated",
      target: { kind: "webhook", id },
      details: { label, waiting, from: webhook.status },
    });
  });
  tidings.wakeMailer();
  return findWebhook(caller, id);
}
