import {
  blob,
  check,
  index,
  primaryKey,
  integer as sqliteInteger,
  sqliteTable,
  text as sqliteText,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

/**
 * The column kit on SQLite. db/tables.ts defines every table once from a kit of this shape;
 * db/columns.postgres.ts is the other one.
 */
export const columns = {
  table: sqliteTable,
  index,
  uniqueIndex,
  check,
  primaryKey,
  /** A UUIDv7 of ours, as text. */
  id: (name: string) => sqliteText(name),
  text: <Word extends string, Words extends Readonly<[Word, ...Word[]]>>(
    name: string,
    options: { enum?: Words } = {},
  ) => sqliteText(name, options),
  /** Text that is compared and sorted by its bytes in both databases, so that what begins alike stands together. */
  sorted: (name: string) => sqliteText(name),
  integer: (name: string) => sqliteInteger(name, { mode: "number" }),
  /** An integer that the database assigns, counting from 1. */
  serial: (name: string) => sqliteInteger(name, { mode: "number" }).primaryKey({ autoIncrement: true }),
  flag: (name: string) => sqliteInteger(name, { mode: "boolean" }),
  /** Epoch milliseconds as a number: what every time of ours is. */
  millis: (name: string) => sqliteInteger(name, { mode: "number" }),
  /** A Date; only better-auth's tables use it. */
  instant: (name: string) => sqliteInteger(name, { mode: "timestamp_ms" }),
  /** JSON kept as the text that was written: key order stays, NUL escapes are allowed. */
  json: (name: string) => sqliteText(name, { mode: "json" }),
  bytes: (name: string) => blob(name, { mode: "buffer" }),
};

export type Columns = typeof columns;
