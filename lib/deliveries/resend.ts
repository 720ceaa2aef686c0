import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { notFound, Problem } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { daysOf, eventIsGone } from "@/lib/retention/days";

/**
 * Owes the same again: a new delivery of the same batch, so with the same `webhook-id` and bytes (decision 16).
 * @throws Problem 404, 409 unless the webhook is active and the event still kept
 */
export async function resendDelivery(caller: Caller, deliveryId: string): Promise<{ deliveryId: string }> {
  if (!isId(deliveryId)) throw notFound("delivery");
  const { tidings, accountId } = caller;
  const { database } = tidings;
  const id = newId();
  const now = tidings.now();
  const days = await daysOf(caller);
  const webhookId = await database.atomically(function* (tx) {
    const { deliveries, webhooks, batches } = database.tables;
    const mine = and(eq(deliveries.id, deliveryId.toLowerCase()), eq(deliveries.accountId, accountId));
    const [of] = yield* tx.run(tx.orm.select({ eventId: deliveries.eventId }).from(deliveries).where(mine));
    // Held before the delivery is read, so that retention takes neither away until this is committed.
    const [event] = of ? yield* database.sql.holdEvents(tx, [of.eventId]) : [];
    const [row] = yield* tx.run(
      tx.orm
        .select({ delivery: deliveries, status: webhooks.status, revision: webhooks.revision })
        .from(deliveries)
        .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
        .where(mine),
    );
    if (!row) throw notFound("delivery");
    const { delivery, status, revision } = row;
    if (status === "deleted") {
      throw new Problem("conflict", "The webhook is deleted; its deliveries can't be sent again.");
    }
    if (status !== "active") {
      throw new Problem("conflict", `The webhook is ${status}. Activate it, then send the delivery again.`);
    }
    if (!event) throw new Problem("conflict", `The delivery can't be sent again. ${eventIsGone(days)}`);
    const batchId = delivery.batchId ?? delivery.id;
    // Never tried: its bytes are fixed now, under the id that it would have had.
    yield* tx.run(
      tx.orm
        .insert(batches)
        .values({ id: batchId, accountId, webhookId: delivery.webhookId, size: 1, revision, frozenAt: now })
        .onConflictDoNothing(),
    );
    yield* tx.run(
      tx.orm.insert(deliveries).values({
        ...{ id, accountId, webhookId: delivery.webhookId, eventId: delivery.eventId, batchId },
        ...{ state: "pending" as const, acceptedAt: now, nextAttemptAt: now, resendOf: delivery.id },
      }),
    );
    yield* recordAudit(database, tx, {
      accountId,
      actor: caller.actor,
      at: now,
      action: "delivery.resent",
      target: { kind: "delivery", id: delivery.id },
      details: { as: id },
    });
    return delivery.webhookId;
  });
  tidings.backlog.add(1);
  tidings.wakeEngine([webhookId]);
  return { deliveryId: id };
}
