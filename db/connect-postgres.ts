import type { Writable } from "node:stream";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { columns } from "./columns.postgres";
import {
  type Database,
  DatabaseUnavailable,
  makeTransaction,
  type Orm,
  Retry,
  type Statement,
  type Steps,
  type Transaction,
  withRetries,
} from "./database";
import { postgresDialect } from "./dialect/postgres";
import { createSteadyForAWhile } from "./steady-for-a-while";
import { defineTables } from "./tables";
import { messagesOf } from "./together";

/** bigint columns hold counts and epoch milliseconds, all of which a number carries exactly. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** What every connection is made with: one whose other end is gone without a word is given up. */
export const CONNECTION = {
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
} as const;

/** How long a statement may take (ms), with those before it in its message, before its connection counts as dead. */
const STATEMENT_MS = 30_000;

/** The longest that a timer knows: 24 days. */
const NO_LIMIT = 2 ** 31 - 1;

export interface PostgresDatabase extends Database {
  readonly dialect: "postgres";
  readonly pool: pg.Pool;
  readonly url: string;
  /** A transaction whose statements may take as long as they like: a migration, and the wait for another's. */
  patiently: Database["atomically"];
}

export interface PostgresOptions {
  /** What the connections are called in PostgreSQL's own views. */
  name?: string;
  /**
   * When commits reach the server's disk: each before it returns, or, for the engine, soon after, as on SQLite
   * (docs/decisions/008-the-engine-syncs-beside-its-work.md). What a crash of the server takes of its last half second
   * is done again.
   */
  sync?: "each" | "soon" | undefined;
}

export function connectPostgres(
  url: string,
  { name = "tidings", sync = "each" }: PostgresOptions = {},
): PostgresDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: 10,
    query_timeout: STATEMENT_MS,
    // What is asked while another answer is awaited goes out at once; the server takes one after the other.
    pipeline: true,
    ...CONNECTION,
    // Waited for before the connection is given out, whatever its type says.
    ...(sync === "soon" && {
      onConnect: (client) => client.query("SET synchronous_commit = off") as unknown as undefined,
    }),
  });
  // A connection that breaks, idle or between a transaction's statements, tells so at its next use too; without
  // these listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const names = new Map<string, string>();

  const steady = createSteadyForAWhile();
  let closed: Promise<void> | undefined;

  const execute = async (
    client: pg.Pool | pg.PoolClient,
    statement: Statement,
    limit?: number,
  ): Promise<unknown> => {
    if (!("text" in statement)) return await statement;
    if (!names.has(statement.text)) names.set(statement.text, `t${names.size}`);
    const name = names.get(statement.text) as string;
    const { text, values } = statement;
    // The types don't know that a statement may have a limit of its own.
    const query = { name, text, values, ...(limit !== undefined && { query_timeout: limit }) };
    return (await client.query(query)).rows;
  };

  /** All that is asked meanwhile goes out in one message, but for drizzle's queries, which ask a moment later. */
  const inOneMessage = <Result>(client: pg.PoolClient, asking: () => Result): Result => {
    const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    try {
      return asking();
    } finally {
      stream.uncork();
    }
  };

  const attempt = async <Result>(
    body: (tx: Transaction) => Steps<Result>,
    limit?: number,
  ): Promise<Result> => {
    const client = await reach(() => pool.connect());
    let broken: Error | undefined;
    try {
      const messages = messagesOf(body(makeTransaction(drizzle(client) as unknown as Orm)));
      let message = messages.next();
      // Goes out with the first statements; nothing waits for its answer alone.
      let opening = ["BEGIN"];
      while (!message.done) {
        const asked = message.value;
        const ahead = opening;
        opening = [];
        let answers: unknown[];
        try {
          const sent = inOneMessage(client, () => [
            ...ahead.map((text) => client.query(text)),
            ...asked.map((statement) => execute(client, statement, limit)),
          ]);
          answers = (await Promise.all(sent)).slice(ahead.length);
        } catch (error) {
          message = messages.throw(error);
          continue;
        }
        message = messages.next(answers);
      }
      const { command } = await client.query("COMMIT");
      // A body that caught a statement's error and went on: PostgreSQL rolls back, and says so only here.
      if (command !== "COMMIT")
        throw new Error("A statement failed, so nothing of the transaction was kept.");
      return message.value;
    } catch (error) {
      await client.query("ROLLBACK").catch((cause) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
      steady.forget();
    }
  };

  return {
    dialect: "postgres",
    tables: defineTables(columns),
    sql: postgresDialect,
    orm: drizzle(pool) as unknown as Orm,
    pool,
    url,
    atomically: (body) => withRetries(() => attempt(body), mayRetry),
    patiently: (body) => withRetries(() => attempt(body, NO_LIMIT), mayRetry),
    async rows(text, values) {
      const rows = await execute(pool, { text, values });
      if (!/^\s*select\b/i.test(text)) steady.forget();
      return rows as never;
    },
    steadily: steady.read,
    assertInPlace() {},
    async assertReachable() {
      await reach(() => pool.query("SELECT 1"));
    },
    async synced() {
      if (sync === "each") return;
      // A commit that waits for the disk waits for all before it.
      await attempt(function* (tx) {
        yield* tx.rows("SET LOCAL synchronous_commit = on", []);
        yield* tx.rows("SELECT pg_current_xact_id()", []);
      });
    },
    close() {
      closed ??= pool.end();
      return closed;
    },
  };
}

/**
 * What may succeed when it is run again: a body that asks for it, 40001 (serialization failure), 40P01 (deadlock),
 * and 23505 (not unique): the body looks again and finds the row that somebody else inserted since.
 */
function mayRetry(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Retry) return true;
    if ("code" in cause && /^(40001|40P01|23505)$/.test(String(cause.code))) return true;
  }
  return false;
}

async function reach<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new DatabaseUnavailable("The database does not answer.", { cause: error });
  }
}
