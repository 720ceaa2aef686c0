import { describe, expect, it } from "vitest";
import { createGroupCommit } from "@/lib/events/group-commit";
import { ENGINES, type Place } from "./conformance/engines";
import { insertAccounts, newEvent } from "./conformance/rows";
import { waitForLocks } from "./conformance/wait-for-locks";
import { connectPostgres, type PostgresDatabase } from "./connect-postgres";
import { DatabaseUnavailable, type Transaction } from "./database";
import { asUnavailable } from "./faults";
import { together } from "./together";

const [, postgres] = ENGINES;
const connect = (place: Place) => place.connect() as PostgresDatabase;

async function open() {
  const place = await postgres.place();
  const database = connect(place);
  await insertAccounts(database);
  return { place, database };
}

describe("a transaction on PostgreSQL", () => {
  it("D7: answers with another process's event whose key it met before that was committed", async () => {
    const { place, database } = await open();
    const other = await connect(place).pool.connect();
    const first = newEvent({ key: "order-7" });
    await other.query("BEGIN");
    await other.query(
      "INSERT INTO event_keys (account_id, key, event_id, content_hash) VALUES (1, 'order-7', $1, $2)",
      [first.id, first.contentHash],
    );
    const intake = createGroupCommit(database, () => {});
    const storing = intake.store([newEvent({ key: "order-7" }), newEvent({ key: "order-8" })]);
    await waitForLocks(database, 1);
    await other.query("COMMIT");
    other.release();
    expect(await storing).toMatchObject([{ id: first.id, duplicate: true }, { duplicate: false }]);
  });

  it("stores the event after all when the other process took its key back", async () => {
    const { place, database } = await open();
    const other = await connect(place).pool.connect();
    const theirs = newEvent({ key: "order-7" });
    await other.query("BEGIN");
    await other.query("INSERT INTO event_keys VALUES (1, 'order-7', $1, 'x')", [theirs.id]);
    const mine = newEvent({ key: "order-7" });
    const storing = createGroupCommit(database, () => {}).store([mine]);
    await waitForLocks(database, 1);
    await other.query("ROLLBACK");
    other.release();
    expect(await storing).toMatchObject([{ id: mine.id, duplicate: false }]);
  });

  it("runs again after a deadlock, so that both come through", async () => {
    const { database } = await open();
    let arrived = 0;
    let bothHoldOne = () => {};
    const meeting = new Promise<void>((resolve) => {
      bothHoldOne = resolve;
    });
    const touch = (tx: Transaction, id: number) =>
      tx.rows("UPDATE accounts SET webhook_limit = webhook_limit + 1 WHERE id = $1", [id]);
    const inOrder = (first: number, second: number) =>
      database.atomically(function* (tx) {
        yield* touch(tx, first);
        if (++arrived === 2) bothHoldOne();
        // Only to force the deadlock: bodies do nothing but SQL.
        if (arrived <= 2) yield meeting;
        yield* touch(tx, second);
      });
    await Promise.all([inOrder(1, 2), inOrder(2, 1)]);
    expect(arrived).toBeGreaterThanOrEqual(3);
    expect(await database.rows("SELECT webhook_limit AS n FROM accounts ORDER BY id", [])).toEqual([
      { n: 102 },
      { n: 102 },
    ]);
  });

  it("runs again when somebody else inserted the row that must be unique, and then sees it", async () => {
    const { place, database } = await open();
    const other = await connect(place).pool.connect();
    const insert = "INSERT INTO personas VALUES (1, 1, 1, 'Evaluator', 60)";
    await other.query("BEGIN");
    await other.query(insert);
    const inserting = database.atomically(function* (tx) {
      const found = yield* tx.rows("SELECT 1 FROM personas WHERE id = 1", []);
      if (found.length > 0) return "there already";
      yield* tx.rows(insert, []);
      return "inserted";
    });
    await waitForLocks(database, 1);
    await other.query("COMMIT");
    other.release();
    expect(await inserting).toBe("there already");
  });

  it("never says that something was kept when PostgreSQL rolled it back", async () => {
    const { database } = await open();
    const body = database.atomically(function* (tx) {
      yield* tx.rows("UPDATE accounts SET name = 'Renamed'", []);
      try {
        yield* tx.rows("SELECT no_such_column FROM accounts", []);
      } catch {
        // what PostgreSQL doesn't forget
      }
    });
    await expect(body).rejects.toThrow("nothing of the transaction was kept");
    expect(await database.rows("SELECT 1 FROM accounts WHERE name = 'Renamed'", [])).toEqual([]);
  });

  it("may ask again later what it first asked in the same message as something that failed", async () => {
    const { database } = await open();
    const ask = (tx: Transaction, text: string) => tx.rows<{ n: number }>(text, []);
    const question = "SELECT 40 + 2 AS n";
    const failing = database.atomically((tx) =>
      together([ask(tx, "SELECT nothing FROM accounts"), ask(tx, question), ask(tx, question)]),
    );
    await expect(failing).rejects.toThrow(/nothing/);
    expect(await database.atomically((tx) => together([ask(tx, question), ask(tx, question)]))).toEqual([
      [{ n: 42 }],
      [{ n: 42 }],
    ]);
  });

  it("is DatabaseUnavailable where no server answers", async () => {
    const nowhere = connectPostgres("postgres://nobody@127.0.0.1:1/nothing");
    const body = nowhere.atomically(function* (tx) {
      yield* tx.rows("SELECT 1", []);
    });
    await expect(body).rejects.toThrow(DatabaseUnavailable);
    await expect(nowhere.assertReachable()).rejects.toThrow(DatabaseUnavailable);
    await nowhere.close();
  });

  it("goes on with a new connection after the server ended the old ones", async () => {
    const { place, database } = await open();
    const { pool } = connect(place);
    const kill =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    const during = database.atomically(function* (tx) {
      yield* tx.rows("UPDATE accounts SET name = 'Renamed'", []);
      yield pool.query(kill);
      yield* tx.rows("UPDATE accounts SET name = 'Renamed again'", []);
    });
    expect(asUnavailable(await during.catch((error) => error))).toBeInstanceOf(DatabaseUnavailable);
    // Until the pool has noticed, a statement may still meet a dead connection.
    while (database.pool.totalCount > 0) await new Promise(setImmediate);
    expect(await database.rows("SELECT name FROM accounts ORDER BY id", [])).toEqual([
      { name: "Acme" },
      { name: "Other" },
    ]);
  });
});

describe("the engine's connections to PostgreSQL", () => {
  it("leave it to the server when their commits reach the disk, and wait for it where somebody is to be told", async () => {
    const place = await postgres.place();
    const url = place.env.DATABASE_URL as string;
    const setting = "SELECT current_setting('synchronous_commit') AS now";
    const [each, soon] = [connectPostgres(url), connectPostgres(url, { sync: "soon" })];
    expect(await each.rows(setting, [])).toEqual([{ now: "on" }]);
    expect(await Promise.all([soon.rows(setting, []), soon.rows(setting, [])])).toEqual([
      [{ now: "off" }],
      [{ now: "off" }],
    ]);
    await soon.synced();
    expect(await soon.rows(setting, []), "only for that").toEqual([{ now: "off" }]);
    await Promise.all([each.close(), soon.close()]);
  });
});
