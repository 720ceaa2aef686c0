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

/** Looked at in one go; 10,000 at once would keep everybody else of SQLite's thread waiting for 20 ms and more. */
const LOOKED_AT_ONCE = 2_000;

const OF_RECALCULATIONS = `
  SELECT count(*) AS looked, count(CASE WHEN e.cause = 'recalculation' THEN 1 END) AS found FROM (
    SELECT event_id FROM deliveries
    WHERE webhook_id = $1 AND finished_at IS NULL ORDER BY accepted_at LIMIT ${LOOKED_AT_ONCE} OFFSET $2
  ) AS d JOIN events e ON e.id = d.event_id`;

/** How many of the oldest deliveries that wait come from a recalculation (S1.45). */
export async function countRecalculated(database: Database, webhookId: string): Promise<number> {
  let count = 0;
  for (let offset = 0; offset < MOST_LOOKED_AT; offset += LOOKED_AT_ONCE) {
    const [row] = await database.rows<{ looked: number; found: number }>(OF_RECALCULATIONS, [
      webhookId,
      offset,
    ]);
    count += Number(row?.found ?? 0);
    if (Number(row?.looked ?? 0) < LOOKED_AT_ONCE) break;
    await new Promise(setImmediate);
  }
  return count;
}
