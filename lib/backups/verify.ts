import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { readMigrationFiles } from "drizzle-orm/migrator";

/**
 * Looks at a file before anything is done with it. It must be closed by whoever made it.
 * @returns how many migrations it lacks
 * @throws Error in words unless it is an intact Tidings database of this version or an older one
 */
export function verifyDatabase(file: string): { migrations: number; missing: number } {
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(file, { fileMustExist: true });
    const integrity = sqlite.pragma("integrity_check", { simple: true });
    if (integrity !== "ok") throw new Error(`it is damaged (integrity_check: ${integrity}).`);
    const applied = appliedTo(sqlite);
    const dangling = sqlite.pragma("foreign_key_check") as unknown[];
    if (dangling.length > 0) throw new Error(`it is damaged: ${dangling.length} of its rows point nowhere.`);
    const known = readMigrationFiles({ migrationsFolder: migrationsFolder() }).map(({ hash }) => hash);
    if (applied.some((hash) => !known.includes(hash))) {
      throw new Error("a newer version of Tidings made it. Install that version, or a newer one, first.");
    }
    return { migrations: applied.length, missing: known.length - applied.length };
  } catch (error) {
    if ((error as { code?: string }).code === "SQLITE_NOTADB") {
      throw new Error("it is not a Tidings database.", { cause: error });
    }
    throw error;
  } finally {
    sqlite?.close();
  }
}

const migrationsFolder = () => join(process.env.TIDINGS_ROOT ?? process.cwd(), "db", "migrations", "sqlite");

function appliedTo(sqlite: Sqlite.Database): string[] {
  const tables = sqlite
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('migrations', 'accounts', 'events')",
    )
    .all();
  if (tables.length < 3) throw new Error("it is not a Tidings database.");
  return (sqlite.prepare("SELECT hash FROM migrations").all() as { hash: string }[]).map(({ hash }) => hash);
}
