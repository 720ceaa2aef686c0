import type { PostgresDatabase } from "@/db/connect-postgres";
import { daysOfPartition } from "@/db/partition-plan";
import { makePartitions } from "@/db/partitions";
import { type DatabaseClock, followDatabaseClock } from "@/lib/database-clock";
import type { Keyring } from "@/lib/keyring";

const MOVE = "SELECT value FROM installation WHERE name = 'move'";

/**
 * What a process needs before it works beside others on one PostgreSQL: the same clock, and somewhere for
 * the rows of the days to come, should no engine be there to make it.
 */
export async function joinOthers(
  database: PostgresDatabase,
  keyring: Keyring,
  retentionDays: number,
): Promise<{ clock: DatabaseClock; setUpSeed: Buffer }> {
  const [move] = await database.rows<{ value: string }>(MOVE, []);
  if (move && move.value !== "done") {
    throw new Error(
      "A move into this database has begun and is not finished. Call `tidings move` again, which goes on where it was.",
    );
  }
  const clock = await followDatabaseClock(database);
  await makePartitions(database, clock.now(), daysOfPartition(retentionDays));
  // Whichever web process the first visitor comes to, the code is the one that each of them has printed.
  return { clock, setUpSeed: Buffer.from(keyring.derive("set-up code"), "base64url") };
}
