import { existsSync, readdirSync, renameSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { sqliteFile } from "@/db/connect";
import { connectPostgres, type PostgresDatabase } from "@/db/connect-postgres";
import { connectSqlite, type SqliteDatabase } from "@/db/connect-sqlite";
import { migrate } from "@/db/migrate";
import { daysOfPartition, momentOf } from "@/db/partition-plan";
import { makePartitions } from "@/db/partitions";
import { takeAlone } from "@/lib/backups/take-alone";
import { takeEngineLock } from "@/lib/engine/engine-lock";
import type { Env } from "@/lib/env";
import { loadKeyring } from "@/lib/keyring";
import { checkInstallationKey } from "@/lib/secrets/installation-key";
import { DAY_MS } from "@/lib/time";
import { type MovedTable, movedTables } from "./columns";
import { type Compared, compareTable } from "./compare-table";
import { copyTable } from "./copy-table";

export interface Moved {
  tables: Record<string, Compared>;
  /** Where the SQLite database lies now: nobody starts it by mistake, and delivers from both. */
  keptAs: string;
  next: string;
}

/**
 * Copies an installation from SQLite to an empty PostgreSQL and compares every row on both sides before the old
 * database is put aside. Cut off at any moment, it goes on when it is called again; until it is done, no server starts
 * on the new database, so nothing is delivered by two.
 * @throws Error in words
 */
export async function moveToPostgres(
  env: Env,
  url: string,
  say: (text: string) => void,
  now = Date.now(),
): Promise<Moved> {
  if (env.DATABASE_URL) {
    throw new Error(
      "DATABASE_URL is set: unset it, so that DATA_DIR names the SQLite database that is to be moved.",
    );
  }
  const file = resolve(sqliteFile(env.DATA_DIR));
  if (!existsSync(file)) return finishOnly(env, url, file);
  const unlock = takeEngineLock(env.DATA_DIR);
  if (!unlock) throw inUse(env.DATA_DIR);
  try {
    const free = takeAlone(file);
    if (!free) throw inUse(env.DATA_DIR);
    free();
    const source = connectSqlite(file);
    const target = connectPostgres(url, { name: "tidings move" });
    try {
      return await moveBetween(env, source, target, { file, say, now });
    } finally {
      await target.close();
      await source.close();
    }
  } finally {
    unlock();
  }
}

const inUse = (dataDir: string) =>
  new Error(
    `A server or an engine uses ${resolve(dataDir)}. Stop every process of Tidings there, then move again.`,
  );

async function moveBetween(
  env: Env,
  source: SqliteDatabase,
  target: PostgresDatabase,
  { file, say, now }: { file: string; say: (text: string) => void; now: number },
): Promise<Moved> {
  await migrate(source);
  // What a kill has cut off is put back here: no lane and no delivery arrives leased.
  await source.atomically((tx) => source.sql.rescue(tx, "move", now, "others"));
  await begin(target);
  await checkInstallationKey(target, loadKeyring(env));
  await makePartitions(target, now, daysOfPartition(env.RETENTION_DAYS), firstMoment(source, now));
  const tables = movedTables(target.tables);
  for (const table of tables) {
    let copied = 0;
    say(`${table.name} …`);
    await copyTable(source.sqlite, target, table, (rows) => {
      copied += rows;
      if (copied % 100_000 < rows) say(`${table.name}: ${copied.toLocaleString("en")} rows …`);
    });
  }
  say("Comparing both databases …");
  const compared: Record<string, Compared> = {};
  for (const table of tables) compared[table.name] = await compareTable(source.sqlite, target, table);
  await source.close();
  await note(target, "compared");
  const keptAs = putAside(file, env, now);
  await finish(target, tables);
  return { tables: compared, keptAs, next: NEXT };
}

const NEXT = "Start every process with DATABASE_URL set to the new database, and with the same secret key.";

/** Cut off after everything was compared and the old database put aside: only the last word is missing. */
async function finishOnly(env: Env, url: string, file: string): Promise<Moved> {
  const nothing = new Error(`There is no database ${file}. Set DATA_DIR to the installation's.`);
  const isMoved = (name: string) =>
    name.startsWith(`${basename(file, ".db")}-moved-`) && name.endsWith(".db");
  const moved = existsSync(env.DATA_DIR) ? readdirSync(env.DATA_DIR).filter(isMoved).sort() : [];
  const last = moved.at(-1);
  if (last === undefined) throw nothing;
  const target = connectPostgres(url, { name: "tidings move" });
  try {
    await target.assertReachable();
    await migrate(target);
    const [move] = await target.rows<{ value: string }>(MOVE, []);
    if (move?.value !== "compared") throw nothing;
    await finish(target, movedTables(target.tables));
    return { tables: {}, keptAs: join(resolve(env.DATA_DIR), last), next: NEXT };
  } finally {
    await target.close();
  }
}

const MOVE = "SELECT value FROM installation WHERE name = 'move'";

/** @throws unless the database is empty, or has a part of a move in it */
async function begin(target: PostgresDatabase): Promise<void> {
  await target.assertReachable();
  await migrate(target);
  const [move] = await target.rows<{ value: string }>(MOVE, []);
  if (move && move.value !== "done") return;
  const [account] = await target.rows("SELECT 1 FROM accounts LIMIT 1", []);
  if (account || move) {
    throw new Error(
      "The PostgreSQL database is in use already: it has accounts of its own. Move into an empty one (CREATE DATABASE).",
    );
  }
  await target.atomically((tx) =>
    tx.rows("INSERT INTO installation (name, value) VALUES ('move', 'begun')", []),
  );
}

const NOTE = "UPDATE installation SET value = $1 WHERE name = 'move'";

/** How far the move has come: begun, compared, done. */
const note = (target: PostgresDatabase, value: string) => target.atomically((tx) => tx.rows(NOTE, [value]));

/** Numbers go on where they were, and servers may start. */
async function finish(target: PostgresDatabase, tables: MovedTable[]): Promise<void> {
  await target.patiently(function* (tx) {
    for (const { name, columns } of tables) {
      for (const column of columns.filter(({ type }) => type === "integer")) {
        yield* tx.rows(
          `SELECT setval(pg_get_serial_sequence('${name}', '${column.name}'), greatest(max("${column.name}"), 1)) FROM "${name}"`,
          [],
        );
      }
    }
    yield* tx.rows("DELETE FROM installation WHERE name LIKE 'moved %'", []);
    yield* tx.rows(NOTE, ["done"]);
  });
  // What comes with a million rows at once is not known to the planner yet.
  await target.pool.query({ text: "ANALYZE", query_timeout: 2 ** 31 - 1 } as never);
}

/** When the oldest event or run that is kept was made, so that each finds its day's partition. */
function firstMoment({ sqlite }: SqliteDatabase, now: number): number {
  const ids = ["events", "runs"].flatMap(
    (table) => (sqlite.prepare(`SELECT min(id) FROM ${table}`).pluck().get() as string | null) ?? [],
  );
  return Math.max(now - LONGEST_MS, Math.min(now, ...ids.map(momentOf)));
}

/** What is older has no partition of its own. */
const LONGEST_MS = 366 * DAY_MS;

function putAside(file: string, env: Env, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, "-");
  const keptAs = join(resolve(env.DATA_DIR), `${basename(file, ".db")}-moved-${stamp}.db`);
  const free = takeAlone(file);
  if (!free) throw inUse(env.DATA_DIR);
  try {
    renameSync(file, keptAs);
  } finally {
    free();
  }
  return keptAs;
}
