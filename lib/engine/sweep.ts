import { and, eq, exists, ne } from "drizzle-orm";
import { cancelWaiting } from "@/lib/deliveries/cancel-waiting";
import { expireWaiting } from "@/lib/deliveries/expire";
import { pruneInbox } from "@/lib/inbox/prune";
import type { Instance } from "@/lib/instance";
import { sweepHealth } from "./sweep-health";

/**
 * Ends, once a minute, what waited too long for webhooks that are not active, and forgets what the request inbox
 * has kept long enough; judges the health of what is failing, which time alone makes worse. @returns how many deliveries ended
 */
export async function sweepExpired(tidings: Instance): Promise<number> {
  const { database } = tidings;
  const { webhooks, webhookRevisions, deliveries } = database.tables;
  const waiting = database.orm
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhooks.id), eq(deliveries.state, "pending")));
  const rows = await database.orm
    .select({ id: webhooks.id, status: webhooks.status, settings: webhookRevisions.settings })
    .from(webhooks)
    .innerJoin(
      webhookRevisions,
      and(eq(webhookRevisions.webhookId, webhooks.id), eq(webhookRevisions.revision, webhooks.revision)),
    )
    .where(and(ne(webhooks.status, "active"), exists(waiting)));
  await pruneInbox(database, tidings.now());
  await sweepHealth(tidings);
  let ended = 0;
  for (const { id, status, settings } of rows) {
    if (status === "deleted") {
      // An event that was accepted in the very moment of the deletion.
      await database.atomically((tx) => cancelWaiting(database, tx, id, tidings.now()));
      continue;
    }
    ended += await database.atomically((tx) =>
      expireWaiting(tidings, tx, { id, retry: settings.delivery.retry }, tidings.now()),
    );
  }
  return ended;
}
