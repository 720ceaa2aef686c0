import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { notFound, Problem } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { daysOf, eventIsGone } from "@/lib/retention/days";
import { requireActive } from "@/lib/webhooks/require-active";
import { oweAgain } from "./owe-again";

/**
 * Owes the same again: a new delivery of the same batch, so with the same `webhook-id` and bytes (decision 16).
 * @throws Problem 404, 409 unless the webhook is active and the event still kept
 */
export async function resendDelivery(
  caller: Caller,
  givenId: string,
  { id = newId() }: { id?: string | undefined } = {},
): Promise<{ deliveryId: string }> {
  if (!isId(givenId)) throw notFound("delivery");
  const deliveryId = givenId.toLowerCase();
  const { tidings, accountId } = caller;
  const { database } = tidings;
  const now = tidings.now();
  const days = await daysOf(caller);
  const made = await database.atomically(function* (tx) {
    const { deliveries } = database.tables;
    const [delivery] = yield* tx.run(
      tx.orm
        .select({ webhookId: deliveries.webhookId })
        .from(deliveries)
        .where(and(eq(deliveries.id, deliveryId), eq(deliveries.accountId, accountId))),
    );
    if (!delivery) throw notFound("delivery");
    const { webhookId } = delivery;
    const webhook = yield* requireActive(database, tx, webhookId, "send the delivery again");
    const [again] = yield* oweAgain(database, tx, webhook, [deliveryId], now, () => id);
    if (!again) throw new Problem("conflict", `The delivery can't be sent again. ${eventIsGone(days)}`);
    yield* recordAudit(database, tx, {
      accountId,
      actor: caller.actor,
      at: now,
      action: "delivery.resent",
      target: { kind: "delivery", id: deliveryId },
      details: { as: again.id },
    });
    return { webhookId, deliveryId: again.id };
  });
  tidings.backlog.add(1);
  tidings.wakeEngine([made.webhookId]);
  return { deliveryId: made.deliveryId };
}
