import { and, asc, eq, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { notFound, Problem } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { daysOf } from "@/lib/retention/days";
import { explainNotMatched } from "./explain-match";
import { type EventDetails, eventDetailsSchema } from "./schema";
import { type StoredEventRow, toEventView } from "./view";

/** One event with its deliveries, and why every other webhook has none. @throws Problem 404 */
export async function findEvent(caller: Caller, id: string): Promise<EventDetails> {
  const event = await loadEvent(caller, id);
  const matched = await readOwed(caller, event.id);
  const others = await explainNotMatched(caller, event, new Set(matched.map(({ webhookId }) => webhookId)));
  return eventDetailsSchema.parse({
    ...toEventView(event),
    matched,
    notMatched: others.map(({ webhookId, why }) => ({ webhookId, ...why })),
  });
}

export async function loadEvent(caller: Caller, id: string): Promise<StoredEventRow> {
  const { orm, tables } = caller.tidings.database;
  const { events } = tables;
  const [event] = !isId(id)
    ? []
    : await orm
        .select()
        .from(events)
        .where(and(eq(events.id, id.toLowerCase()), eq(events.accountId, caller.accountId)));
  if (!event) throw await noSuchEvent(caller);
  return event;
}

/** It may have been there: how long events are kept is said as well. */
export const noSuchEvent = async (caller: Caller) =>
  new Problem(
    "not_found",
    `${notFound("event").detail} Events are kept for ${await daysOf(caller)} days after they were accepted.`,
  );

/** The event's deliveries, oldest first; one that was resent comes once for each. */
export function readOwed(caller: Caller, eventId: string) {
  const { orm, tables } = caller.tidings.database;
  const { deliveries } = tables;
  return orm
    .select({ webhookId: deliveries.webhookId, deliveryId: deliveries.id, state: deliveries.state })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.eventId, eventId),
        // Summed up, so that SQLite does not go through all of the account's to find them in order.
        sql`${deliveries.accountId} + 0 = ${caller.accountId}`,
      ),
    )
    .orderBy(asc(deliveries.id));
}
