import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { sqliteFile } from "@/db/connect";
import type { Instance } from "@/lib/instance";

export interface BackedUp {
  /** The whole path of the copy. */
  file: string;
  bytes: number;
  /** Where the key lies that opens the credentials in it: it is not inside, and must be kept elsewhere. */
  secretKey: string;
}

/**
 * Writes a whole copy of the database as it is at this moment, beside a running server. The copy gets its name when it
 * is complete and on disk, so a kill leaves no half one.
 * @throws where the database is PostgreSQL, the file exists (unless `force`), or its folder can't be written
 */
export function backUp(tidings: Instance, { file, force }: { file: string; force: boolean }): BackedUp {
  const { database, env } = tidings;
  if (database.dialect === "postgres") throw refuseOnPostgres(file);
  const target = fromWhereItWasCalled(file);
  refuse(target, env.DATA_DIR, force);
  const folder = dirname(target);
  const part = join(folder, `.${basename(target)}.${randomBytes(4).toString("hex")}.part`);
  try {
    // Made first: it holds e-mail addresses and password hashes, for its owner's eyes alone.
    writeFileSync(part, "", { mode: 0o600, flag: "wx" });
    database.sqlite.prepare("VACUUM INTO ?").run(part);
    syncToDisk(part);
    if (force) renameSync(part, target);
    // Unlike a new name for it, a second one never takes the place of a file that came in between.
    else linkSync(part, target);
    rmSync(part, { force: true });
    syncToDisk(folder);
  } catch (error) {
    throw new Error(`The backup could not be written: ${reasonOf(error)}`, { cause: error });
  } finally {
    rmSync(part, { force: true });
    rmSync(`${part}-journal`, { force: true });
  }
  const secretKey = env.TIDINGS_SECRET_KEY ? "TIDINGS_SECRET_KEY" : join(resolve(env.DATA_DIR), "secret.key");
  return { file: target, bytes: statSync(target).size, secretKey };
}

/** Asked before anything is opened: the server may be gone, and the remedy is the same. */
export const refuseOnPostgres = (file: string) =>
  new Error(
    `The database is PostgreSQL, which brings its own tool: pg_dump --format=custom --file=${file} "$DATABASE_URL". pg_restore reads it back.`,
  );

/** npm runs in the project's folder and says from which one it was called. */
export const fromWhereItWasCalled = (file: string) => resolve(process.env.INIT_CWD ?? process.cwd(), file);

function refuse(target: string, dataDir: string, force: boolean) {
  const folder = dirname(target);
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}. Make it first.`);
  if (!existsSync(target)) return;
  if (!statSync(target).isFile()) throw new Error(`${target} is not a file. Name a file for the backup.`);
  if (statSync(target).ino === statSync(sqliteFile(dataDir)).ino) {
    throw new Error(`${target} is the database itself. Name another file for the backup.`);
  }
  if (!force) throw new Error(`${target} exists. Name another file, or add --force to replace it.`);
}

/** Of a folder: that its names are on disk. */
export function syncToDisk(path: string) {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? "";
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return "there is no space left where it should go.";
  if (code === "EEXIST") return "another file of that name came in between.";
  if (/^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code))
    return "its folder can't be written.";
  return error instanceof Error ? error.message : String(error);
}
