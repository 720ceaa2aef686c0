import { existsSync, statSync } from "node:fs";
import { sqliteFile } from "@/db/connect";
import type { PostgresDatabase } from "@/db/connect-postgres";
import type { Instance } from "@/lib/instance";
import type { Verdict } from "./examine";

const MIB = 1024 * 1024;
/** Written back it starts over, so in health it stays near 4 MiB; a long backup lets it grow for a while. */
const LARGE_LOG = 256 * MIB;

export async function checkDatabase({ database }: Instance): Promise<Verdict> {
  await database.assertReachable();
  if (database.dialect === "postgres") return checkVersion(database);
  const integrity = database.sqlite.pragma("quick_check", { simple: true });
  const dangling = (database.sqlite.pragma("foreign_key_check") as unknown[]).length;
  if (integrity === "ok" && dangling === 0) return { ok: true, detail: "SQLite is intact" };
  return {
    ok: false,
    detail: `quick_check: ${integrity}, rows that point nowhere: ${dangling}. Stop every process and restore the latest backup: tidings restore FILE`,
  };
}

/** What 14 lacks, nobody has looked for: 15 is the oldest that is kept up. */
const OLDEST_VERSION = 150_000;

async function checkVersion(database: PostgresDatabase): Promise<Verdict> {
  const [row] = await database.rows<{ number: string; name: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name",
    [],
  );
  if (Number(row?.number) >= OLDEST_VERSION) return { ok: true, detail: `PostgreSQL ${row?.name} answers` };
  return { ok: false, detail: `PostgreSQL ${row?.name} is too old: upgrade the server to 15 or newer.` };
}

/** Whether a commit is on disk when it returns: what a 202 promises. */
export async function checkCommits({ database }: Instance): Promise<Verdict> {
  if (database.dialect === "postgres") {
    const settings = await database.rows<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')",
      [],
    );
    const off = settings.filter(({ setting }) => setting === "off").map(({ name }) => name);
    if (off.length === 0) return { ok: true, detail: "a commit is on disk when it returns" };
    return {
      ok: false,
      detail: `PostgreSQL's ${off.join(" and ")} is off: accepted events may be lost with the power. Switch it on.`,
    };
  }
  const synchronous = database.sqlite.pragma("synchronous", { simple: true });
  const mode = database.sqlite.pragma("journal_mode", { simple: true });
  const ok = synchronous === 2 && mode === "wal";
  return {
    ok,
    detail: ok
      ? "synchronous=FULL: a commit is on disk when it returns"
      : `synchronous is ${synchronous} instead of 2 (FULL), journal_mode ${mode} instead of wal: DATA_DIR must lie on a local disk that SQLite can share between processes.`,
  };
}

export function checkLog({ database, env }: Instance): Verdict {
  if (database.dialect === "postgres") return { ok: true, detail: "kept by PostgreSQL" };
  const file = `${sqliteFile(env.DATA_DIR)}-wal`;
  const size = existsSync(file) ? statSync(file).size : 0;
  const mib = `${Math.ceil(size / MIB)} MiB`;
  if (size < LARGE_LOG) return { ok: true, detail: mib };
  return {
    ok: false,
    detail: `${mib} wait to be written back: another program has kept the database open for reading. End it; if it is a backup, wait for its end.`,
  };
}
