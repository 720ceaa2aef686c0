import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { queryNumber } from "@/lib/query-fields";
import { iso } from "@/lib/time";
import { DELIVERY_STATES } from "@/lib/vocabulary";
import { loadWebhook } from "@/lib/webhooks/find";
import { type DeliveryView, deliveryViewSchema } from "./schema";

const filterSchema = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  eventId: z.uuid({ error: "is not an event's id" }).optional(),
  limit: queryNumber(1, 1_000).default(100),
  cursor: z.uuid({ error: "is not a cursor of this list" }).toLowerCase().optional(),
});

/** A webhook's deliveries, newest first, each with its runs. @throws Problem 400, 404 */
export async function listDeliveries(
  caller: Caller,
  givenId: string,
  input: unknown,
): Promise<{ deliveries: DeliveryView[]; next: string | null }> {
  const parsed = filterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { state, eventId, limit, cursor } = parsed.data;
  const { id: webhookId } = (await loadWebhook(caller, givenId)).webhook;
  const { orm, tables } = caller.tidings.database;
  const { deliveries } = tables;
  const rows = await orm
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.webhookId, webhookId),
        eq(deliveries.accountId, caller.accountId),
        state && eq(deliveries.state, state),
        eventId ? eq(deliveries.eventId, eventId.toLowerCase()) : undefined,
        cursor ? lt(deliveries.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const runIds = await readRunIds(
    caller,
    page.map((row) => row.id),
  );
  return {
    deliveries: page.map((row) =>
      deliveryViewSchema.parse({
        ...{ id: row.id, eventId: row.eventId, state: row.state, reason: row.reason, attempts: row.attempts },
        nextAttemptAt: iso(row.nextAttemptAt),
        finishedAt: iso(row.finishedAt),
        runIds: runIds.get(row.id) ?? [],
      }),
    ),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

async function readRunIds(caller: Caller, deliveryIds: string[]): Promise<Map<string, string[]>> {
  const byDelivery = new Map<string, string[]>();
  if (deliveryIds.length === 0) return byDelivery;
  const { orm, tables } = caller.tidings.database;
  const { runs } = tables;
  const rows = await orm
    .select({ id: runs.id, deliveryId: runs.deliveryId })
    .from(runs)
    .where(and(inArray(runs.deliveryId, deliveryIds), eq(runs.accountId, caller.accountId)))
    .orderBy(asc(runs.id));
  for (const { id, deliveryId } of rows) {
    if (deliveryId === null) continue;
    byDelivery.set(deliveryId, [...(byDelivery.get(deliveryId) ?? []), id]);
  }
  return byDelivery;
}
