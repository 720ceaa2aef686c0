import type { Steps, Transaction } from "./database";
import type { DueRow } from "./dialect/dialect";

/** What a lane's claim reads, in words that both databases understand. */

const DUE_ROW = `
  d.id, d.state, d.batch_id AS "batchId", coalesce(b.size, 1) AS "batchSize", d.attempts,
  d.accepted_at AS "acceptedAt", d.next_attempt_at AS "nextAttemptAt", d.order_key AS "orderKey"`;

/** A delivery alone has no row among the batches. */
const OLDEST = `
  SELECT ${DUE_ROW} FROM deliveries d LEFT JOIN batches b ON b.id = d.batch_id
  WHERE d.webhook_id = $1 AND d.finished_at IS NULL ORDER BY d.accepted_at, d.id LIMIT $2`;

const DUE = `
  SELECT ${DUE_ROW} FROM deliveries d LEFT JOIN batches b ON b.id = d.batch_id
  WHERE d.webhook_id = $1 AND d.state = 'pending' AND d.next_attempt_at <= $2
  ORDER BY d.next_attempt_at, d.id LIMIT $3`;

const OLDEST_PENDING_AT = `
  SELECT accepted_at AS "at" FROM deliveries
  WHERE webhook_id = $1 AND finished_at IS NULL AND state = 'pending' ORDER BY accepted_at LIMIT 1`;

/** A webhook's unfinished deliveries, the earliest accepted first, whatever they wait for. */
export const readOldest = (tx: Transaction, webhookId: string, limit: number): Steps<DueRow[]> =>
  tx.rows<DueRow>(OLDEST, [webhookId, limit]);

/** What is due, the longest due first. */
export const readDue = (tx: Transaction, webhookId: string, now: number, limit: number): Steps<DueRow[]> =>
  tx.rows<DueRow>(DUE, [webhookId, now, limit]);

/** When the oldest pending delivery was accepted; null if none is pending. */
export function* readOldestPendingAt(tx: Transaction, webhookId: string): Steps<number | null> {
  const [row] = yield* tx.rows<{ at: number }>(OLDEST_PENDING_AT, [webhookId]);
  return row?.at ?? null;
}

const HOLD = "UPDATE lanes SET failing_since = $2, failing_reason = $3 WHERE webhook_id = $1";
const LET_GO = "UPDATE lanes SET failing_since = NULL, failing_reason = NULL WHERE webhook_id = $1";

/** What was tried comes before what was accepted after it. */
const DUE_AS_ACCEPTED = `
  UPDATE deliveries SET next_attempt_at = accepted_at
  WHERE webhook_id = $1 AND state = 'pending' AND next_attempt_at > $2 AND attempts > 0`;

/** The endpoint fails: from now on one batch at a time probes it. */
export function* holdLane(tx: Transaction, webhookId: string, reason: string, now: number): Steps<void> {
  yield* tx.rows(HOLD, [webhookId, now, reason]);
}

/** The endpoint answers again: what waits is due, in the order in which it was accepted. */
export function* letLaneGo(tx: Transaction, webhookId: string, now: number): Steps<void> {
  yield* tx.rows(LET_GO, [webhookId]);
  yield* tx.rows(DUE_AS_ACCEPTED, [webhookId, now]);
}

/** Whether the lane's endpoint was failing when somebody last held it. */
export function* readFailing(tx: Transaction, webhookId: string): Steps<boolean> {
  const [lane] = yield* tx.rows<{ since: number | null }>(
    'SELECT failing_since AS "since" FROM lanes WHERE webhook_id = $1',
    [webhookId],
  );
  return lane?.since != null;
}

const GIVE_AWAY = "UPDATE lanes SET owner = NULL, lease_until = 0 WHERE webhook_id = $1 AND owner = $2";

/** Another engine may take these lanes at once. Nothing of them may be under way. */
export function* giveLanesAway(tx: Transaction, webhookIds: string[], owner: string): Steps<void> {
  for (const id of webhookIds.toSorted()) yield* tx.rows(GIVE_AWAY, [id, owner]);
}

/** Under the fence of a lane that the owner still holds. */
const SENDING_OF = `
  SELECT d.id, d.lease_epoch AS epoch FROM lanes l
  JOIN deliveries d ON d.webhook_id = l.webhook_id AND d.state = 'sending' AND d.lease_epoch = l.epoch
  WHERE l.owner = $1`;

/** What the database believes that this engine is sending. */
export const readSendingOf = (tx: Transaction, owner: string): Steps<{ id: string; epoch: number }[]> =>
  tx.rows(SENDING_OF, [owner]);

const NOTE_PACE = "UPDATE lanes SET pace = $2, per_minute = $3, noted_at = $4 WHERE webhook_id = $1";

/** How the lane gets on, for the estimate that its webhook's page shows. */
export function* notePace(
  tx: Transaction,
  webhookId: string,
  { pace, perMinute, now }: { pace: number | null; perMinute: number; now: number },
): Steps<void> {
  yield* tx.rows(NOTE_PACE, [webhookId, pace, perMinute, now]);
}
