import type Sqlite from "better-sqlite3";
import type { PostgresDatabase } from "@/db/connect-postgres";
import { Checksum } from "./checksum";
import { fromPostgres, type MovedTable } from "./columns";
import { sourceRows } from "./copy-table";

const ROWS_AT_ONCE = 5_000;

export interface Compared {
  rows: number;
  checksum: string;
}

/**
 * Reads both sides to their ends.
 * @throws Error if one row is missing, is there twice, or differs in one byte
 */
export async function compareTable(
  source: Sqlite.Database,
  target: PostgresDatabase,
  table: MovedTable,
): Promise<Compared> {
  const before = new Checksum();
  for (const cells of sourceRows(source, table)) before.add(cells);
  const after = await checksumOf(target, table);
  if (before.equals(after)) return { rows: after.rows, checksum: after.text };
  throw new Error(
    `${table.name}: ${before.rows} rows with the checksum ${before.text} were to be moved, ${after.rows} with ${after.text} ` +
      "arrived. Somebody has written to one of the databases since the move began. Make the PostgreSQL database anew " +
      "(DROP DATABASE, CREATE DATABASE) and move again; the SQLite database is as it was.",
  );
}

async function checksumOf(target: PostgresDatabase, { name, columns, key }: MovedTable): Promise<Checksum> {
  const sum = new Checksum();
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  const keys = key.map((column) => `"${column}"`).join(", ");
  const types = key.map((column, index) => {
    const type = columns.find((each) => each.name === column)?.type;
    return `$${index + 1}::${type}`;
  });
  const places = key.map((column) => columns.findIndex((each) => each.name === column));
  const page = `SELECT ${names} FROM "${name}" ORDER BY ${keys} LIMIT ${ROWS_AT_ONCE}`;
  const next = page.replace(" ORDER BY", ` WHERE (${keys}) > (${types.join(", ")}) ORDER BY`);
  let after: unknown[] | undefined;
  for (;;) {
    const { rows } = await target.pool.query({
      text: after ? next : page,
      values: after ?? [],
      rowMode: "array",
    });
    for (const row of rows) sum.add((row as unknown[]).map(fromPostgres));
    if (rows.length < ROWS_AT_ONCE) return sum;
    const last = rows.at(-1) as unknown[];
    after = places.map((place) => last[place]);
  }
}
