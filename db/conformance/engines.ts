import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { connectPostgres, type PostgresDatabase } from "../connect-postgres";
import { connectSqlite, type SqliteDatabase } from "../connect-sqlite";
import { migrate } from "../migrate";
import { createDatabase, urlOf } from "./postgres-databases";

export type AnyDatabase = SqliteDatabase | PostgresDatabase;

export interface Place {
  /** Another connection (or pool) to the same database, as another process has; closed when the test ends. */
  connect(): AnyDatabase;
  /** What to put into the environment so that an instance uses it. */
  env: { DATA_DIR: string; DATABASE_URL?: string };
}

export interface EngineUnderTest {
  name: "sqlite" | "postgres";
  /** A database of the test's own; without tables if `empty`. Gone when the test ends. */
  place(options?: { empty?: boolean }): Promise<Place>;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tidings-conformance-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function place(open: () => AnyDatabase, env: Place["env"]): Place {
  return {
    env,
    connect() {
      const database = open();
      onTestFinished(() => database.close());
      return database;
    },
  };
}

/** Migrating takes a fifth of a second on PostgreSQL; a copy of a database that has its tables does not. */
let template: Promise<string> | undefined;

async function makeTemplate(): Promise<string> {
  const name = await createDatabase("template0");
  const database = connectPostgres(await urlOf(name));
  await migrate(database);
  await database.close();
  return name;
}

export const ENGINES: [EngineUnderTest, EngineUnderTest] = [
  {
    name: "sqlite",
    async place({ empty = false } = {}) {
      const folder = temporaryFolder();
      const file = join(folder, "tidings.db");
      const here = place(() => connectSqlite(file), { DATA_DIR: folder });
      if (!empty) await migrate(here.connect());
      return here;
    },
  },
  {
    name: "postgres",
    async place({ empty = false } = {}) {
      template ??= makeTemplate();
      const name = await createDatabase(empty ? "template0" : await template);
      const url = await urlOf(name);
      return place(() => connectPostgres(url), { DATA_DIR: temporaryFolder(), DATABASE_URL: url });
    },
  },
];
