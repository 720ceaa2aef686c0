import type { Database, Steps, Transaction } from "@/db/database";
import type { ClaimedRow } from "@/db/dialect/dialect";
import type { Instance } from "@/lib/instance";
import type { AttemptResult } from "./deliver";
import { type LaneState, LEASE_MS } from "./lanes";
import { settle } from "./settle";

export interface Lease {
  /** Undefined if another engine holds the lane. */
  epoch: number | undefined;
  /** Epoch ms. */
  leaseUntil: number;
}

export interface Claim {
  lane: LaneState;
  lease: Lease;
  rows: ClaimedRow[];
  /** When the lane's next delivery is due; null if nothing is pending. */
  dueAt: number | null;
}

/** What a turn's commit made true; the engine takes it into memory afterwards. */
export interface Turn {
  settled: Set<string>;
  claims: Claim[];
  /** A webhook was deactivated, edited or resumed since it was looked at. */
  changed: boolean;
}

export interface TurnPlan {
  owner: string;
  results: AttemptResult[];
  lanes: LaneState[];
  /** How many deliveries a lane may claim now. */
  limitOf(lane: LaneState): number;
  now: number;
}

/**
 * A turn's one transaction: writes what attempts came to, leases lanes, claims what is due. It may run twice or be
 * undone, so it changes nothing in memory: a lease that was noted but not committed would be no fence at all.
 */
export function* writeTurn(tidings: Instance, tx: Transaction, plan: TurnPlan): Steps<Turn> {
  const { database } = tidings;
  const { owner, results, lanes, now } = plan;
  const { settled, resumed } = yield* settle(tidings, tx, results, now);
  const claims: Claim[] = [];
  let changed = resumed.length > 0;
  for (const lane of lanes) {
    const lease = yield* leaseLane(database, tx, lane, owner, now);
    if (lease.epoch === undefined) {
      claims.push({ lane, lease, rows: [], dueAt: null });
    } else if (yield* isUnchanged(tx, lane)) {
      claims.push(yield* claimLane(database, tx, { lane, lease }, plan.limitOf(lane), now));
    } else {
      changed = true;
      claims.push({ lane, lease, rows: [], dueAt: lane.dueAt });
    }
  }
  return { settled, claims, changed };
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

/** A webhook deactivated or edited a moment ago is not sent for with what was read before. */
function* isUnchanged(tx: Transaction, lane: LaneState): Steps<boolean> {
  const [same] = yield* tx.rows(
    "SELECT 1 FROM webhooks WHERE id = $1 AND status = 'active' AND updated_at = $2",
    [lane.webhookId, lane.endpointOf],
  );
  return same !== undefined;
}

function* claimLane(
  database: Database,
  tx: Transaction,
  { lane, lease }: Pick<Claim, "lane" | "lease">,
  limit: number,
  now: number,
): Steps<Claim> {
  if (limit === 0) return { lane, lease, rows: [], dueAt: lane.dueAt };
  const { webhookId, accountId, endpoint } = lane;
  const place = { webhookId, accountId, revision: endpoint?.revision ?? 0, epoch: lease.epoch as number };
  const rows = yield* database.sql.claimDue(tx, place, now, limit);
  // Fewer than asked for: what is left, if anything, is due later.
  return { lane, lease, rows, dueAt: rows.length === limit ? now : yield* readDueAt(tx, lane) };
}

function* readDueAt(tx: Transaction, lane: LaneState): Steps<number | null> {
  const [next] = yield* tx.rows<{ dueAt: number }>(
    `SELECT next_attempt_at AS "dueAt" FROM deliveries
     WHERE webhook_id = $1 AND state = 'pending' ORDER BY next_attempt_at LIMIT 1`,
    [lane.webhookId],
  );
  return next?.dueAt ?? null;
}
