import { inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { HeldWebhook } from "@/db/dialect/dialect";
import { newId } from "@/lib/ids";
import { orderKeyOf } from "./order-key";

/**
 * Owes stored events to a webhook as if they were accepted now: its window starts now.
 * @returns which became what, in the order of the ids
 */
export function* oweEvents(
  database: Database,
  tx: Transaction,
  { id: webhookId, accountId, orderBy }: HeldWebhook,
  eventIds: string[],
  now: number,
): Steps<{ of: string; id: string }[]> {
  const { events, deliveries } = database.tables;
  // Held, so that retention doesn't take them away until this is committed.
  yield* database.sql.holdEvents(tx, eventIds);
  const rows = yield* tx.run(
    tx.orm
      .select({ id: events.id, contactId: events.contactId, contactEmail: events.contactEmail })
      .from(events)
      .where(inArray(events.id, eventIds))
      .orderBy(events.id),
  );
  const owed = rows.map((event) => ({ id: newId(), event }));
  if (owed.length > 0) {
    yield* tx.run(
      tx.orm.insert(deliveries).values(
        owed.map(({ id, event }) => ({
          ...{ id, accountId, webhookId, eventId: event.id },
          ...{ state: "pending" as const, acceptedAt: now, nextAttemptAt: now },
          orderKey: orderKeyOf(orderBy, event),
        })),
      ),
    );
  }
  return owed.map(({ id, event }) => ({ of: event.id, id }));
}
