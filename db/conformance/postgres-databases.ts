import { connectPostgres } from "../connect-postgres";
import { type PostgresServer, startPostgres } from "./postgres-server";

let server: Promise<PostgresServer> | undefined;
let databases = 0;

/** One server a worker, whose test files share it, started by the first test that wants it; it ends with its process. */
const postgresServer = () => {
  server ??= startPostgres();
  return server;
};

/** On the worker's PostgreSQL. @returns its name */
export async function createDatabase(copyOf: string): Promise<string> {
  const name = `test_${++databases}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${copyOf}`);
  return name;
}

export const dropDatabase = (name: string) => administer(`DROP DATABASE ${name} WITH (FORCE)`);

export const urlOf = async (name: string) => (await postgresServer()).url(name);

async function administer(statement: string) {
  const admin = connectPostgres(await urlOf("postgres"));
  try {
    await admin.pool.query(statement);
  } finally {
    await admin.close();
  }
}
