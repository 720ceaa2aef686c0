import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Tables } from "@/db/tables";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { queryNumberOr } from "@/lib/query-fields";
import { iso } from "@/lib/time";
import { DELIVERY_STATES } from "@/lib/vocabulary";
import { walkList } from "@/lib/walk-list";
import { loadWebhook } from "@/lib/webhooks/find";
import { accountDeliveryFilterSchema } from "./filter";
import { type DeliveryDetails, type DeliveryView, deliveryDetailsSchema, deliveryViewSchema } from "./schema";
import { searchOfWebhook, walkDeliveries } from "./walks";

export const deliveryFilterSchema = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  eventId: z.uuid({ error: "is not an event's id" }).toLowerCase().optional(),
  limit: queryNumberOr(100, 1, 1_000),
  cursor: z.uuid({ error: "is not a cursor of this list" }).toLowerCase().optional(),
});

/** A webhook's deliveries, newest first, each with its runs. @throws Problem 400, 404 */
export async function listDeliveries(
  caller: Caller,
  givenId: string,
  input: unknown,
): Promise<{ deliveries: DeliveryView[]; next: string | null }> {
  const parsed = deliveryFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { limit, cursor, ...search } = parsed.data;
  const { id: webhookId } = (await loadWebhook(caller, givenId)).webhook;
  const walked = await walkList(searchOfWebhook(caller, { webhookId, ...search }), cursor, limit);
  const rows = await readRows(caller, walked.rows);
  return { deliveries: rows.map(({ row, runIds }) => toDeliveryView(row, runIds)), next: walked.next };
}

/** The account's, newest first; what waits (`state=pending`) by its next attempt. @throws Problem 400 */
export async function listAccountDeliveries(
  caller: Caller,
  input: unknown,
): Promise<{ deliveries: DeliveryDetails[]; next: string | null }> {
  const parsed = accountDeliveryFilterSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { limit, cursor, ...search } = parsed.data;
  const walked = await walkDeliveries(caller, search, cursor, limit);
  const rows = await readRows(caller, walked.rows);
  return { deliveries: rows.map(({ row, runIds }) => toDeliveryDetails(row, runIds)), next: walked.next };
}

/** The whole rows in the order in which they were found, each with its runs. */
async function readRows(caller: Caller, found: { id: string }[]) {
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const { orm, tables } = caller.tidings.database;
  const { deliveries } = tables;
  const rows = await orm
    .select()
    .from(deliveries)
    .where(and(inArray(deliveries.id, ids), eq(deliveries.accountId, caller.accountId)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const runIds = await readRunIds(caller, ids);
  return ids.flatMap((id) => byId.get(id) ?? []).map((row) => ({ row, runIds: runIds.get(row.id) }));
}

export const toDeliveryView = (row: Tables["deliveries"]["$inferSelect"], runIds: string[] = []) =>
  deliveryViewSchema.parse({
    ...{ id: row.id, eventId: row.eventId, state: row.state, reason: row.reason, attempts: row.attempts },
    nextAttemptAt: iso(row.nextAttemptAt),
    finishedAt: iso(row.finishedAt),
    runIds,
  });

export const toDeliveryDetails = (row: Tables["deliveries"]["$inferSelect"], runIds?: string[]) =>
  deliveryDetailsSchema.parse({ ...toDeliveryView(row, runIds), webhookId: row.webhookId });

export async function readRunIds(caller: Caller, deliveryIds: string[]): Promise<Map<string, string[]>> {
  const byDelivery = new Map<string, string[]>();
  if (deliveryIds.length === 0) return byDelivery;
  const { orm, tables } = caller.tidings.database;
  const { batchDeliveries, runs } = tables;
  const rows = await orm
    .select({ id: runs.id, deliveryId: runs.deliveryId })
    .from(runs)
    .where(and(inArray(runs.deliveryId, deliveryIds), eq(runs.accountId, caller.accountId)))
    .orderBy(asc(runs.id));
  // Runs of a batch of several name no delivery: the batch does.
  const ofBatches = await orm
    .select({ id: runs.id, deliveryId: batchDeliveries.deliveryId })
    .from(batchDeliveries)
    .innerJoin(runs, and(eq(runs.batchId, batchDeliveries.batchId), isNull(runs.deliveryId)))
    .where(and(inArray(batchDeliveries.deliveryId, deliveryIds), eq(runs.accountId, caller.accountId)));
  const all = [...rows, ...ofBatches].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, deliveryId } of all) {
    if (deliveryId === null) continue;
    byDelivery.set(deliveryId, [...(byDelivery.get(deliveryId) ?? []), id]);
  }
  return byDelivery;
}
