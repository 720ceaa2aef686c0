import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Tables } from "@/db/tables";

/** A table as it is moved: its columns in one order, each with what PostgreSQL calls its type. */
export interface MovedTable {
  name: string;
  columns: { name: string; type: ColumnType }[];
  /** What its rows are told apart by. */
  key: string[];
}

type ColumnType = "uuid" | "text" | "bigint" | "integer" | "boolean" | "bytea" | "timestamptz";

/** As a row is moved and compared; the same in both databases. */
export type Cell = string | number | boolean | Buffer | null;

/** In an order in which each comes after those that it points at. @param tables of PostgreSQL */
export function movedTables(tables: Tables): MovedTable[] {
  return inOrder(Object.values(tables) as unknown as PgTable[]).map((table) => {
    const columns = Object.values(getTableColumns(table));
    const { primaryKeys } = getTableConfig(table);
    const own = columns.filter((column) => column.primary);
    const key = own.length > 0 ? own : (primaryKeys[0]?.columns ?? []);
    return {
      name: getTableName(table),
      columns: columns.map((column) => ({ name: column.name, type: typeOf(column.getSQLType()) })),
      key: key.map((column) => column.name),
    };
  });
}

function inOrder(tables: PgTable[]): PgTable[] {
  const placed = new Set<PgTable>();
  const place = (table: PgTable) => {
    if (placed.has(table)) return;
    placed.add(table);
    for (const { reference } of getTableConfig(table).foreignKeys) place(reference().foreignTable as PgTable);
    ordered.push(table);
  };
  const ordered: PgTable[] = [];
  for (const table of tables) place(table);
  return ordered;
}

function typeOf(sqlType: string): ColumnType {
  if (sqlType === "serial") return "integer";
  if (sqlType.startsWith("timestamp")) return "timestamptz";
  if (sqlType.startsWith("text")) return "text";
  if (/^(uuid|bigint|integer|boolean|bytea)$/.test(sqlType)) return sqlType as ColumnType;
  throw new Error(`Nobody has said how a column of the type ${sqlType} is moved.`);
}

/** What SQLite keeps as a number, PostgreSQL keeps as what it is; a text of PostgreSQL's can't hold a NUL. */
export function fromSqlite(type: ColumnType, value: unknown): Cell {
  if (value === null) return null;
  if (type === "boolean") return value === 1;
  if (type === "bytea") return Buffer.from(value as Uint8Array);
  if (type === "text" && typeof value === "string") return value.replaceAll("\0", "\ufffd");
  return value as Cell;
}

/** Times are compared as epoch milliseconds. */
export function fromPostgres(value: unknown): Cell {
  return value instanceof Date ? value.getTime() : (value as Cell);
}

/** As a parameter of `unnest`. */
export const toPostgres = (type: ColumnType, cell: Cell): unknown =>
  type === "timestamptz" && cell !== null ? new Date(cell as number) : cell;
