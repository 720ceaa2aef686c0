import { and, count, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import { DELIVERY_STATES } from "@/lib/vocabulary";
import { walkList } from "@/lib/walk-list";
import { type EventRowFilter, eventFilterSchema, eventRowFilterSchema } from "./filter";
import { type EventRow, type EventView, eventRowSchema } from "./schema";
import { toEventView } from "./view";
import { searchEvents } from "./walks";

/** Events of the account, newest first; `next` is the cursor of the following page. @throws Problem 400 */
export async function listEvents(
  caller: Caller,
  input: unknown,
): Promise<{ events: EventView[]; next: string | null }> {
  const { limit, cursor, ...search } = parseFilter(eventFilterSchema, input);
  const { rows, next } = await walkList(searchEvents(caller, search), cursor, limit);
  const { orm, tables } = caller.tidings.database;
  const { events } = tables;
  const ids = rows.map((row) => row.id);
  const whole =
    ids.length === 0
      ? []
      : await orm
          .select()
          .from(events)
          .where(and(inArray(events.id, ids), eq(events.accountId, caller.accountId)));
  const byId = new Map(whole.map((event) => [event.id, event]));
  return { events: ids.flatMap((id) => byId.get(id) ?? []).map(toEventView), next };
}

export interface EventRows {
  rows: EventRow[];
  next: string | null;
  /** Where the search stopped before the page was full; older events may fit as well. */
  searchedTo: string | null;
}

/** The console's list: without contact and data, with what became of each event. @throws Problem 400 */
export async function listEventRows(caller: Caller, input: EventRowFilter): Promise<EventRows> {
  const { limit, cursor, ...search } = parseFilter(eventRowFilterSchema, input);
  const { rows, next, stoppedAt } = await walkList(searchEvents(caller, search), cursor, limit);
  const outcomes = await readOutcomes(
    caller,
    rows.map((row) => row.id),
  );
  return {
    rows: rows.map(({ acceptedAt, ...row }) =>
      eventRowSchema.parse({ ...row, acceptedAt: iso(acceptedAt), outcome: outcomes.get(row.id) ?? [] }),
    ),
    next,
    searchedTo: stoppedAt && iso(stoppedAt.acceptedAt),
  };
}

/** How many deliveries of each event are in which state, in the order of the states. */
async function readOutcomes(caller: Caller, eventIds: string[]): Promise<Map<string, EventRow["outcome"]>> {
  const byEvent = new Map<string, EventRow["outcome"]>();
  if (eventIds.length === 0) return byEvent;
  const { orm, tables } = caller.tidings.database;
  const { deliveries } = tables;
  const counts = await orm
    .select({ eventId: deliveries.eventId, state: deliveries.state, deliveries: count() })
    .from(deliveries)
    .where(and(inArray(deliveries.eventId, eventIds), sql`${deliveries.accountId} + 0 = ${caller.accountId}`))
    .groupBy(deliveries.eventId, deliveries.state);
  for (const state of DELIVERY_STATES) {
    for (const row of counts.filter((each) => each.state === state)) {
      const outcome = { state, deliveries: Number(row.deliveries) };
      byEvent.set(row.eventId, [...(byEvent.get(row.eventId) ?? []), outcome]);
    }
  }
  return byEvent;
}

function parseFilter<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(fieldProblems(parsed.error, input));
}
