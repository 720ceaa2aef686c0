import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { bundle } from "@/bin/steps.mjs";
import { migrationsBefore } from "./conformance/older-migrations";
import { connectSqlite } from "./connect-sqlite";
import { migrate } from "./migrate";

/** The long form: TIDINGS_MIGRATION_ROWS=100000 TIDINGS_KILLS=20 npx vitest run db/migrate-killed.test.ts */
const ROWS = Number(process.env.TIDINGS_MIGRATION_ROWS ?? 5_000);
const KILLS = Number(process.env.TIDINGS_KILLS ?? 4);
/** The upgrade that rebuilds and moves rows, with all that came after it. */
const FROM = "0003_delivery_alone";

it(`D17: kill -9 while ${ROWS} rows of each kind are upgraded leaves one version or the other, and the next start completes it`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "tidings-migrate-killed-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await bundle({ "migrate-fixture": "db/migrate.fixture.ts" });
  const older = join(folder, "older.db");
  const versions = await fillOlder(older, folder);
  const before = rowCounts(older);
  expect(before).toMatchObject({ events: ROWS, deliveries: ROWS, runs: ROWS });

  const whole = join(folder, "whole.db");
  copyFileSync(older, whole);
  const { tookMs, applied } = await upgrade(whole);
  expect(applied).toBeGreaterThan(0);
  const { version: newest } = stateOf(whole);
  expect(newest).toBe(versions + applied);
  expect(pinned(whole), "what a row of its own said of a delivery alone stands on the delivery").toEqual(
    Array.from({ length: ROWS }, (_, index) => [1, index + 1]),
  );

  const left: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const file = join(folder, `killed-${kill}.db`);
    copyFileSync(older, file);
    // Spread over the whole upgrade, by chance within each part.
    await upgrade(file, ((kill + Math.random()) / KILLS) * tookMs);
    const killed = stateOf(file);
    left.push(killed.version);
    expect([versions, newest]).toContain(killed.version);
    expect(killed).toMatchObject({ integrity: "ok", dangling: [] });
    expect(rowCounts(file, Object.keys(before))).toEqual(before);

    await upgrade(file);
    expect(stateOf(file)).toEqual({ version: newest, integrity: "ok", dangling: [] });
    expect(rowCounts(file, Object.keys(before))).toEqual(before);
    rmSync(file);
  }
  const cutOff = left.filter((version) => version === versions).length;
  process.stderr.write(`D17: ${KILLS} kills, ${cutOff} left the version before, lost rows 0\n`);
}, 600_000);

/** In a process of its own. @param killAfterMs kills it so long after it began */
async function upgrade(file: string, killAfterMs?: number) {
  const child = spawn(process.execPath, ["dist/migrate-fixture.mjs", file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const said: string[] = [];
  let begunAt = 0;
  child.stdout.on("data", (text) => {
    if (begunAt === 0) {
      begunAt = performance.now();
      if (killAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    }
    said.push(...String(text).trim().split("\n"));
  });
  const [code, signal] = await exited;
  if (killAfterMs === undefined) expect({ code, signal }).toEqual({ code: 0, signal: null });
  return { tookMs: performance.now() - begunAt, applied: Number(said[1]) };
}

/** A database of the version before that upgrade. @returns how many migrations it has */
async function fillOlder(file: string, folder: string): Promise<number> {
  const database = connectSqlite(file);
  const versions = await migrate(database, migrationsBefore(FROM, folder));
  const { sqlite } = database;
  const id = (table: number) => `printf('0195-${table}-%08d', n)`;
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ROWS})`;
  sqlite.exec(`
    BEGIN;
    INSERT INTO accounts (name, plan, created_at) VALUES ('Acme', 'paid', 0);
    ${numbers} INSERT INTO webhooks (id, account_id, data_center_id, kind, label, label_key, status, profile, url,
        revision, created_at, updated_at)
      SELECT ${id(1)}, 1, 1, 'event', n, n, 'active', 'simple', 'https://example.com', 1, 0, 0
      FROM numbers WHERE n <= 100;
    ${numbers} INSERT INTO webhook_revisions (webhook_id, revision, account_id, settings, secrets, created_at, created_by)
      SELECT ${id(1)}, 1, 1, '{}', '{}', 0, 'test' FROM numbers WHERE n <= 100;
    ${numbers} INSERT INTO events (id, account_id, data_center_id, type, cause, occurred_at, accepted_at, data, master_data)
      SELECT ${id(2)}, 1, 1, 'persona.threshold_passed', 'recalculation', n, n, '{"score":' || n || '}', '{}' FROM numbers;
    ${numbers} INSERT INTO deliveries (id, account_id, webhook_id, event_id, state, accepted_at, next_attempt_at, batch_id)
      SELECT ${id(3)}, 1, printf('0195-1-%08d', 1 + n % 100), ${id(2)}, 'pending', n, n, ${id(3)} FROM numbers;
    ${numbers} INSERT INTO batches (id, account_id, webhook_id, size, revision, frozen_at)
      SELECT ${id(3)}, 1, printf('0195-1-%08d', 1 + n % 100), 1, 1, n FROM numbers;
    ${numbers} INSERT INTO runs (id, account_id, webhook_id, batch_id, delivery_id, deliveries, attempt, started_at,
        duration_ms, verdict, reason, status_code, revision)
      SELECT ${id(4)}, 1, printf('0195-1-%08d', 1 + n % 100), ${id(3)}, ${id(3)}, 1, 1, n, 5, 'failed', 'gone', 410, 1
      FROM numbers;
    COMMIT;`);
  sqlite.pragma("journal_mode = DELETE");
  await database.close();
  return versions;
}

function rowCounts(file: string, tables?: string[]): Record<string, number> {
  return look(file, (sqlite) => {
    const all = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migrations')";
    // The rows of batches of one are what the upgrade takes away.
    const names =
      tables ?? (sqlite.prepare(all).pluck().all() as string[]).filter((one) => one !== "batches");
    return Object.fromEntries(
      names.map((name) => [name, sqlite.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number]),
    );
  });
}

const pinned = (file: string) =>
  look(file, (sqlite) =>
    sqlite.prepare("SELECT revision, frozen_at FROM deliveries ORDER BY id").raw().all(),
  );

const stateOf = (file: string) =>
  look(file, (sqlite) => ({
    version: sqlite.prepare("SELECT count(*) FROM migrations").pluck().get() as number,
    integrity: sqlite.pragma("integrity_check", { simple: true }),
    dangling: sqlite.pragma("foreign_key_check"),
  }));

/** As the next process finds it: its log is recovered on opening. */
function look<Result>(file: string, read: (sqlite: Sqlite.Database) => Result): Result {
  const sqlite = new Sqlite(file);
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}
