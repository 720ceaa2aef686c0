import type { PostgresDatabase } from "@/db/connect-postgres";

const NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at";

/** How often the server is asked for the time, and of how many answers the quickest is believed. */
const EVERY_MS = 10_000;
const REMEMBERED = 6;

/** An answer that took longer says too little. */
const SLOW_MS = 1_000;

export interface DatabaseClock {
  /** Epoch ms, as the database server's clock tells. */
  now(): number;
  /** Asks once more. */
  ask(): Promise<void>;
  stop(): void;
}

/**
 * The clock of the database server, which every process on it shares: leases, schedules and windows mean the same on
 * machines whose own clocks differ. The server is asked from time to time; between two answers, and while it is away,
 * this machine's clock goes on from there.
 */
export async function followDatabaseClock(
  database: Pick<PostgresDatabase, "rows">,
  wall: () => number = Date.now,
  monotonic: () => number = () => performance.now(),
): Promise<DatabaseClock> {
  const answers: { offset: number; took: number }[] = [];

  async function ask() {
    const begun = monotonic();
    const [row] = await database.rows<{ at: number }>(NOW, []);
    const took = monotonic() - begun;
    // The server read its clock somewhere between question and answer; half-way is wrong by half of that at most.
    if (row && took < SLOW_MS) answers.push({ offset: Number(row.at) - (wall() - took / 2), took });
    if (answers.length > REMEMBERED) answers.shift();
  }

  // The first question pays for the connection.
  await ask();
  await ask();
  const timer = setInterval(() => void ask().catch(() => {}), EVERY_MS);
  timer.unref();

  return {
    now() {
      let best: { offset: number; took: number } | undefined;
      for (const answer of answers) if (!best || answer.took < best.took) best = answer;
      return Math.round(wall() + (best?.offset ?? 0));
    },
    ask,
    stop: () => clearInterval(timer),
  };
}
