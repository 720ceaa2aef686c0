// Looks at the database as fast as it can and kills a process group the moment a key has been committed.
// node chaos/programs/kill-at-commit.mjs FILE|URL PID KEY_PREFIX; prints "ready" once it looks.
import { writeSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { Client } from "pg";

const [place, pid, prefix] = process.argv.slice(2);
const COMMITTED = `SELECT 1 FROM event_keys WHERE key >= '${prefix}' AND key < '${prefix}~' LIMIT 1`;
if (place.startsWith("postgres://")) {
  const client = new Client(place);
  await client.connect();
  const committed = { name: "committed", text: COMMITTED };
  await client.query(committed);
  writeSync(1, "ready\n");
  while ((await client.query(committed)).rows.length === 0);
  process.kill(-Number(pid), "SIGKILL");
  await client.end();
} else {
  const committed = new Sqlite(place, { readonly: true }).prepare(COMMITTED);
  writeSync(1, "ready\n");
  while (committed.get() === undefined);
  process.kill(-Number(pid), "SIGKILL");
}
