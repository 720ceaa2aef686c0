import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import { sqliteFile } from "@/db/connect";
import { connectSqlite, type SqliteDatabase } from "@/db/connect-sqlite";
import { migrate } from "@/db/migrate";
import { takeEngineLock } from "@/lib/engine/engine-lock";
import type { Env } from "@/lib/env";
import { loadKeyring } from "@/lib/keyring";
import { examineCredentials } from "@/lib/secrets/examine";
import { fromWhereItWasCalled, reasonOf, syncToDisk } from "./back-up";
import { takeAlone } from "./take-alone";
import { verifyDatabase } from "./verify";

export interface Restored {
  /** What is the database now. */
  file: string;
  /** Where the former one lies; null if there was none. */
  keptAs: string | null;
  /** How many migrations the copy lacked. */
  migrated: number;
  /** Whether the present secret key opens the credentials in it. */
  credentials: "readable" | "unreadable" | "none";
}

/**
 * Puts a backup in the place of the database. All that can fail is tried on a copy first: it is checked and migrated
 * beside the present database, which goes on under a dated name when the two change places in one step.
 * @throws Error in words, with everything as it was
 */
export async function restore(env: Env, file: string, now = Date.now()): Promise<Restored> {
  if (env.DATABASE_URL) {
    throw new Error(
      `The database is PostgreSQL, which brings its own tool: pg_restore --clean --if-exists --dbname="$DATABASE_URL" ${file}, of a file that pg_dump --format=custom made.`,
    );
  }
  const source = fromWhereItWasCalled(file);
  if (!existsSync(source) || !statSync(source).isFile()) throw new Error(`There is no file ${source}.`);
  mkdirSync(env.DATA_DIR, { recursive: true });
  const target = resolve(sqliteFile(env.DATA_DIR));
  if (existsSync(target) && statSync(target).ino === statSync(source).ino) {
    throw new Error(`${source} is the database itself. Name a backup of it.`);
  }
  const unlock = takeEngineLock(env.DATA_DIR);
  if (!unlock) throw inUse(env.DATA_DIR);
  const copy = `${target}.restoring`;
  try {
    const free = takeAlone(target);
    if (!free) throw inUse(env.DATA_DIR);
    free();
    remove(copy);
    const { migrated, credentials } = await prepare(env, source, copy);
    const keptAs = exchange(target, copy, env, now);
    return { file: target, keptAs, migrated, credentials };
  } finally {
    remove(copy);
    unlock();
  }
}

const inUse = (dataDir: string) =>
  new Error(
    `A server or an engine uses ${resolve(dataDir)}. Stop every process of Tidings there, then restore again.`,
  );

/** Checks the copy, brings it up to date, and leaves one file that is on disk. */
async function prepare(env: Env, source: string, copy: string) {
  try {
    copyFileSync(source, copy, constants.COPYFILE_FICLONE);
    // A raw copy of a database that was in use has its latest commits there.
    if (existsSync(`${source}-wal`)) copyFileSync(`${source}-wal`, `${copy}-wal`);
    verifyDatabase(copy);
  } catch (error) {
    throw new Error(`${source} can't be restored: ${reasonOf(error)} Nothing was changed.`, { cause: error });
  }
  const database = connectSqlite(copy);
  try {
    const migrated = await migrate(database);
    const credentials = await credentialsIn(env, database);
    database.sqlite.pragma("journal_mode = DELETE");
    return { migrated, credentials };
  } finally {
    await database.close();
    syncToDisk(copy);
  }
}

async function credentialsIn(env: Env, database: SqliteDatabase): Promise<Restored["credentials"]> {
  // A key that is not there yet is not made here: the right one may be about to be put in its place.
  const hasKey = env.TIDINGS_SECRET_KEY || existsSync(join(env.DATA_DIR, "secret.key"));
  const keyring = hasKey ? loadKeyring(env) : undefined;
  const found = await examineCredentials({ database, keyring });
  if (found.length === 0) return "none";
  return found.every(({ readable }) => readable) ? "readable" : "unreadable";
}

/** The former database gets its second name before the copy takes its first one, so there always is a database. */
function exchange(target: string, copy: string, env: Env, now: number): string | null {
  const free = takeAlone(target);
  if (!free) throw inUse(env.DATA_DIR);
  try {
    const existed = existsSync(target);
    const stamp = new Date(now).toISOString().replace(/[:.]/g, "-");
    const keptAs = join(env.DATA_DIR, `${basename(target, ".db")}-until-${stamp}.db`);
    // Left behind only by a database that couldn't be opened; beside the new one they would spoil it.
    for (const suffix of ["-wal", "-shm"]) {
      if (existsSync(target + suffix)) renameSync(target + suffix, keptAs + suffix);
    }
    if (existed) linkSync(target, keptAs);
    renameSync(copy, target);
    syncToDisk(env.DATA_DIR);
    return existed ? resolve(keptAs) : null;
  } finally {
    free();
  }
}

function remove(database: string) {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(database + suffix, { force: true });
}
