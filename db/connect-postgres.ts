import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { columns } from "./columns.postgres";
import { type Database, DatabaseUnavailable, makeTransaction, type Orm, type Statement } from "./database";
import { postgresDialect } from "./dialect/postgres";
import { defineTables } from "./tables";

/** bigint columns hold counts and epoch milliseconds, all of which a number carries exactly. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PostgresDatabase extends Database {
  readonly dialect: "postgres";
  readonly pool: pg.Pool;
}

export function connectPostgres(url: string): PostgresDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const names = new Map<string, string>();

  const execute = async (client: pg.Pool | pg.PoolClient, statement: Statement): Promise<unknown> => {
    if (!("text" in statement)) return await statement;
    if (!names.has(statement.text)) names.set(statement.text, `t${names.size}`);
    const name = names.get(statement.text) as string;
    return (await client.query({ name, text: statement.text, values: statement.values })).rows;
  };

  return {
    dialect: "postgres",
    tables: defineTables(columns),
    sql: postgresDialect,
    orm: drizzle(pool) as unknown as Orm,
    pool,
    async atomically(body) {
      const client = await reach(() => pool.connect());
      let broken: Error | undefined;
      try {
        await client.query("BEGIN");
        const steps = body(makeTransaction(drizzle(client) as unknown as Orm));
        let step = steps.next();
        while (!step.done) {
          let rows: unknown;
          try {
            rows = await execute(client, step.value);
          } catch (error) {
            step = steps.throw(error);
            continue;
          }
          step = steps.next(rows);
        }
        await client.query("COMMIT");
        return step.value;
      } catch (error) {
        await client.query("ROLLBACK").catch((cause) => {
          broken = cause;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    rows: async (text, values) => (await execute(pool, { text, values })) as never,
    async assertReachable() {
      await reach(() => pool.query("SELECT 1"));
    },
    close: () => pool.end(),
  };
}

async function reach<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new DatabaseUnavailable("The database does not answer.", { cause: error });
  }
}
