import type { PostgresDatabase } from "../connect-postgres";

/** Resolves when `count` of the database's sessions wait for another's lock. */
export async function waitForLocks({ pool }: Pick<PostgresDatabase, "pool">, count: number) {
  for (;;) {
    const { rows } = await pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows.length >= count) return;
    await new Promise(setImmediate);
  }
}
