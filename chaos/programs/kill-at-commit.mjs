// Looks at the database as fast as it can and kills a process group the moment a key has been committed.
// node chaos/programs/kill-at-commit.mjs FILE PID KEY_PREFIX; prints "ready" once it looks.
import { writeSync } from "node:fs";
import Sqlite from "better-sqlite3";

const [file, pid, prefix] = process.argv.slice(2);
const sqlite = new Sqlite(file, { readonly: true });
const committed = sqlite.prepare("SELECT 1 FROM event_keys WHERE key >= ? AND key < ? LIMIT 1").pluck();
writeSync(1, "ready\n");
while (committed.get(prefix, `${prefix}~`) === undefined);
process.kill(-Number(pid), "SIGKILL");
