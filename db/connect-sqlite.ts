import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { newId } from "@/lib/ids";
import { columns } from "./columns.sqlite";
import {
  type Database,
  DatabaseUnavailable,
  makeTransaction,
  Retry,
  type Statement,
  type Steps,
  type Transaction,
  withRetries,
} from "./database";
import { sqliteDialect } from "./dialect/sqlite";
import { createSteady, onceInATurn } from "./steady";
import { createSyncSoon } from "./sync-soon";
import { defineTables } from "./tables";
import { createWriteLock, shareWriteLock, type WriteLock } from "./write-lock";

/** How long a writer waits for others in all, and how long it may block its thread at a time. */
export const PATIENCE_MS = 5_000;
const BLOCKING_MS = 20;

export interface SqliteOptions {
  lock?: WriteLock | undefined;
  patienceMs?: number;
  /** When a commit reaches the disk: before it returns (the default), or soon after, beside the thread (the engine's). */
  sync?: "each" | "soon" | undefined;
}

export interface SqliteDatabase extends Database {
  readonly dialect: "sqlite";
  /** Runs one statement outside `atomically`, with the same lock and patience; for better-auth's adapter. */
  write<Result>(work: (sqlite: Sqlite.Database) => Result): Promise<Result>;
  /** Changes whenever another connection, of any process, has committed. */
  dataVersion(): number;
  readonly sqlite: Sqlite.Database;
}

/** Opens (and creates) the file with the settings that durability needs; migrating is db/migrate.ts's. */
export function connectSqlite(file: string, options: SqliteOptions = {}): SqliteDatabase {
  const { lock = createWriteLock(shareWriteLock(), 0), patienceMs = PATIENCE_MS } = options;
  mkdirSync(dirname(file), { recursive: true });
  // Opening may block: nothing runs yet, and two processes that open a new file meet while it becomes WAL.
  const sqlite = new Sqlite(file, { timeout: PATIENCE_MS });
  // Before anything waits: a restore may put another file in its place meanwhile.
  const inode = statSync(file).ino;
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma(`busy_timeout = ${BLOCKING_MS}`);
  // better-sqlite3's build defaults to NORMAL in WAL mode, which may lose the last commits with the power.
  const syncEach = () => sqlite.pragma("synchronous = FULL");
  const soon = options.sync === "soon" ? createSyncSoon(`${file}-wal`, syncEach) : undefined;
  if (soon) sqlite.pragma("synchronous = NORMAL");
  else syncEach();
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("temp_store = MEMORY");
  // In KiB. Who delivers touches a page once or twice and goes on: 64 MiB there made it no faster, only larger.
  sqlite.pragma(`cache_size = -${soon ? 16_384 : 65_536}`);
  sqlite.pragma("journal_size_limit = 67108864");
  // 8 MiB: small enough to stay in the processor's reach and to keep others waiting for a short time only, and still
  // each page is written once, however often it was changed. 32 MiB cost a tenth more for each delivery.
  sqlite.pragma("wal_autocheckpoint = 2000");
  sqlite.function("uuid7", newId);
  const orm = drizzle(sqlite);
  const tx = makeTransaction(orm);
  const prepared = new Map<string, { query: Sqlite.Statement; numbered: boolean; reads: boolean }>();

  /** SQL is written with `$1`, as PostgreSQL wants it; SQLite's word for that is `?1`, bound by number. */
  const executeText = ({ text, values }: { text: string; values: unknown[] }): unknown => {
    let found = prepared.get(text);
    if (!found) {
      const query = sqlite.prepare(text.replace(/\$(\d+)/g, "?$1"));
      found = { query, numbered: text.includes("$1"), reads: query.reader };
      prepared.set(text, found);
    }
    const { query, numbered, reads } = found;
    // Within a transaction that was said when it began.
    if (!query.readonly && !sqlite.inTransaction) steady.forget();
    if (!numbered) return reads ? query.all(...values) : query.run(...values);
    const bound: Record<number, unknown> = {};
    for (let index = 0; index < values.length; index++) bound[index + 1] = values[index];
    return reads ? query.all(bound) : query.run(bound);
  };

  const once = onceInATurn();
  const steady = createSteady(sqlite, once);

  const execute = (statement: Statement): unknown => {
    if ("text" in statement) return executeText(statement);
    const query = (statement as unknown as { prepare(): DrizzlePrepared }).prepare();
    return query.executeMethod === "run" ? query.run() : query.all();
  };

  const drive = <Result>(steps: Steps<Result>): Result => {
    let step = steps.next();
    while (!step.done) {
      const asked = step.value;
      let answer: unknown;
      try {
        answer = "together" in asked ? asked.together.map(drive) : execute(asked);
      } catch (error) {
        step = steps.throw(error);
        continue;
      }
      step = steps.next(answer);
    }
    return step.value;
  };

  const transact = <Result>(body: (tx: Transaction) => Steps<Result>): Result => {
    sqlite.exec("BEGIN IMMEDIATE");
    try {
      const result = drive(body(tx));
      sqlite.exec("COMMIT");
      return result;
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec("ROLLBACK");
      throw error;
    }
  };

  const assertInPlace = () => {
    let found: number | undefined;
    try {
      found = statSync(file).ino;
    } catch {
      // told below
    }
    if (found !== inode) throw new DatabaseUnavailable(`The database file ${file} is no longer there.`);
  };

  const write = async <Result>(work: (sqlite: Sqlite.Database) => Result): Promise<Result> => {
    const deadline = performance.now() + patienceMs;
    if (!(await lock.acquire(patienceMs))) throw new DatabaseUnavailable("The database is busy.");
    try {
      for (;;) {
        try {
          assertInPlace();
          steady.forget();
          const result = work(sqlite);
          soon?.request();
          return result;
        } catch (error) {
          if (!isBusy(error))
            throw isBroken(error) ? new DatabaseUnavailable(String(error), { cause: error }) : error;
          if (performance.now() > deadline) throw new DatabaseUnavailable("The database is busy.");
          await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
        }
      }
    } finally {
      lock.release();
    }
  };

  return {
    dialect: "sqlite",
    tables: defineTables(columns),
    sql: sqliteDialect,
    orm,
    sqlite,
    write,
    atomically: (body) =>
      withRetries(
        () => write(() => transact(body)),
        (error) => error instanceof Retry,
      ),
    rows: async (text, values) => executeText({ text, values }) as never,
    steadily: steady.read,
    dataVersion: () => sqlite.pragma("data_version", { simple: true }) as number,
    assertInPlace: () => once("in place", assertInPlace),
    async assertReachable() {
      assertInPlace();
      try {
        executeText({ text: "SELECT 1 FROM accounts LIMIT 1", values: [] });
      } catch (error) {
        throw new DatabaseUnavailable("The database does not answer.", { cause: error });
      }
    },
    synced: async () => soon?.synced(),
    async close() {
      await soon?.close();
      if (sqlite.open) sqlite.close();
    },
  };
}

/** What drizzle's `prepare()` returns; the method it chose is private in its types. */
interface DrizzlePrepared {
  executeMethod: "run" | "all";
  run(): unknown;
  all(): unknown;
}

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** Somebody else holds SQLite's lock; waiting helps. */
const isBusy = (error: unknown) => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));

/** Full disk, I/O faults, a damaged or read-only file: nothing the caller did. */
const isBroken = (error: unknown) =>
  /^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY)/.test(codeOf(error));
