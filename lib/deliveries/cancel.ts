import { and, eq, inArray, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { notFound, Problem } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { DeliveryState } from "@/lib/vocabulary";
import { hearAnswers } from "@/lib/workflows/hear-answers";

/**
 * Ends a delivery for which nothing more shall be tried. What waits is cancelled at once; what is under way can't be
 * called back: it is *delivered* if its attempt succeeds, else *cancelled* (docs/states.md). Asking again is no change.
 * @returns its state from now on: `cancelled`, or `sending` until the attempt ends
 * @throws Problem 404, 409 where it is final
 */
export async function cancelDelivery(
  caller: Caller,
  givenId: string,
): Promise<{ deliveryId: string; state: DeliveryState }> {
  if (!isId(givenId)) throw notFound("delivery");
  const deliveryId = givenId.toLowerCase();
  const { database, now: clock } = caller.tidings;
  const now = clock();
  const state = await database.atomically(function* (tx) {
    const { deliveries, webhooks } = database.tables;
    const mine = and(eq(deliveries.id, deliveryId), eq(deliveries.accountId, caller.accountId));
    const waits = sql`${deliveries.state} = 'pending'`;
    // One statement, so that nothing slips from one state to the other in between.
    const [changed] = yield* tx.run(
      tx.orm
        .update(deliveries)
        .set({
          state: sql`case when ${waits} then 'cancelled' else ${deliveries.state} end`,
          finishedAt: sql`case when ${waits} then cast(${now} as bigint) end`,
          nextAttemptAt: sql`case when ${waits} then null else ${deliveries.nextAttemptAt} end`,
          cancelRequested: true,
        })
        .where(
          and(mine, inArray(deliveries.state, ["pending", "sending"]), eq(deliveries.cancelRequested, false)),
        )
        .returning({
          state: deliveries.state,
          webhookId: deliveries.webhookId,
          eventId: deliveries.eventId,
        }),
    );
    if (!changed) {
      const [found] = yield* tx.run(tx.orm.select({ state: deliveries.state }).from(deliveries).where(mine));
      if (!found) throw notFound("delivery");
      if (found.state === "sending") return found.state;
      throw new Problem("conflict", `The delivery can't be cancelled: it is ${found.state} already.`);
    }
    if (changed.state === "cancelled") {
      // A passage that waited for its answer goes on without.
      yield* hearAnswers(
        database,
        tx,
        [{ deliveryId, accepted: false, statusCode: null, answer: null }],
        now,
      );
    }
    const [webhook] = yield* tx.run(
      tx.orm.select({ label: webhooks.label }).from(webhooks).where(eq(webhooks.id, changed.webhookId)),
    );
    yield* recordAudit(database, tx, {
      accountId: caller.accountId,
      actor: caller.actor,
      at: now,
      action: "delivery.cancelled",
      target: { kind: "delivery", id: deliveryId },
      details: {
        ...{ webhookId: changed.webhookId, webhook: webhook?.label ?? "", eventId: changed.eventId },
        underWay: changed.state === "sending",
      },
    });
    return changed.state;
  });
  return { deliveryId, state };
}
