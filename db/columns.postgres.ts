import {
  bigint,
  boolean,
  check,
  customType,
  index,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Columns } from "./columns.sqlite";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Text, never jsonb: that reorders keys and refuses NUL. */
const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => "text",
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value),
});

const sortedText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** The column kit on PostgreSQL, cast to the shape of SQLite's, so that one set of types serves both. */
export const columns = {
  table: pgTable,
  index,
  uniqueIndex,
  check,
  primaryKey,
  id: (name: string) => uuid(name),
  text: (name: string, options?: { enum?: [string, ...string[]] }) => text(name, options as never),
  sorted: (name: string) => sortedText(name),
  integer: (name: string) => bigint(name, { mode: "number" }),
  serial: (name: string) => serial(name).primaryKey(),
  flag: (name: string) => boolean(name),
  millis: (name: string) => bigint(name, { mode: "number" }),
  instant: (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" }),
  json: (name: string) => jsonText(name),
  bytes: (name: string) => bytea(name),
} as unknown as Columns;
