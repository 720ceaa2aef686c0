import { join } from "node:path";
import { connectPostgres, type PostgresDatabase } from "./connect-postgres";
import { connectSqlite, type SqliteDatabase, type SqliteOptions } from "./connect-sqlite";

export const sqliteFile = (dataDir: string) => join(dataDir, "tidings.db");

/** The database the environment names: `postgres://…`, or SQLite in the data directory. */
export function connect(
  where: { DATABASE_URL?: string; DATA_DIR: string },
  { name, ...options }: SqliteOptions & { name?: string | undefined } = {},
): SqliteDatabase | PostgresDatabase {
  if (where.DATABASE_URL)
    return connectPostgres(where.DATABASE_URL, { name: `tidings ${name ?? ""}`.trim(), sync: options.sync });
  return connectSqlite(sqliteFile(where.DATA_DIR), options);
}
