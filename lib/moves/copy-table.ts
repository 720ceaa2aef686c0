import type Sqlite from "better-sqlite3";
import type { PostgresDatabase } from "@/db/connect-postgres";
import type { Transaction } from "@/db/database";
import { type Cell, fromSqlite, type MovedTable, toPostgres } from "./columns";

/** Rows of one commit: a kill loses no more than the work of a moment. */
const ROWS_AT_ONCE = 1_000;

const quoted = (name: string) => `"${name}"`;

/**
 * Copies what is not there yet, in the order in which SQLite keeps the rows. How far it came is part of each commit,
 * so a move that was cut off goes on from there and copies nothing twice.
 */
export async function copyTable(
  source: Sqlite.Database,
  target: PostgresDatabase,
  table: MovedTable,
  onRows: (rows: number) => void,
): Promise<void> {
  const names = table.columns.map(({ name }) => quoted(name)).join(", ");
  const read = source
    .prepare(`SELECT rowid, ${names} FROM ${quoted(table.name)} WHERE rowid > ? ORDER BY rowid LIMIT ?`)
    .raw();
  const casts = table.columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");
  const insert = `INSERT INTO ${quoted(table.name)} (${names}) SELECT * FROM unnest(${casts})`;
  let reached = await readReached(target, table);
  for (;;) {
    const rows = read.all(reached, ROWS_AT_ONCE) as unknown[][];
    if (rows.length === 0) return;
    const last = rows.at(-1)?.[0] as number;
    const columns = table.columns.map(({ type }, index) =>
      rows.map((row) => toPostgres(type, fromSqlite(type, row[index + 1]))),
    );
    await target.patiently(function* (tx: Transaction) {
      yield* tx.rows(insert, columns);
      yield* tx.rows(NOTE, [noteOf(table), String(last)]);
    });
    reached = last;
    onRows(rows.length);
  }
}

const noteOf = ({ name }: MovedTable) => `moved ${name}`;

const NOTE = `
  INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`;

async function readReached(target: PostgresDatabase, table: MovedTable): Promise<number> {
  const [row] = await target.rows<{ value: string }>("SELECT value FROM installation WHERE name = $1", [
    noteOf(table),
  ]);
  return row ? Number(row.value) : Number.MIN_SAFE_INTEGER;
}

/** Every row of the table as it stands in SQLite, converted. */
export function* sourceRows(source: Sqlite.Database, { name, columns }: MovedTable): Generator<Cell[]> {
  const names = columns.map((column) => quoted(column.name)).join(", ");
  for (const row of source
    .prepare(`SELECT ${names} FROM ${quoted(name)}`)
    .raw()
    .iterate()) {
    yield columns.map(({ type }, index) => fromSqlite(type, (row as unknown[])[index]));
  }
}
