import type { Database, Steps, Transaction } from "@/db/database";
import type { ClaimedDelivery, DueRow, PresentWebhook } from "@/db/dialect/dialect";
import { readDue, readOldest, readOldestPendingAt } from "@/db/lane-rows";
import { together } from "@/db/together";
import { discardExpired } from "@/lib/deliveries/expire";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import type { Endpoint } from "./endpoint";
import { groupDue } from "./group-due";
import { isHeld, type LaneState } from "./lanes";
import { mayBeSentFor } from "./open-endpoints";
import { runsFromAcceptance, windowMs } from "./retry";

/** What one request carries: its id is the `webhook-id`, its revision and moment fix the bytes. */
export interface ClaimedBatch {
  id: string;
  revision: number;
  frozenAt: number;
  /** In the order in which they stand in the body. */
  deliveries: ClaimedDelivery[];
}

export interface Claimed {
  batches: ClaimedBatch[];
  /** When the lane is to be looked at next; null if nothing is pending. */
  dueAt: number | null;
  /** It is also to be looked at when the next delivery of what is left pending is due. */
  untilNext: boolean;
}

export interface ClaimPlan {
  epoch: number;
  /** How many requests may begin. */
  limit: number;
  now: number;
  /** RETRY_TIME_SCALE. */
  scale: number;
}

/** A lane of which something is to be claimed. */
export interface WantedClaim {
  lane: LaneState & { endpoint: Endpoint };
  plan: ClaimPlan;
}

/** Takes what is due for the lanes' free slots, each attempt counted. @returns what came of each, in their order */
export function* claimLanes(tidings: Instance, tx: Transaction, wanted: WantedClaim[]): Steps<Claimed[]> {
  const { database } = tidings;
  const ready = yield* together(wanted.map((want) => readyLane(tidings, tx, want)));
  const open = ready.filter(({ over }) => !over).map(({ want }) => want);
  const [plain, others] = yield* together([
    claimPlainly(database, tx, open.filter(isPlain)),
    together(open.filter((want) => !isPlain(want)).map((want) => claimByRule(database, tx, want))),
  ]);
  const claimed = new Map([...plain, ...others]);
  return ready.map(({ want, over, nextAt }) => {
    const { batches, dueAt, untilNext } = over ?? claimed.get(want) ?? nothingUntil(null);
    return { batches, dueAt: earliest(dueAt, nextAt), untilNext };
  });
}

/**
 * Ends what is past its limit. @returns `over` where nothing is to be claimed in this turn, and when the next one is past
 * its limit
 */
function* readyLane(
  tidings: Instance,
  tx: Transaction,
  want: WantedClaim,
): Steps<{ want: WantedClaim; over?: Claimed; nextAt: number | null }> {
  const { lane, plan } = want;
  if (plan.limit === 0) return { want, over: nothingUntil(lane.dueAt), nextAt: null };
  if (!runsFromAcceptance(lane.endpoint.settings.delivery.retry)) return { want, nextAt: null };
  const { count, nextAt } = yield* expireLane(tidings, tx, lane, plan);
  // What ended just now may have been one loss too many.
  if (count > 0 && !(yield* mayStillSend(tidings.database, tx, lane.endpoint, plan.now)))
    return { want, over: nothingUntil(plan.now), nextAt: null };
  return { want, nextAt };
}

const isOneByOne = (lane: LaneState & { endpoint: Endpoint }) =>
  isHeld(lane) || lane.endpoint.probing || lane.endpoint.settings.delivery.order === "webhook";

/** One event a request, in no order. */
function isPlain({ lane }: WantedClaim): boolean {
  const { batch, order } = lane.endpoint.settings.delivery;
  return batch.max === 1 && !lane.endpoint.batches && order === "none" && !isOneByOne(lane);
}

function* mayStillSend(
  database: Database,
  tx: Transaction,
  { webhookId, probing }: Endpoint,
  now: number,
): Steps<boolean> {
  const { text, values } = database.sql.presentWebhooks([webhookId]);
  const [webhook] = yield* tx.rows<PresentWebhook>(text, values);
  return webhook !== undefined && mayBeSentFor(webhook, now) && (webhook.status === "suspended") === probing;
}

type Verb = (
  database: Database,
  tx: Transaction,
  lane: LaneState & { endpoint: Endpoint },
  plan: ClaimPlan,
) => Steps<Claimed>;

function* claimByRule(
  database: Database,
  tx: Transaction,
  want: WantedClaim,
): Steps<readonly [WantedClaim, Claimed]> {
  const claim = isOneByOne(want.lane) ? claimOldest : claimDueBatches;
  return [want, yield* claim(database, tx, want.lane, want.plan)];
}

/** One statement for all of them. */
function* claimPlainly(
  database: Database,
  tx: Transaction,
  wanted: WantedClaim[],
): Steps<(readonly [WantedClaim, Claimed])[]> {
  const [first] = wanted;
  if (!first) return [];
  const { now } = first.plan;
  const lanes = wanted.map(({ lane, plan }) => ({ ...placeOf(lane, plan.epoch), limit: plan.limit }));
  const claimed = yield* database.sql.claimDue(tx, lanes, now);
  return wanted.map((want, index) => {
    const batches = (claimed[index] ?? []).map((row) => batchOf([row]));
    // Fewer than asked for: what is left, if anything, is due later.
    const tookAll = batches.length < want.plan.limit;
    return [want, { batches, dueAt: tookAll ? null : now, untilNext: tookAll }] as const;
  });
}

/**
 * The oldest alone, and what follows it in the same request: the webhook wants its order kept, or its endpoint fails
 * and is probed. What stands behind one that has to wait waits with it.
 */
const claimOldest: Verb = function* (database, tx, lane, plan) {
  const { now } = plan;
  const rows = yield* readOldest(tx, lane.webhookId, lane.endpoint.settings.delivery.batch.max);
  const [head] = rows;
  if (!head) return nothingUntil(null);
  if (head.state !== "pending") return nothingUntil(now + BEHIND_ANOTHER_MS);
  // Whom a suspended webhook is probed with has waited long enough.
  const mayGo = (row: DueRow) =>
    row.state === "pending" && (lane.endpoint.probing || row.nextAttemptAt <= now);
  if (!mayGo(head)) return nothingUntil(head.nextAttemptAt);
  const end = rows.findIndex((row) => !mayGo(row));
  const { batches, fullOrAt } = yield* claimRows(
    database,
    tx,
    lane,
    { ...plan, limit: 1, inOrder: true },
    rows.slice(0, end === -1 ? rows.length : end),
  );
  return { batches, dueAt: fullOrAt ?? now, untilNext: false };
};

const nothingUntil = (dueAt: number | null) => ({ batches: [], dueAt, untilNext: false });

/** Someone else's attempt for the oldest is under way, or was cut off and is put back soon. */
const BEHIND_ANOTHER_MS = 1_000;

const claimDueBatches: Verb = function* (database, tx, lane, plan) {
  const { batch, order } = lane.endpoint.settings.delivery;
  const wanted = Math.min(plan.limit * batch.max, MOST_ROWS);
  const due = yield* readDue(tx, lane.webhookId, plan.now, wanted);
  const rows = order === "contact" ? yield* headsOnly(database, tx, lane.webhookId, due, plan.now) : due;
  const { batches, fullOrAt } = yield* claimRows(database, tx, lane, plan, rows);
  if (due.length === wanted) return { batches, dueAt: plan.now, untilNext: false };
  return { batches, dueAt: fullOrAt, untilNext: fullOrAt === null };
};

/** Rows of one turn's claim for one lane: ten full batches. */
const MOST_ROWS = 1_000;

function* claimRows(
  database: Database,
  tx: Transaction,
  lane: LaneState & { endpoint: Endpoint },
  { epoch, limit, now, inOrder }: ClaimPlan & { inOrder?: boolean },
  rows: DueRow[],
): Steps<{ batches: ClaimedBatch[]; fullOrAt: number | null }> {
  const several = rows.flatMap(({ batchId, batchSize }) => (batchId && batchSize > 1 ? [batchId] : []));
  const waiting = several.length > 0 ? yield* database.sql.membersOf(tx, [...new Set(several)]) : [];
  const { max, maxWaitMs } = lane.endpoint.settings.delivery.batch;
  const { groups, fullOrAt } = groupDue(rows, waiting, { max, maxWaitMs, limit, now, inOrder }, newId);
  if (groups.length === 0) return { batches: [], fullOrAt };
  const claimed = yield* database.sql.claimGroups(tx, placeOf(lane, epoch), groups, now);
  // Resends share a batch with what they repeat, so requests are told apart by the group they were claimed in.
  const byId = new Map(claimed.map((row) => [row.id, row]));
  const batches = groups.flatMap(({ ids }) => {
    const found = ids.flatMap((id) => byId.get(id) ?? []);
    return found.length > 0 ? [batchOf(found)] : [];
  });
  return { batches, fullOrAt };
}

/** A contact's oldest delivery alone; those behind it are put off until it has ended, or are looked at in a minute. */
function* headsOnly(
  database: Database,
  tx: Transaction,
  webhookId: string,
  due: DueRow[],
  now: number,
): Steps<DueRow[]> {
  const keys = [...new Set(due.flatMap((row) => row.orderKey ?? []))];
  if (keys.length === 0) return due;
  const heads = yield* database.sql.firstOf(tx, webhookId, keys);
  const headOf = new Map(heads.map((head) => [head.orderKey, head.id]));
  const mayGo = (row: DueRow) => row.orderKey === null || headOf.get(row.orderKey) === row.id;
  const behind = due.filter((row) => !mayGo(row)).map(({ id }) => ({ id, until: now + LOOK_AGAIN_MS }));
  if (behind.length > 0) yield* database.sql.postpone(tx, behind);
  return due.filter(mayGo);
}

/** What waits for its predecessor is let go when that ends; should nobody tell (a cancellation), it looks by itself. */
const LOOK_AGAIN_MS = 60_000;

const NOTHING_EXPIRED = { count: 0, nextAt: null as number | null };

/** Each event ages on its own (S2.33): what is past its limit is discarded before anything else is sent. */
function* expireLane(
  tidings: Instance,
  tx: Transaction,
  { webhookId, endpoint }: LaneState & { endpoint: Endpoint },
  { now, scale }: ClaimPlan,
): Steps<typeof NOTHING_EXPIRED> {
  const window = windowMs(endpoint.settings.delivery.retry, scale);
  const oldest = yield* readOldestPendingAt(tx, webhookId);
  if (oldest === null) return NOTHING_EXPIRED;
  if (oldest + window >= now) return { count: 0, nextAt: oldest + window + 1 };
  return {
    count: yield* discardExpired(tidings, tx, webhookId, { before: now - window, now }),
    nextAt: now,
  };
}

const batchOf = (deliveries: ClaimedDelivery[]): ClaimedBatch => {
  const [first] = deliveries as [ClaimedDelivery];
  const { batchId, batchRevision, frozenAt } = first;
  return {
    id: batchId,
    revision: batchRevision,
    frozenAt,
    deliveries: deliveries.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
};

const placeOf = ({ webhookId, accountId, endpoint }: LaneState, epoch: number) => ({
  ...{ webhookId, accountId, revision: endpoint?.revision ?? 0, epoch },
});

/** The earliest of these times; null stands for never. */
export const earliest = (...times: (number | null)[]): number | null =>
  times.reduce((first, time) => (time === null || (first !== null && first <= time) ? first : time), null);
