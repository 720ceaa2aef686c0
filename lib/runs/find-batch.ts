import { and, asc, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { toRenderable } from "@/lib/events/to-renderable";
import { renderPayload } from "@/lib/payloads/render";
import type { PayloadStyle } from "@/lib/payloads/renderable-event";
import type { StoredRun } from "./find";

type BatchOfRun = Pick<StoredRun, "batchId" | "deliveryId">;

/** The deliveries that a run was for, in the order of its body; none for a test. */
export async function deliveriesOfRun(
  caller: Caller,
  { batchId, deliveryId }: BatchOfRun,
): Promise<string[]> {
  if (deliveryId) return [deliveryId];
  if (!batchId) return [];
  const { orm, tables } = caller.tidings.database;
  const { batchDeliveries, deliveries } = tables;
  const rows = await orm
    .select({ id: batchDeliveries.deliveryId })
    .from(batchDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, batchDeliveries.deliveryId))
    .where(and(eq(batchDeliveries.batchId, batchId), eq(deliveries.accountId, caller.accountId)))
    .orderBy(asc(batchDeliveries.deliveryId));
  return rows.map(({ id }) => id);
}

/**
 * What a batch's requests held, which follows from its events and from the style of the revision and the moment it
 * pinned, as it did when it was sent.
 * @returns null where something of it is no longer stored
 */
export async function bodyOfRun(caller: Caller, run: StoredRun): Promise<string | null> {
  const ids = await deliveriesOfRun(caller, run);
  const pinned = await pinnedBy(caller, run);
  const [style, events] = [await styleOf(caller, run, pinned?.revision), await eventsOf(caller, ids)];
  // A batch that lost one to retention would otherwise show a body that was never sent.
  if (!style || events.length === 0 || events.length < run.deliveries) return null;
  const frozenAt = Number(pinned?.frozenAt ?? run.startedAt);
  return renderPayload(style, events.map(toRenderable), { frozenAt, test: false });
}

async function styleOf(
  { tidings, accountId }: Caller,
  run: StoredRun,
  pinned: number | null | undefined,
): Promise<PayloadStyle | undefined> {
  const { orm, tables } = tidings.database;
  const { webhookRevisions } = tables;
  const [row] = await orm
    .select({ settings: webhookRevisions.settings })
    .from(webhookRevisions)
    .where(
      and(
        eq(webhookRevisions.webhookId, run.webhookId),
        eq(webhookRevisions.revision, pinned ?? run.revision),
        eq(webhookRevisions.accountId, accountId),
      ),
    );
  return row?.settings.delivery.payloadStyle as PayloadStyle | undefined;
}

/** The revision and the moment that fix the bytes: those of the batch of several, or the delivery's own. */
async function pinnedBy(
  { tidings, accountId }: Caller,
  { batchId, deliveryId }: BatchOfRun,
): Promise<{ revision: number | null; frozenAt: number | null } | undefined> {
  const { orm, tables } = tidings.database;
  const { batches, deliveries } = tables;
  if (batchId !== null) {
    const [row] = await orm
      .select({ revision: batches.revision, frozenAt: batches.frozenAt })
      .from(batches)
      .where(and(eq(batches.id, batchId), eq(batches.accountId, accountId)));
    if (row) return row;
  }
  if (deliveryId === null) return undefined;
  const [delivery] = await orm
    .select({ revision: deliveries.revision, frozenAt: deliveries.frozenAt })
    .from(deliveries)
    .where(and(eq(deliveries.id, deliveryId), eq(deliveries.accountId, accountId)));
  return delivery;
}

async function eventsOf(caller: Caller, deliveryIds: string[]) {
  if (deliveryIds.length === 0) return [];
  const { orm, tables } = caller.tidings.database;
  const { deliveries, events } = tables;
  const rows = await orm
    .select({ event: events })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .where(and(inArray(deliveries.id, deliveryIds), eq(deliveries.accountId, caller.accountId)))
    .orderBy(asc(deliveries.id));
  return rows.map(({ event }) => event);
}
