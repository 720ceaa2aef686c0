import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The product's migrations of SQLite as they were before one of them, in a folder of the test's own.
 * @param tag of the first that is left out, as in `0003_delivery_alone`
 * @returns the folder
 */
export function migrationsBefore(tag: string, folder: string): string {
  const older = join(folder, "older-migrations");
  cpSync("db/migrations/sqlite", older, { recursive: true });
  const journal = join(older, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  const first = entries.findIndex((entry: { tag: string }) => entry.tag === tag);
  if (first < 0) throw new Error(`There is no migration ${tag}.`);
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, first) }));
  return older;
}
