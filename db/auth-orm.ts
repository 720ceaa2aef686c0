import { drizzle } from "drizzle-orm/sqlite-proxy";
import type { PostgresDatabase } from "./connect-postgres";
import type { SqliteDatabase } from "./connect-sqlite";

/**
 * The query builder that better-auth's adapter gets. On SQLite its writes stand in the same queue and have the
 * same patience as ours: on the plain connection a busy file would fail a sign-in after 20 ms.
 */
export function authOrm(database: SqliteDatabase | PostgresDatabase) {
  if (database.dialect === "postgres") return database.orm;
  const { sqlite, write } = database;
  return drizzle(async (sql, params, method) => {
    const query = sqlite.prepare(sql);
    if (query.readonly) return { rows: rowsOf(method, query.raw(), params) };
    return write(() => {
      if (query.reader) return { rows: rowsOf(method, query.raw(), params) };
      const { changes } = query.run(...params);
      return { rows: [], changes };
    });
  });
}

type RawQuery = { all(...params: unknown[]): unknown[]; get(...params: unknown[]): unknown };

/** drizzle wants one row, not a list of one, for `get`. */
const rowsOf = (method: string, query: RawQuery, params: unknown[]) =>
  (method === "get" ? query.get(...params) : query.all(...params)) as unknown[];
