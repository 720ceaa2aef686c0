// Another program that writes to the product's database: holds its write lock for so long, every so often.
// node chaos/programs/hold-lock.mjs FILE HOLD_MS EVERY_MS; prints a line when it has let go, ends with its input.
import Sqlite from "better-sqlite3";

const [file, holdMs, everyMs] = process.argv.slice(2);
const sqlite = new Sqlite(file, { timeout: 10_000 });

function hold() {
  sqlite.exec("BEGIN IMMEDIATE");
  setTimeout(() => {
    sqlite.exec("ROLLBACK");
    process.stdout.write("held\n");
  }, Number(holdMs));
}

hold();
setInterval(hold, Number(everyMs));
process.stdin.resume().once("end", () => process.exit(0));
