import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The product's migrations of SQLite without the last one, in a folder of the test's own. @returns the folder */
export function olderMigrations(folder: string): string {
  const older = join(folder, "older-migrations");
  cpSync("db/migrations/sqlite", older, { recursive: true });
  const journal = join(older, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, -1) }));
  return older;
}
