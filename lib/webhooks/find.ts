import { and, count, eq, inArray, isNull, min } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { StoredSecrets, StoredSettings } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { WebhookView } from "./schema";
import { toView, type Waiting, type WebhookRow } from "./view";

/** Deleted webhooks are found too, with status `deleted`. @throws Problem 404 */
export async function findWebhook(caller: Caller, id: string): Promise<WebhookView> {
  const { webhook, revision } = await loadWebhook(caller, id);
  const waiting = await countWaiting(caller.tidings.database, [webhook.id]);
  return toView(webhook, revision, waiting(webhook.id), caller.tidings.now());
}

export interface LoadedWebhook {
  webhook: WebhookRow;
  revision: { settings: StoredSettings; secrets: StoredSecrets };
}

/** The rows of a webhook of the caller's account with its newest settings. @throws Problem 404 */
export async function loadWebhook(caller: Caller, id: string): Promise<LoadedWebhook> {
  const { orm, tables } = caller.tidings.database;
  const { webhooks, webhookRevisions } = tables;
  const [row] = !isId(id)
    ? []
    : await orm
        .select({ webhook: webhooks, revision: webhookRevisions })
        .from(webhooks)
        .innerJoin(
          webhookRevisions,
          and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision)),
        )
        .where(and(eq(webhooks.id, id.toLowerCase()), eq(webhooks.accountId, caller.accountId)));
  if (!row) throw notFound("webhook");
  return row;
}

/** How many deliveries of each webhook wait, and since when. */
export async function countWaiting(database: Database, ids: string[]): Promise<(id: string) => Waiting> {
  const { deliveries } = database.tables;
  const rows =
    ids.length === 0
      ? []
      : await database.orm
          .select({ id: deliveries.webhookId, waiting: count(), oldest: min(deliveries.acceptedAt) })
          .from(deliveries)
          .where(and(inArray(deliveries.webhookId, ids), isNull(deliveries.finishedAt)))
          .groupBy(deliveries.webhookId);
  const byId = new Map(
    rows.map((row) => [row.id, { waiting: Number(row.waiting), oldestWaitingAt: row.oldest }]),
  );
  return (id) => byId.get(id) ?? { waiting: 0, oldestWaitingAt: null };
}
