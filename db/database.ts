import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { Dialect } from "./dialect/dialect";
import type { Tables } from "./tables";

/** Drizzle's query builder; PostgreSQL's is cast to the same type (db/connect-postgres.ts). */
export type Orm = BetterSQLite3Database;

/** A drizzle query, or SQL of one dialect with its values (db/dialect/). */
export type Statement = PromiseLike<unknown> | { text: string; values: unknown[] };

/** Parts of a body none of which needs what another reads (db/together.ts). */
export interface Together {
  together: Steps<unknown>[];
}

/** Part of a transaction's body: yields a statement and gets back its rows, or parts and gets back what came of each. */
// biome-ignore lint/suspicious/noExplicitAny: what a step gets back depends on what it yielded
export type Steps<Result> = Generator<Statement | Together, Result, any>;

export interface Transaction {
  /** Builds statements; `run` executes them. */
  readonly orm: Orm;
  run<Result>(query: PromiseLike<Result>): Steps<Result>;
  rows<Row>(text: string, values: unknown[]): Steps<Row[]>;
}

/**
 * Thrown in a transaction's body when what it read is out of date, such as a key that another process took just
 * now: undoes the transaction and runs the body again, which then sees the new state.
 */
export class Retry extends Error {}

/** How often a body is run at most. Whoever meets newer rows each time is not unlucky but wrong. */
const RUNS_OF_A_BODY = 5;

/** Runs a transaction again while it fails with what `mayRetry` accepts, a few times at most. */
export async function withRetries<Result>(
  transaction: () => Promise<Result>,
  mayRetry: (error: unknown) => boolean,
): Promise<Result> {
  for (let run = 1; ; run++) {
    try {
      return await transaction();
    } catch (error) {
      if (run >= RUNS_OF_A_BODY || !mayRetry(error)) throw error;
      // Two that deadlocked and began again in the same instant would only meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * run));
    }
  }
}

/** The database could not be written or read in time, or its file is gone: callers answer 503. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

export interface Database {
  readonly dialect: "sqlite" | "postgres";
  readonly tables: Tables;
  /** The hot path's SQL in this database's words. */
  readonly sql: Dialect;
  /** For reads: `await database.orm.select()…`. Writes go through `atomically`. */
  readonly orm: Orm;
  /**
   * Runs a transaction that writes. The body is a generator, since SQLite runs it synchronously in one go and
   * PostgreSQL awaits each step; it must do nothing but SQL and pure rules, and may be run more than once: after
   * `Retry`, and on PostgreSQL after a deadlock or when a row was inserted meanwhile that must be unique.
   * @throws DatabaseUnavailable when the database stays locked for 5 s or can't be reached.
   */
  atomically<Result>(body: (tx: Transaction) => Steps<Result>): Promise<Result>;
  /** Rows of one reading statement of the dialect's own. */
  rows<Row>(text: string, values: unknown[]): Promise<Row[]>;
  /**
   * What every request asks, remembered as long as nobody, in whatever process, has written anything, which is looked
   * at once in each turn of the event loop. What comes back is shared and must not be changed.
   * @returns the answer itself where it is known: a promise costs more than all that it would wait for
   */
  steadily<Answer>(key: string, read: () => Promise<Answer>): Answer | Promise<Answer>;
  /**
   * Cheap enough for every request. @throws DatabaseUnavailable where SQLite's file was moved away: reading would go
   * on from it, and what it says is no longer the truth. A server that is gone tells so at the next statement.
   */
  assertInPlace(): void;
  /** @throws DatabaseUnavailable unless the database answers and, on SQLite, its file is still in its place. */
  assertReachable(): Promise<void>;
  /** Resolves once everything committed here is on disk; at once where a commit returns no earlier. */
  synced(): Promise<void>;
  close(): Promise<void>;
}

export function makeTransaction(orm: Orm): Transaction {
  return {
    orm,
    *run<Result>(query: PromiseLike<Result>) {
      return (yield query) as Result;
    },
    *rows<Row>(text: string, values: unknown[]) {
      return (yield { text, values }) as Row[];
    },
  };
}
