import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { connectSqlite } from "@/db/connect-sqlite";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { takeEngineLock } from "@/lib/engine/engine-lock";

const root = join(import.meta.dirname, "..");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidings-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

interface Result {
  code: number;
  // biome-ignore lint/suspicious/noExplicitAny: each command prints something else
  json: any;
  stderr: string;
}

/** The command line in a process of its own, as an operator calls it. */
function tidings(args: string[], env: Record<string, string>): Promise<Result> {
  const settings = { ...process.env, DATABASE_URL: "", LOG_LEVEL: "", INIT_CWD: folder, ...env };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, "bin/tidings.mjs"), ...args],
      { env: settings },
      (error, out, err) => {
        resolve({
          code: error ? Number(error.code) : 0,
          json: out ? JSON.parse(out) : undefined,
          stderr: err,
        });
      },
    );
  });
}

async function openFilledWorld(): Promise<World> {
  const world = await openWorld({ on: "sqlite" });
  onTestFinished(() => world.close().catch(() => {}));
  await world.webhook();
  await world.accept(Array.from({ length: 50 }, () => passed()));
  await world.deliver();
  return world;
}

/** Reads a database without the product. */
function look<Result>(file: string, read: (sqlite: Sqlite.Database) => Result): Result {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}
const eventIds = (file: string) =>
  look(file, (sqlite) => sqlite.prepare("SELECT id FROM events ORDER BY id").pluck().all() as string[]);

describe("D16: backups of a server at full load", () => {
  it("hold every event acknowledged before they began, intact, and can be restored", async () => {
    const world = await openFilledWorld();
    const DATA_DIR = world.dataDir;
    const acknowledged: string[] = [];
    let going = true;
    const load = (async () => {
      while (going) {
        const posts = Array.from({ length: 16 }, () => world.accept([passed(), passed()]));
        for (const { events } of await Promise.all(posts)) acknowledged.push(...events.map(({ id }) => id));
        await world.engine.drain(20);
      }
      await world.deliver();
    })();
    const taken: { file: string; before: string[] }[] = [];
    // The long form takes more of them: TIDINGS_BACKUPS=60.
    for (let n = 0; n < Number(process.env.TIDINGS_BACKUPS ?? 3); n++) {
      const before = [...acknowledged];
      const file = join(folder, `backup-${n}.db`);
      const { code, json, stderr } = await tidings(["backup", file], { DATA_DIR });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(json).toEqual({ file, bytes: statSync(file).size, secretKey: join(DATA_DIR, "secret.key") });
      taken.push({ file, before });
    }
    going = false;
    await load;
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(readdirSync(folder)).toHaveLength(taken.length);

    for (const { file, before } of taken) {
      const dir = join(folder, "restored");
      mkdirSync(dir);
      copyFileSync(join(DATA_DIR, "secret.key"), join(dir, "secret.key"));
      const { json, stderr } = await tidings(["restore", file], { DATA_DIR: dir });
      expect(stderr).toBe("");
      const restored = join(dir, "tidings.db");
      expect(json).toEqual({ file: restored, keptAs: null, migrated: 0, credentials: "readable" });
      look(restored, (sqlite) => {
        expect(sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
        expect(sqlite.pragma("foreign_key_check")).toEqual([]);
      });
      const inside = new Set(eventIds(restored));
      expect(before.filter((id) => !inside.has(id))).toEqual([]);
      rmSync(dir, { recursive: true });
    }
  }, 180_000);
});

describe("backup", () => {
  it("writes one private file, and never over another unless it is told to", async () => {
    const { dataDir: DATA_DIR } = await openFilledWorld();
    // Relative to where npm was called.
    expect((await tidings(["backup", "a.db"], { DATA_DIR })).code).toBe(0);
    const file = join(folder, "a.db");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(eventIds(file)).toHaveLength(50);

    writeFileSync(file, "precious");
    const refused = await tidings(["backup", file], { DATA_DIR });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("add --force to replace it") });
    expect(readFileSync(file, "utf8")).toBe("precious");
    expect((await tidings(["backup", file, "--force"], { DATA_DIR })).code).toBe(0);
    expect(eventIds(file)).toHaveLength(50);

    const itself = await tidings(["backup", join(DATA_DIR, "tidings.db"), "--force"], { DATA_DIR });
    expect(itself.stderr).toContain("is the database itself");
    const nowhere = await tidings(["backup", join(folder, "no", "b.db")], { DATA_DIR });
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no folder") });
    expect(readdirSync(folder)).toEqual(["a.db"]);
    expect((await tidings(["backup"], { DATA_DIR })).code).toBe(2);
  }, 60_000);
});

describe("restore", () => {
  const stopped = async () => {
    const world = await openFilledWorld();
    const file = join(folder, "backup.db");
    const { code } = await tidings(["backup", file], { DATA_DIR: world.dataDir });
    expect(code).toBe(0);
    return { world, file, env: { DATA_DIR: world.dataDir }, database: join(world.dataDir, "tidings.db") };
  };

  it("is refused while a server or an engine uses the folder", async () => {
    const { world, file, env, database } = await stopped();
    const refusal = { code: 1, stderr: expect.stringContaining("Stop every process of Tidings there") };
    expect(await tidings(["restore", file], env), "a web process").toMatchObject(refusal);
    await world.tidings.close();
    const unlock = takeEngineLock(world.dataDir);
    expect(await tidings(["restore", file], env), "an engine").toMatchObject(refusal);
    unlock?.();
    expect(readdirSync(world.dataDir).filter((name) => name.startsWith("tidings.db"))).toEqual([
      "tidings.db",
    ]);
    expect(eventIds(database)).toHaveLength(50);
  }, 60_000);

  it("keeps the former database under a dated name, with its latest commits", async () => {
    const { world, file, env, database } = await stopped();
    await world.accept(Array.from({ length: 7 }, () => passed()));
    await world.tidings.close();
    const { json, stderr } = await tidings(["restore", file], env);
    expect(stderr).toBe("");
    expect(json).toMatchObject({ file: database, migrated: 0, credentials: "readable" });
    expect(json.keptAs).toMatch(/tidings-until-\d{4}-\d\d-\d\dT[\d-]+Z\.db$/);
    expect(eventIds(database)).toHaveLength(50);
    expect(eventIds(json.keptAs)).toHaveLength(57);

    const back = await tidings(["restore", json.keptAs], env);
    expect(back.stderr).toBe("");
    expect(eventIds(database)).toHaveLength(57);
    const { checks } = (await tidings(["doctor"], env)).json;
    const wrong = checks.filter(({ ok }: { ok: boolean }) => !ok).map(({ name }: { name: string }) => name);
    expect(wrong, "the seven are due, and nobody delivers").toEqual(["engine"]);
  }, 60_000);

  it("brings an older version up to date, and puts a good copy in the place of a ruined database", async () => {
    const { world, file, env, database } = await stopped();
    await world.tidings.close();
    const older = new Sqlite(file);
    const all = older.prepare("SELECT hash FROM migrations").pluck().all();
    older.close();
    const { migrations } = await olderCopy(file, join(folder, "older.db"));
    expect(migrations.length).toBeLessThan(all.length);
    writeFileSync(database, "ruined ".repeat(1_000));
    const { json, stderr } = await tidings(["restore", join(folder, "older.db")], env);
    expect(stderr).toBe("");
    expect(json).toMatchObject({ migrated: all.length - migrations.length, keptAs: expect.any(String) });
    expect(readFileSync(json.keptAs, "utf8")).toMatch(/^ruined/);
    expect((await tidings(["account", "list"], env)).json.accounts).toHaveLength(1);
  }, 60_000);

  it("looks before it touches anything: what is no intact Tidings database is refused", async () => {
    const { world, file, env, database } = await stopped();
    await world.tidings.close();
    const bytes = readFileSync(file);
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, 40_960, 45_056);
    const change = (name: string, text: string) => {
      const changed = join(folder, name);
      copyFileSync(file, changed);
      const sqlite = new Sqlite(changed);
      sqlite.pragma("foreign_keys = OFF");
      sqlite.exec(text);
      sqlite.close();
      return changed;
    };
    const write = (name: string, content: Buffer | string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const before = eventIds(database);
    for (const [given, reason] of [
      [join(folder, "missing.db"), "There is no file"],
      [folder, "There is no file"],
      [database, "is the database itself"],
      [write("text.db", "not a database at all, but long enough to be looked at"), "not a Tidings database"],
      [write("empty.db", ""), "not a Tidings database"],
      [write("cut.db", bytes.subarray(0, bytes.length - 8_192)), "damaged|malformed"],
      [write("damaged.db", damaged), "damaged|malformed"],
      [
        change("newer.db", "INSERT INTO migrations VALUES ('later', '2030')"),
        "a newer version of Tidings made it",
      ],
      [change("dangling.db", "DELETE FROM accounts"), "point nowhere"],
      [change("other.db", "DROP TABLE events"), "not a Tidings database"],
    ] as const) {
      const { code, json, stderr } = await tidings(["restore", given], env);
      expect({ code, json }, given).toEqual({ code: 1, json: undefined });
      expect(stderr).toMatch(new RegExp(reason));
      expect(stderr).not.toMatch(/^\s+at /m);
      const names = readdirSync(world.dataDir).filter((name) => /^tidings.*(db|restoring)$/.test(name));
      expect(names).toEqual(["tidings.db"]);
    }
    expect(eventIds(database)).toEqual(before);
  }, 90_000);

  it("says when the present key doesn't open the credentials inside", async () => {
    const { world, file } = await stopped();
    await world.tidings.close();
    const dir = join(folder, "elsewhere");
    const { json } = await tidings(["restore", file], { DATA_DIR: dir });
    expect(json).toMatchObject({ credentials: "unreadable", keptAs: null });
    expect(existsSync(join(dir, "secret.key")), "the right key may yet be put there").toBe(false);
  }, 60_000);
});

describe("on PostgreSQL", () => {
  it("backup and restore are refused, and name the tools that do it", async () => {
    const DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
    const env = { DATA_DIR: folder, DATABASE_URL };
    expect(await tidings(["restore", "a.dump"], env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/PostgreSQL.*pg_restore/),
    });
    expect(await tidings(["backup", "a.dump"], env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/PostgreSQL.*pg_dump/),
    });
  }, 60_000);
});

/** A database as an older version made it, with its accounts. */
async function olderCopy(file: string, target: string) {
  const { migrationsBefore } = await import("@/db/conformance/older-migrations");
  const { migrate } = await import("@/db/migrate");
  const database = connectSqlite(target);
  await migrate(database, migrationsBefore("0003_delivery_alone", folder));
  const accounts = look(file, (sqlite) => sqlite.prepare("SELECT name FROM accounts").pluck().all());
  for (const name of accounts) {
    database.sqlite.prepare("INSERT INTO accounts (name, plan, created_at) VALUES (?, 'paid', 0)").run(name);
  }
  const migrations = database.sqlite.prepare("SELECT hash FROM migrations").pluck().all();
  database.sqlite.pragma("journal_mode = DELETE");
  await database.close();
  return { migrations };
}
