import type { Database, Steps, Transaction } from "@/db/database";
import type { EventRow, PresentWebhook } from "@/db/dialect/dialect";
import { notePace, readFailing } from "@/db/lane-rows";
import { together } from "@/db/together";
import type { Instance } from "@/lib/instance";
import { type ClaimedBatch, claimLanes, earliest } from "./claim";
import { ClaimedEvents } from "./claimed-events";
import type { Endpoint } from "./endpoint";
import { type LaneState, LEASE_MS } from "./lanes";
import { mayBeSentFor } from "./open-endpoints";
import { type EndedAttempts, nothingSettled, type Settled, settle } from "./settle";

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

export interface TurnPlan extends EndedAttempts {
  owner: string;
  /** With their endpoints opened. */
  lanes: LaneState[];
  /** How many requests may begin in all. */
  room: number;
  /** How many requests a lane may begin now. */
  limitOf(lane: LaneState): number;
  /** Its webhook is suspended and was probed. */
  isProbing(webhookId: string): boolean;
}

/**
 * A turn's one transaction: writes what attempts came to, leases lanes, claims what is due. It may run twice or be
 * undone, so it changes nothing in memory: a lease that was noted but not committed would be no fence at all.
 */
export function* writeTurn(tidings: Instance, tx: Transaction, plan: TurnPlan): Steps<Turn> {
  const [settled, claims] = yield* (wentWell(plan) ? settleAndClaim : settleThenClaim)(tidings, tx, plan);
  const [events, timed] = yield* together([
    readEvents(tidings.database, tx, claims),
    untilNextDue(tidings.database, tx, claims),
  ]);
  return { ...settled, claims: timed, events };
}

type SettledAndClaimed = Steps<[Settled, Claim[]]>;

/**
 * What is written of such results changes neither which lanes may be claimed from nor what is due in them, but that they
 * are no longer sent, which a lane in order looks at: `settle` writes it in its first step, lanes are claimed from later.
 */
const wentWell = ({ results, isFailing, isProbing }: TurnPlan): boolean =>
  results.every(({ run: { verdict, webhookId }, step, orderKeys }) => {
    const isAwaited = step !== null || orderKeys.length > 0;
    return verdict === "succeeded" && !isAwaited && !isFailing(webhookId) && !isProbing(webhookId);
  });

const settleAndClaim = (tidings: Instance, tx: Transaction, plan: TurnPlan): SettledAndClaimed =>
  together([settle(tidings, tx, plan), claimFor(tidings, tx, plan, nothingSettled())]);

function* settleThenClaim(tidings: Instance, tx: Transaction, plan: TurnPlan): SettledAndClaimed {
  const settled = yield* settle(tidings, tx, plan);
  return [settled, yield* claimFor(tidings, tx, plan, settled)];
}

/** Of the lanes, as many as there is room for; the others come first in the next turn. */
function* claimFor(tidings: Instance, tx: Transaction, plan: TurnPlan, settled: Settled): Steps<Claim[]> {
  const present = yield* readPresent(tidings.database, tx, plan);
  const claims: Claim[] = [];
  let { room } = plan;
  const waiting = plan.lanes.values();
  while (room > 0) {
    const served: { lane: OpenLane; limit: number }[] = [];
    // Together those whose limits fill the room. What they leave of it is for the next ones.
    let left = room;
    while (left > 0) {
      const { value: lane } = waiting.next();
      if (!lane) break;
      if (isAsOpened(lane, present.get(lane.webhookId))) {
        const limit = Math.min(plan.limitOf(lane), left);
        left -= limit;
        served.push({ lane, limit });
      } else claims.push(leaveStale(lane, settled));
    }
    if (served.length === 0) break;
    const some = yield* serveLanes(tidings, tx, served, plan, settled);
    for (const { batches } of some) room -= batches.length;
    claims.push(...some);
  }
  return claims;
}

/** Its webhook was changed: its endpoint is opened again before the next turn. */
function leaveStale(lane: LaneState, settled: Settled): Claim {
  const { epoch, leaseUntil, dueAt } = lane;
  return {
    ...{ lane, lease: { epoch, leaseUntil }, batches: [], dueAt, untilNext: false },
    ...{ failing: failingByResults(lane, settled) ?? lane.failing, stale: true, noted: false },
  };
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
const failingByResults = ({ webhookId }: LaneState, { failing }: Settled) =>
  failing.has(webhookId) ? failing.get(webhookId) !== null : undefined;

function* serveLanes(
  tidings: Instance,
  tx: Transaction,
  served: { lane: OpenLane; limit: number }[],
  { owner, now }: TurnPlan,
  settled: Settled,
): Steps<Claim[]> {
  const { database, env } = tidings;
  const leased = yield* together(
    served.map(({ lane, limit }) => leaseAndNote(database, tx, lane, { owner, now, limit }, settled)),
  );
  const wanted = leased.flatMap(({ lane, limit, lease, failing }) => {
    const { epoch } = lease;
    if (epoch === undefined) return [];
    return [{ lane: { ...lane, failing }, plan: { epoch, limit, now, scale: env.RETRY_TIME_SCALE } }];
  });
  const claimed = (yield* claimLanes(tidings, tx, wanted)).values();
  return leased.map(({ lane, lease, failing, noted }) => {
    const taken = lease.epoch === undefined ? undefined : claimed.next().value;
    const { batches, dueAt, untilNext } = taken ?? { batches: [], dueAt: null, untilNext: false };
    return { ...{ lane, lease, batches, dueAt, untilNext }, ...{ failing, noted, stale: false } };
  });
}

function* leaseAndNote(
  database: Database,
  tx: Transaction,
  lane: OpenLane,
  { owner, now, limit }: { owner: string; now: number; limit: number },
  settled: Settled,
): Steps<Pick<Claim, "lease" | "failing" | "noted"> & { lane: OpenLane; limit: number }> {
  const lease = yield* leaseLane(database, tx, lane, owner, now);
  if (lease.epoch === undefined) return { lane, limit, lease, failing: false, noted: false };
  const failing =
    failingByResults(lane, settled) ??
    (lane.epoch === lease.epoch ? lane.failing : yield* readFailing(tx, lane.webhookId));
  return { lane, limit, lease, failing, noted: yield* noteLane(tx, lane, now) };
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
