import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { insertAccounts } from "./conformance/rows";
import { connectSqlite, type SqliteDatabase } from "./connect-sqlite";
import { DatabaseUnavailable } from "./database";
import { migrate } from "./migrate";
import { createWriteLock, shareWriteLock } from "./write-lock";

let file: string;
let database: SqliteDatabase;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), "tidings-sqlite-"));
  file = join(folder, "tidings.db");
  database = connectSqlite(file);
  await migrate(database);
  await insertAccounts(database);
  onTestFinished(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

const rename = (name: string, on = database) =>
  on.atomically(function* (tx) {
    yield* tx.rows("UPDATE accounts SET name = $1 WHERE id = 1", [name]);
  });
const name = async () =>
  (await database.rows<{ name: string }>("SELECT name FROM accounts WHERE id = 1", []))[0]?.name;

/** Another process's connection that is writing and takes its time. */
function holdWriteLock() {
  const other = new Sqlite(file);
  other.exec("BEGIN IMMEDIATE");
  return {
    end: () => {
      other.exec("COMMIT");
      other.close();
    },
  };
}

/** A connection that loses its patience soon. */
function impatient(lock = createWriteLock(shareWriteLock(), 0)) {
  const other = connectSqlite(file, { lock, patienceMs: 60 });
  onTestFinished(() => other.close());
  return other;
}

describe("a connection to SQLite", () => {
  it("remembers what every request asks until somebody writes, in this or another connection", async () => {
    let reads = 0;
    const steadyName = async () =>
      database.steadily("the name", () => {
        reads++;
        return name();
      });
    expect(await steadyName()).toBe(await name());
    expect(await steadyName()).toBe(await name());
    expect(reads).toBe(1);

    await rename("by this connection");
    expect(await steadyName()).toBe("by this connection");
    await database.rows("UPDATE accounts SET name = 'outside a transaction' WHERE id = 1", []);
    expect(await steadyName()).toBe("outside a transaction");
    await rename("by another connection", impatient());
    await new Promise(setImmediate);
    expect(await steadyName()).toBe("by another connection");
    await expect(
      database.atomically(function* (tx) {
        yield* tx.rows("UPDATE accounts SET name = 'undone' WHERE id = 1", []);
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await steadyName()).toBe("by another connection");
  });

  it("D14: syncs at every commit, in WAL mode, and minds foreign keys", () => {
    const pragma = (what: string) => database.sqlite.pragma(what, { simple: true });
    expect(pragma("synchronous")).toBe(2);
    expect(pragma("journal_mode")).toBe("wal");
    expect(pragma("foreign_keys")).toBe(1);
    expect(pragma("busy_timeout")).toBe(20);
  });

  it("D15: waits for another writer without stopping the event loop, and then succeeds", async () => {
    const holder = holdWriteLock();
    let done = false;
    const writing = rename("Renamed").then(() => {
      done = true;
    });
    // Were the thread blocked, these turns would never come while the other one holds the lock.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(done).toBe(false);
    holder.end();
    await writing;
    expect(await name()).toBe("Renamed");
  });

  it("D15: reads go on while another one writes", async () => {
    const holder = holdWriteLock();
    expect(await name()).toBe("Acme");
    holder.end();
  });

  it("is DatabaseUnavailable when another process keeps writing beyond its patience, and recovers", async () => {
    const holder = holdWriteLock();
    const other = impatient();
    await expect(rename("Renamed", other)).rejects.toThrow(DatabaseUnavailable);
    holder.end();
    await rename("Later", other);
    expect(await name()).toBe("Later");
  });

  it("is DatabaseUnavailable when the other thread keeps the write lock beyond its patience", async () => {
    const memory = shareWriteLock();
    const others = createWriteLock(memory, 1);
    await others.acquire(1_000);
    const other = impatient(createWriteLock(memory, 0));
    await expect(rename("Renamed", other)).rejects.toThrow(DatabaseUnavailable);
    others.release();
    await rename("Later", other);
  });

  it("is DatabaseUnavailable once its file was moved away, although the open file would still take writes", async () => {
    renameSync(file, `${file}.away`);
    await expect(rename("Renamed")).rejects.toThrow(DatabaseUnavailable);
    await expect(database.assertReachable()).rejects.toThrow(DatabaseUnavailable);
    await expect(database.write((sqlite) => sqlite.exec("SELECT 1"))).rejects.toThrow(DatabaseUnavailable);
  });

  it("is DatabaseUnavailable when another file has taken its place", async () => {
    renameSync(file, `${file}.away`);
    new Sqlite(file).close();
    await expect(rename("Renamed")).rejects.toThrow(DatabaseUnavailable);
    await expect(database.assertReachable()).rejects.toThrow(DatabaseUnavailable);
  });

  it("answers for its file as long as that is there", async () => {
    await expect(database.assertReachable()).resolves.toBeUndefined();
  });

  it("notices what other connections committed", async () => {
    const before = database.dataVersion();
    await rename("Mine");
    expect(database.dataVersion()).toBe(before);
    await rename("Another's", impatient());
    expect(database.dataVersion()).not.toBe(before);
  });

  it("opens a new file together with others that do so at the same time", async () => {
    const fresh = join(file, "..", "fresh.db");
    const opened = [1, 2, 3, 4].map(() => connectSqlite(fresh));
    for (const one of opened) onTestFinished(() => one.close());
    await Promise.all(opened.map((one) => migrate(one)));
    await expect(opened[0]?.assertReachable()).resolves.toBeUndefined();
  });
});

describe("a transaction on SQLite", () => {
  it("is undone when its body throws, and leaves the lock to the next", async () => {
    await expect(
      database.atomically(function* (tx) {
        yield* tx.rows("UPDATE accounts SET name = 'Renamed'", []);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await name()).toBe("Acme");
    await rename("Later");
    expect(await name()).toBe("Later");
  });

  it("lets its body catch a statement's error and go on", async () => {
    await database.atomically(function* (tx) {
      yield* tx.rows("UPDATE accounts SET name = 'Renamed' WHERE id = 1", []);
      try {
        yield* tx.rows("INSERT INTO accounts (id) VALUES (1)", []);
      } catch (error) {
        expect(String(error)).toMatch(/constraint/i);
      }
      yield* tx.rows("UPDATE accounts SET plan = 'free' WHERE id = 1", []);
    });
    expect(await database.rows("SELECT name, plan FROM accounts WHERE id = 1", [])).toEqual([
      { name: "Renamed", plan: "free" },
    ]);
  });

  it("shows nothing to others before it is committed", async () => {
    const other = impatient();
    await database.atomically(function* (tx) {
      yield* tx.rows("UPDATE accounts SET name = 'Renamed' WHERE id = 1", []);
      expect(other.sqlite.prepare("SELECT name FROM accounts WHERE id = 1").get()).toEqual({ name: "Acme" });
    });
  });
});
