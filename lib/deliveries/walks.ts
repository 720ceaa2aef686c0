import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { isId } from "@/lib/ids";
import type { DeliveryState } from "@/lib/vocabulary";
import { newestOf, type Walk, walkList } from "@/lib/walk-list";
import type { DeliverySearch } from "./filter";
import { readWaiting } from "./waiting";

/** What of a delivery lists are narrowed by. */
export interface SmallDelivery {
  id: string;
  webhookId: string;
  state: string;
  reason: string | null;
  acceptedAt: number;
  nextAttemptAt: number | null;
}

/**
 * The account's deliveries that fit: what waits by its next attempt, everything else newest first. The narrowest index
 * leads; what it leaves open is looked at row by row.
 */
export function searchDeliveries(caller: Caller, search: DeliverySearch): Walk<SmallDelivery> {
  const { q, eventId, state, webhookId, reason, since } = search;
  const by = deliveryWalks(caller);
  const few = q !== undefined || eventId !== undefined;
  const waiting = inOrderOfNextAttempt(search);
  const tests: ((delivery: SmallDelivery) => boolean)[] = [];
  if (reason !== undefined) tests.push((d) => d.reason === reason);
  if (few || !isIndexed(state)) {
    if (state !== undefined) tests.push((d) => d.state === state);
  }
  if (webhookId !== undefined && (few || isUnsuccessful(state))) tests.push((d) => d.webhookId === webhookId);
  if (waiting && since !== undefined) tests.push((d) => d.acceptedAt >= since);
  return {
    async read(after, limit) {
      if (waiting) return readWaiting(caller, webhookId, after, limit);
      const page = { before: after, limit };
      if (q !== undefined) return newestOf([by.id(q, page), by.event(q, page)], limit);
      if (eventId !== undefined) return by.event(eventId, page);
      if (state === "sending") return olderOf(await by.sending(webhookId), page);
      if (isUnsuccessful(state)) return by.unsuccessful(state, page);
      return webhookId === undefined ? by.all(page) : by.webhook(webhookId, page);
    },
    place: ({ id, nextAttemptAt }) => (waiting ? `${nextAttemptAt}.${id}` : id),
    ...(tests.length > 0 && { wanted: (delivery: SmallDelivery) => tests.every((test) => test(delivery)) }),
    ...(since !== undefined &&
      !waiting && { ended: (delivery: SmallDelivery) => delivery.acceptedAt < since }),
  };
}

export const inOrderOfNextAttempt = ({ q, eventId, state }: DeliverySearch) =>
  state === "pending" && q === undefined && eventId === undefined;

/** What waits is read from every webhook's own index: as many rows for each. */
const FEWER = { chunk: 300, budget: 3_000 };

/** A page of what was searched, at a cost that does not depend on how many there are. */
export const walkDeliveries = (
  caller: Caller,
  search: DeliverySearch,
  cursor: string | undefined,
  limit: number,
) => walkList(searchDeliveries(caller, search), cursor, limit, inOrderOfNextAttempt(search) ? FEWER : {});

/** A webhook's deliveries, newest first whatever their state, as programs list them. */
export function searchOfWebhook(
  caller: Caller,
  { webhookId, state, eventId }: { webhookId: string; state?: DeliveryState; eventId?: string },
): Walk<SmallDelivery> {
  const by = deliveryWalks(caller);
  const led = eventId !== undefined || isUnsuccessful(state);
  const wanted = (delivery: SmallDelivery) =>
    delivery.webhookId === webhookId && (state === undefined || delivery.state === state);
  return {
    async read(after, limit) {
      const page = { before: after, limit };
      if (eventId !== undefined) return by.event(eventId, page);
      if (state === "sending") return olderOf(await by.sending(webhookId), page);
      return isUnsuccessful(state) ? by.unsuccessful(state, page) : by.webhook(webhookId, page);
    },
    place: ({ id }) => id,
    ...((led || state !== undefined) && { wanted }),
  };
}

const olderOf = (rows: SmallDelivery[], { before, limit }: Page) =>
  newestOf([Promise.resolve(rows.filter(({ id }) => before === undefined || id < before))], limit);

const UNSUCCESSFUL = ["failed", "discarded", "cancelled"] as const;
type Unsuccessful = (typeof UNSUCCESSFUL)[number];
const isUnsuccessful = (state: string | undefined): state is Unsuccessful =>
  UNSUCCESSFUL.some((each) => each === state);
const isIndexed = (state: string | undefined) =>
  isUnsuccessful(state) || state === "pending" || state === "sending";

interface Page {
  before: string | undefined;
  limit: number;
}

/** One read for each index of the account's deliveries; the tests hold each to its own. */
export function deliveryWalks(caller: Caller) {
  const { orm, tables } = caller.tidings.database;
  const { deliveries, webhooks } = tables;
  const columns = {
    id: deliveries.id,
    webhookId: deliveries.webhookId,
    state: deliveries.state,
    reason: deliveries.reason,
    acceptedAt: deliveries.acceptedAt,
    nextAttemptAt: deliveries.nextAttemptAt,
  };
  const mine = eq(deliveries.accountId, caller.accountId);
  // Summed up, so that the index of the whole account is not taken for a webhook's own.
  const alsoMine = sql`${deliveries.accountId} + 0 = ${caller.accountId}`;
  const older = (before: string | undefined) => (before ? lt(deliveries.id, before) : undefined);
  const read = (where: SQL | undefined, { before, limit }: Page) =>
    orm
      .select(columns)
      .from(deliveries)
      .where(and(where, older(before)))
      .orderBy(desc(deliveries.id))
      .limit(limit);
  return {
    all: (page: Page) => read(mine, page),
    id: async (id: string, page: Page) =>
      isId(id) ? read(and(alsoMine, eq(deliveries.id, id.toLowerCase())), page) : [],
    event: async (id: string, page: Page) =>
      isId(id) ? read(and(alsoMine, eq(deliveries.eventId, id.toLowerCase())), page) : [],
    webhook: (id: string, page: Page) => read(and(alsoMine, eq(deliveries.webhookId, id)), page),
    /** The index covers the unsuccessful states alone, and is found by its own words. */
    unsuccessful: (state: Unsuccessful, page: Page) =>
      read(
        and(
          mine,
          sql`${deliveries.state} in ('failed','discarded','cancelled')`,
          eq(deliveries.state, state),
        ),
        page,
      ),
    /** Never many: as many as there are slots. Asked for by age, SQLite would go through all of each webhook's. */
    sending: (webhookId: string | undefined) =>
      orm
        .select(columns)
        .from(webhooks)
        .crossJoin(deliveries)
        .where(
          and(
            eq(webhooks.accountId, caller.accountId),
            webhookId ? eq(webhooks.id, webhookId) : undefined,
            eq(deliveries.webhookId, webhooks.id),
            sql`${deliveries.state} = 'sending'`,
          ),
        ),
  };
}
