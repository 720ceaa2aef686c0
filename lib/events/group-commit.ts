import { type Database, Retry, type Steps, type Transaction } from "@/db/database";
import type { NewEvent, TakenKey } from "@/db/dialect/dialect";
import { asUnavailable } from "@/db/faults";
import { together } from "@/db/together";

/** Per event of a request, in the order posted. `duplicate`: the id is the first one's. */
export interface StoredEvent {
  id: string;
  deliveries: number;
  duplicate: boolean;
}

/** The index of the event whose key is taken by another content. */
export interface KeyConflict {
  conflictAt: number;
}

export type StoreResult = StoredEvent[] | KeyConflict;

export interface GroupCommit {
  /** Resolves once the events and what they owe are on disk; a conflict stores nothing of the request. */
  store(events: NewEvent[]): Promise<StoreResult>;
}

interface Waiting {
  events: NewEvent[];
  resolve(result: StoreResult): void;
  reject(error: unknown): void;
}

/** One transaction takes at most so many events, so that a flood can't make everybody wait for one commit. */
const GROUP_EVENTS = 2_000;

/**
 * Requests that arrive together share one transaction and so one fsync: 20,000 durable posts a second were
 * measured where single commits gave 3,000. The requests stay independent: one that conflicts is left out.
 */
export function createGroupCommit(
  database: Database,
  onCommitted: (owed: { webhookIds: Set<string>; deliveries: number }) => void,
): GroupCommit {
  const waiting: Waiting[] = [];
  let committing = false;

  async function commitAll() {
    committing = true;
    // Requests that were read from their sockets in this turn of the event loop join the group.
    await new Promise(setImmediate);
    while (waiting.length > 0) await commit(takeGroup(waiting));
    committing = false;
  }

  async function commit(group: Waiting[]): Promise<void> {
    let stored: GroupResult;
    try {
      stored = await database.atomically((tx) => storeGroup(database, tx, group));
    } catch (error) {
      // One request that the database refuses must not sink its neighbours.
      if (group.length > 1 && !asUnavailable(error)) for (const request of group) await commit([request]);
      else for (const request of group) request.reject(error);
      return;
    }
    group.forEach((request, index) => {
      request.resolve(stored.results[index] as StoreResult);
    });
    if (stored.owed.deliveries > 0) onCommitted(stored.owed);
  }

  return {
    store: (events) =>
      new Promise((resolve, reject) => {
        waiting.push({ events, resolve, reject });
        if (!committing) void commitAll();
      }),
  };
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let size = 0;
  const end = waiting.findIndex((request, index) => {
    size += request.events.length;
    return index > 0 && size > GROUP_EVENTS;
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

function* storeGroup(database: Database, tx: Transaction, group: Waiting[]): Steps<GroupResult> {
  const keyed = group.flatMap((request) => request.events).filter((event) => event.key !== null);
  const taken = yield* findTaken(database, tx, keyed);
  const { results, fresh } = decide(group, taken);

  // In this order: what a repeat in the same request owes is what its event owes.
  const [, deliveries] = yield* together([
    insertKeys(database, tx, fresh),
    insertAndFanOut(database, tx, fresh),
    countDeliveriesOfDuplicates(tx, results),
  ]);
  const count = new Map<string, number>();
  for (const { eventId } of deliveries) count.set(eventId, (count.get(eventId) ?? 0) + 1);
  for (const stored of results.filter(Array.isArray).flat()) {
    if (!stored.duplicate) stored.deliveries = count.get(stored.id) ?? 0;
  }
  const webhookIds = new Set(deliveries.map(({ webhookId }) => webhookId));
  return { results, owed: { webhookIds, deliveries: deliveries.length } };
}

function* insertKeys({ sql }: Database, tx: Transaction, fresh: NewEvent[]): Steps<void> {
  const keyed = fresh.filter((event) => event.key !== null);
  if (keyed.length > 0 && (yield* sql.insertKeys(tx, keyed)) < keyed.length)
    throw new Retry("Another process took one of these keys just now.");
}

/** @returns what is owed because of the events */
function* insertAndFanOut(
  { sql }: Database,
  tx: Transaction,
  fresh: NewEvent[],
): Steps<{ eventId: string; webhookId: string }[]> {
  if (fresh.length === 0) return [];
  const [, deliveries] = yield* together([sql.insertEvents(tx, fresh), sql.fanOut(tx, fresh)]);
  return deliveries;
}

interface GroupResult {
  results: StoreResult[];
  owed: { webhookIds: Set<string>; deliveries: number };
}

function* findTaken(database: Database, tx: Transaction, keyed: NewEvent[]): Steps<Map<string, TakenKey>> {
  if (keyed.length === 0) return new Map();
  const rows = yield* database.sql.findKeys(tx, keyed as { accountId: number; key: string }[]);
  return new Map(rows.map((row) => [`${row.accountId} ${row.key}`, row]));
}

/** Tells new events from repeats and conflicts, requests in the order they came; pure but for `taken`. */
function decide(group: Waiting[], taken: Map<string, Pick<TakenKey, "eventId" | "contentHash">>) {
  const fresh: NewEvent[] = [];
  const results = group.map(({ events }): StoreResult => {
    const added: string[] = [];
    const freshBefore = fresh.length;
    const stored: StoredEvent[] = [];
    for (const [index, event] of events.entries()) {
      const place = `${event.accountId} ${event.key}`;
      const first = event.key === null ? undefined : taken.get(place);
      if (first && first.contentHash !== event.contentHash) {
        for (const key of added) taken.delete(key);
        fresh.length = freshBefore;
        return { conflictAt: index };
      }
      stored.push({ id: first?.eventId ?? event.id, deliveries: 0, duplicate: first !== undefined });
      if (first) continue;
      fresh.push(event);
      if (event.key !== null) {
        taken.set(place, { eventId: event.id, contentHash: event.contentHash as string });
        added.push(place);
      }
    }
    return stored;
  });
  return { results, fresh };
}

/** A repeat is answered with what the first one owed. */
function* countDeliveriesOfDuplicates(tx: Transaction, results: StoreResult[]): Steps<void> {
  const duplicates = results
    .filter(Array.isArray)
    .flat()
    .filter((event) => event.duplicate);
  const ids = [...new Set(duplicates.map(({ id }) => id))];
  const found = yield* together(ids.map((id) => tx.rows<{ n: number }>(COUNT_DELIVERIES_OF, [id])));
  const counts = new Map(found.map(([row], place) => [ids[place], Number(row?.n ?? 0)]));
  for (const duplicate of duplicates) duplicate.deliveries = counts.get(duplicate.id) ?? 0;
}

const COUNT_DELIVERIES_OF = "SELECT count(*) AS n FROM deliveries WHERE event_id = $1 AND resend_of IS NULL";
