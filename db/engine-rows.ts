import type { Database } from "./database";

/** The engines at work on one PostgreSQL; on SQLite there is one at most, which holds a lock. */

/** One that has not been seen for so long (ms) counts as gone. */
const GONE_MS = 15_000;

const BEAT = `
  INSERT INTO engines (id, started_at, seen_at) VALUES ($1, $2, $2)
  ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`;
const FORGET = "DELETE FROM engines WHERE id = ANY($1::text[]) OR seen_at < $2";
const SEEN = "SELECT count(*) AS n, max(seen_at) AS at FROM engines WHERE seen_at > $1";

/** This engine is alive. @returns how many are, this one included */
export async function sayAlive(database: Database, id: string, now: number): Promise<number> {
  await database.atomically((tx) => tx.rows(BEAT, [id, now]));
  return (await readEngines(database, now)).alive;
}

/** These engines have ended; what was killed long ago is forgotten as well. */
export async function sayEnded(database: Database, ids: string[], now: number): Promise<void> {
  await database.atomically((tx) => tx.rows(FORGET, [ids, now - 240 * GONE_MS]));
}

/** How many engines are alive, and when one of them was last seen (epoch ms). */
export async function readEngines(
  database: Database,
  now: number,
): Promise<{ alive: number; seenAt: number | null }> {
  const [row] = await database.rows<{ n: number; at: number | null }>(SEEN, [now - GONE_MS]);
  return { alive: Number(row?.n ?? 0), seenAt: row?.at == null ? null : Number(row.at) };
}
