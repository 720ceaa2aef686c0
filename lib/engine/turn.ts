import type { Database, Steps, Transaction } from "@/db/database";
import type { EventRow, PresentWebhook } from "@/db/dialect/dialect";
import { notePace, readFailing } from "@/db/lane-rows";
import type { Instance } from "@/lib/instance";
import { type ClaimedBatch, claimLane, earliest } from "./claim";
import { ClaimedEvents } from "./claimed-events";
import type { AttemptResult } from "./deliver";
import type { Endpoint } from "./endpoint";
import { type LaneState, LEASE_MS } from "./lanes";
import { mayBeSentFor } from "./open-endpoints";
import { type Settled, settle } from "./settle";

export interface Lease {
  /** Undefined if another engine holds the lane. */
  epoch: number | undefined;
  /** Epoch ms. */
  leaseUntil: number;
}

export interface Claim {
  lane: LaneState;
  lease: Lease;
  batches: ClaimedBatch[];
  /** When the lane is to be looked at next; null if nothing is pending. */
  dueAt: number | null;
  /** Besides, when what is left pending is due, which is looked up for all lanes at once. */
  untilNext: boolean;
  failing: boolean;
  /** The webhook was changed since the lane's endpoint was opened, or may not be sent for any more. */
  stale: boolean;
  /** How the lane gets on was noted just now. */
  noted: boolean;
}

/** What a turn's commit made true; the engine takes it into memory afterwards. */
export interface Turn extends Settled {
  claims: Claim[];
  events: ClaimedEvents;
}

export interface TurnPlan {
  owner: string;
  results: AttemptResult[];
  /** With their endpoints opened. */
  lanes: LaneState[];
  /** How many requests may begin in all. */
  room: number;
  /** How many requests a lane may begin now. */
  limitOf(lane: LaneState): number;
  isFailing(webhookId: string): boolean;
  now: number;
}

/**
 * A turn's one transaction: writes what attempts came to, leases lanes, claims what is due. It may run twice or be
 * undone, so it changes nothing in memory: a lease that was noted but not committed would be no fence at all.
 */
export function* writeTurn(tidings: Instance, tx: Transaction, plan: TurnPlan): Steps<Turn> {
  const settled = yield* settle(tidings, tx, plan.results, plan.now, plan.isFailing);
  const claims: Claim[] = [];
  const present = yield* readPresent(tidings.database, tx, plan);
  let room = plan.room;
  for (const lane of plan.lanes) {
    // The others come first in the next turn.
    if (room <= 0) break;
    if (isAsOpened(lane, present.get(lane.webhookId))) {
      const claim = yield* serveLane(tidings, tx, lane, { ...plan, room }, settled);
      room -= claim.batches.length;
      claims.push(claim);
    } else {
      const { epoch, leaseUntil, dueAt } = lane;
      const failing = isFailing(lane, settled) ?? lane.failing;
      claims.push({
        ...{ lane, lease: { epoch, leaseUntil }, batches: [], dueAt, untilNext: false },
        ...{ failing, stale: true, noted: false },
      });
    }
  }
  const events = yield* readEvents(tidings.database, tx, claims);
  return { ...settled, claims: yield* untilNextDue(tidings.database, tx, claims), events };
}

function* readEvents(database: Database, tx: Transaction, claims: Claim[]): Steps<ClaimedEvents> {
  const ids = new Set<string>();
  for (const { batches } of claims) {
    for (const { deliveries } of batches) for (const { eventId } of deliveries) ids.add(eventId);
  }
  if (ids.size === 0) return new ClaimedEvents([]);
  const { text, values } = database.sql.eventsOf([...ids]);
  return new ClaimedEvents(yield* tx.rows<EventRow>(text, values));
}

function* untilNextDue(database: Database, tx: Transaction, claims: Claim[]): Steps<Claim[]> {
  const asking = claims.filter((claim) => claim.untilNext).map(({ lane }) => lane.webhookId);
  if (asking.length === 0) return claims;
  const { text, values } = database.sql.nextDueOf(asking);
  const rows = yield* tx.rows<{ webhookId: string; at: number | null }>(text, values);
  const next = new Map(rows.map(({ webhookId, at }) => [webhookId, at]));
  return claims.map((claim) =>
    claim.untilNext
      ? { ...claim, dueAt: earliest(claim.dueAt, next.get(claim.lane.webhookId) ?? null) }
      : claim,
  );
}

/** A webhook deactivated or edited a moment ago is not sent for with what was read before. */
function* readPresent(database: Database, tx: Transaction, { lanes, now }: TurnPlan) {
  if (lanes.length === 0) return new Map<string, PresentWebhook>();
  const { text, values } = database.sql.presentWebhooks(lanes.map((lane) => lane.webhookId));
  const rows: PresentWebhook[] = yield* tx.rows<PresentWebhook>(text, values);
  return new Map(rows.filter((row) => mayBeSentFor(row, now)).map((webhook) => [webhook.id, webhook]));
}

type OpenLane = LaneState & { endpoint: Endpoint };

const isAsOpened = (lane: LaneState, webhook: PresentWebhook | undefined): lane is OpenLane =>
  webhook !== undefined &&
  webhook.updatedAt === lane.endpointOf &&
  webhook.revision === lane.endpoint?.revision &&
  webhook.connectorRevision === lane.endpoint.connectorRevision &&
  (webhook.status === "suspended") === lane.endpoint.probing;

/** What this very turn's results say; undefined where they say nothing. */
const isFailing = ({ webhookId }: LaneState, { failing }: Settled) =>
  failing.has(webhookId) ? failing.get(webhookId) !== null : undefined;

function* serveLane(
  tidings: Instance,
  tx: Transaction,
  lane: OpenLane,
  plan: TurnPlan,
  settled: Settled,
): Steps<Claim> {
  const { database, env } = tidings;
  const { now } = plan;
  const lease = yield* leaseLane(database, tx, lane, plan.owner, now);
  if (lease.epoch === undefined) {
    return {
      ...{ lane, lease, batches: [], dueAt: null, untilNext: false },
      ...{ failing: false, stale: false, noted: false },
    };
  }
  const failing =
    isFailing(lane, settled) ??
    (lane.epoch === lease.epoch ? lane.failing : yield* readFailing(tx, lane.webhookId));
  const noted = yield* noteLane(tx, lane, now);
  const claim = {
    ...{ epoch: lease.epoch, limit: Math.min(plan.limitOf(lane), plan.room) },
    ...{ now, scale: env.RETRY_TIME_SCALE },
  };
  const { batches, dueAt, untilNext } = yield* claimLane(tidings, tx, { ...lane, failing }, claim);
  return { lane, lease, batches, dueAt, untilNext, failing, stale: false, noted };
}

/** Renews in the lease's second half, so that a busy lane costs no statement in most turns. */
function* leaseLane(
  database: Database,
  tx: Transaction,
  lane: LaneState,
  owner: string,
  now: number,
): Steps<Lease> {
  if (lane.epoch !== undefined && lane.leaseUntil - now > LEASE_MS / 2) {
    return { epoch: lane.epoch, leaseUntil: lane.leaseUntil };
  }
  const until = now + LEASE_MS;
  const epoch = yield* database.sql.leaseLane(tx, lane.webhookId, owner, now, until);
  return { epoch, leaseUntil: epoch === undefined ? 0 : until };
}

/** Often enough for an estimate, seldom enough to cost nothing. */
const NOTE_MS = 10_000;

function* noteLane(tx: Transaction, lane: LaneState, now: number): Steps<boolean> {
  const passed = now - lane.notedAt;
  if (passed < NOTE_MS) return false;
  const perMinute = Math.round((lane.settled * 60_000) / passed);
  const pace = lane.pace.limit === null ? null : Math.floor(lane.pace.limit);
  yield* notePace(tx, lane.webhookId, { pace, perMinute, now });
  return true;
}
