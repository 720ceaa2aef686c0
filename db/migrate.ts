import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { PostgresDatabase } from "./connect-postgres";
import type { SqliteDatabase } from "./connect-sqlite";
import type { Transaction } from "./database";

/**
 * Brings the tables up to date in one transaction: a kill in the middle leaves the version before. Drizzle's own
 * migrator can't be used on SQLite: inside its transaction `foreign_keys = OFF` does nothing, and the rebuild
 * of a table then deletes, through cascades, what points at it.
 * @returns how many migrations were applied.
 */
export async function migrate(
  database: SqliteDatabase | PostgresDatabase,
  folder = join(process.env.TIDINGS_ROOT ?? process.cwd(), "db", "migrations", database.dialect),
): Promise<number> {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  const sqlite = database.dialect === "sqlite" ? database.sqlite : undefined;
  sqlite?.pragma("foreign_keys = OFF");
  try {
    const atomically = database.dialect === "postgres" ? database.patiently : database.atomically;
    return await atomically(function* (tx: Transaction) {
      if (!sqlite) yield* tx.rows("SELECT pg_advisory_xact_lock(hashtext('tidings migrations'))", []);
      yield* tx.rows(
        "CREATE TABLE IF NOT EXISTS migrations (hash text PRIMARY KEY, applied_at text NOT NULL)",
        [],
      );
      const applied = new Set(
        (yield* tx.rows<{ hash: string }>("SELECT hash FROM migrations", [])).map((m) => m.hash),
      );
      const missing = migrations.filter((migration) => !applied.has(migration.hash));
      for (const migration of missing) {
        for (const statement of migration.sql) yield* tx.rows(statement, []);
        yield* tx.rows("INSERT INTO migrations (hash, applied_at) VALUES ($1, $2)", [
          migration.hash,
          new Date().toISOString(),
        ]);
      }
      if (sqlite && (yield* tx.rows("PRAGMA foreign_key_check", [])).length > 0) {
        throw new Error("A migration would have left rows that point nowhere; nothing was changed.");
      }
      return missing.length;
    });
  } finally {
    sqlite?.pragma("foreign_keys = ON");
  }
}
