import type { Database } from "./database";

/** What pages say about deliveries that wait, in words that both databases understand; each look is bounded. */

/** What is put off is counted up to this figure; whoever sees one more knows that there are more. */
export const MOST_PUT_OFF = 1_000;

/** So many of a webhook's waiting deliveries are looked at, the oldest first, for why they wait. */
export const MOST_LOOKED_AT = 10_000;

/** How a webhook's lane gets on, as the engine noted it. */
export interface LaneNote {
  webhookId: string;
  /** Requests at once while the endpoint is slowed; null where nothing slows it. */
  pace: number | null;
  perMinute: number | null;
  notedAt: number | null;
  /** Since when one batch at a time probes the endpoint and the rest is held; null while it answers. */
  failingSince: number | null;
  /** How many of its deliveries are to be tried later, at most MOST_PUT_OFF + 1. */
  putOff: number;
}

const PUT_OFF = `
  SELECT 1 AS one FROM deliveries d
  WHERE d.webhook_id = l.webhook_id AND d.state = 'pending' AND d.next_attempt_at > $1
  LIMIT ${MOST_PUT_OFF + 1}`;

const notesOf = (count: number) => `
  SELECT l.webhook_id AS "webhookId", l.pace, l.per_minute AS "perMinute", l.noted_at AS "notedAt",
    l.failing_since AS "failingSince", (SELECT count(*) FROM (${PUT_OFF}) AS put_off) AS "putOff"
  FROM lanes l WHERE l.webhook_id IN (${Array.from({ length: count }, (_, n) => `$${n + 2}`).join(", ")})`;

export async function readLaneNotes(database: Database, webhookIds: string[], now: number) {
  if (webhookIds.length === 0) return new Map<string, LaneNote>();
  const rows = await database.rows<LaneNote>(notesOf(webhookIds.length), [now, ...webhookIds]);
  return new Map(rows.map((row) => [row.webhookId, { ...row, putOff: Number(row.putOff) }]));
}

const OLDEST = `
  SELECT state, next_attempt_at AS "nextAttemptAt" FROM deliveries
  WHERE webhook_id = $1 AND finished_at IS NULL ORDER BY accepted_at, id LIMIT 1`;

/** The delivery that a failing endpoint is probed with. */
export async function readOldestWaiting(database: Database, webhookId: string) {
  const [row] = await database.rows<{ state: "pending" | "sending"; nextAttemptAt: number }>(OLDEST, [
    webhookId,
  ]);
  return row;
}

const OF_RECALCULATIONS = `
  SELECT count(*) AS n FROM (
    SELECT event_id FROM deliveries
    WHERE webhook_id = $1 AND finished_at IS NULL ORDER BY accepted_at LIMIT ${MOST_LOOKED_AT}
  ) AS d JOIN events e ON e.id = d.event_id
  WHERE e.cause = 'recalculation'`;

/** How many of the oldest deliveries that wait come from a recalculation (S1.45). */
export async function countRecalculated(database: Database, webhookId: string): Promise<number> {
  const [row] = await database.rows<{ n: number }>(OF_RECALCULATIONS, [webhookId]);
  return Number(row?.n ?? 0);
}
