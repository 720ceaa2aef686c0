import { existsSync, readdirSync } from "node:fs";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createDatabase, urlOf } from "@/db/conformance/postgres-databases";
import { connectPostgres } from "@/db/connect-postgres";
import { connectSqlite } from "@/db/connect-sqlite";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { Engine } from "@/lib/engine/engine";
import { readEnv } from "@/lib/env";
import { openInstance } from "@/lib/instance";
import { DAY_MS } from "@/lib/time";
import { moveToPostgres } from "./to-postgres";

let world: World;
let url: string;
let webhook: { id: string };
beforeEach(async () => {
  world = await openWorld({ on: "sqlite" });
  onTestFinished(() => world.close());
  url = await urlOf(await createDatabase("template0"));
  webhook = await world.webhook();
  await world.accept([passed({ id: "order-1" }), passed({ id: "order-2" })]);
  await world.deliver();
  world.receiver.script("/hook", { status: 500 });
  await world.accept(passed({ id: "order-3" }));
  await world.deliver();
  world.receiver.script("/hook", { status: 200 });
});

const env = () => readEnv({ DATA_DIR: world.dataDir });
const move = (say: (text: string) => void = () => {}) => moveToPostgres(env(), url, say);
/** As a kill at this moment would. */
const cutOffAt = (words: string) =>
  move((text) => {
    if (text.startsWith(words)) throw new Error("cut off");
  });

const onPostgres = async () => {
  const tidings = await openInstance(
    {
      ...{ DATA_DIR: world.dataDir, DATABASE_URL: url, LOG_LEVEL: "silent" },
      EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
      EGRESS_CA_FILE: world.receiver.caFile,
      EGRESS_RESOLVE: `receiver.example.com=127.0.0.1:${world.receiver.port}`,
    },
    { now: () => world.clock.now },
  );
  onTestFinished(() => tidings.close());
  return tidings;
};

/** Of the requests that the receiver has answered with a success, the events. */
const delivered = () =>
  world.receiver.requests.map((request) => (request.json() as { EventId: string }).EventId);

describe("a move to PostgreSQL", () => {
  it("takes every row along, and what waits is delivered there, once, with the same id and bytes", async () => {
    const [first] = world.receiver.requests.slice(-1);
    await world.tidings.close();
    const { tables, keptAs, next } = await move();
    expect(tables).toMatchObject({ accounts: { rows: 1 }, events: { rows: 3 }, runs: { rows: 3 } });
    expect(tables.deliveries).toEqual({ rows: 3, checksum: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(next).toMatch(/DATABASE_URL.*same secret key/);
    expect(existsSync(keptAs)).toBe(true);
    expect(readdirSync(world.dataDir).filter((file) => file.startsWith("tidings.db"))).toEqual([]);

    const before = delivered();
    const tidings = await onPostgres();
    world.clock.now += DAY_MS;
    const engine = new Engine(tidings, { owner: "on PostgreSQL", alone: false });
    await engine.rescue();
    expect(await engine.drain()).toMatchObject({ claimed: 1, succeeded: 1 });
    const [again] = world.receiver.requests.slice(-1);
    expect(delivered()).toEqual([...before, before.at(-1)]);
    expect(again?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(again?.body.equals(first?.body as Buffer)).toBe(true);
  });

  it("goes on there: keys are known, numbers count on, people and credentials are whole", async () => {
    await world.tidings.close();
    await move();
    const tidings = await onPostgres();
    const { database } = tidings;
    expect(
      await database.atomically((tx) => database.sql.findKeys(tx, [{ accountId: 1, key: "order-1" }])),
    ).toHaveLength(1);
    const [account] = await database.orm
      .insert(database.tables.accounts)
      .values({ name: "Next", plan: "free", createdAt: 0 })
      .returning();
    expect(account?.id).toBe(2);
    const [user] = await database.orm.select().from(database.tables.users);
    expect(user).toMatchObject({ emailVerified: expect.any(Boolean), createdAt: expect.any(Date) });
    const tables = await database.rows<{ name: string }>(
      "SELECT DISTINCT tableoid::regclass::text AS name FROM events",
      [],
    );
    expect(tables.map(({ name }) => name)).not.toContain("events_rest");
  });

  it("goes on where it was cut off, and nothing is there twice", async () => {
    await world.tidings.close();
    await expect(cutOffAt("deliveries")).rejects.toThrow("cut off");
    await expect(onPostgres(), "no server starts on a part of it").rejects.toThrow(/move.*not finished/);
    await expect(cutOffAt("Comparing")).rejects.toThrow("cut off");
    const { tables } = await move();
    expect(tables).toMatchObject({ deliveries: { rows: 3 }, events: { rows: 3 }, signing_keys: { rows: 1 } });
    await onPostgres();
  });

  it("is finished by the next call where it was cut off between putting SQLite aside and saying so", async () => {
    await world.tidings.close();
    const { keptAs } = await move();
    const target = connectPostgres(url);
    onTestFinished(() => target.close());
    await target.atomically((tx) =>
      tx.rows("UPDATE installation SET value = 'compared' WHERE name = 'move'", []),
    );
    await expect(onPostgres()).rejects.toThrow(/move.*not finished/);
    expect(await move()).toMatchObject({ keptAs });
    await onPostgres();
  });

  it("puts back what a kill had cut off, so that it is sent again on PostgreSQL", async () => {
    await world.engine.release();
    await world.accept(passed({ id: "order-4" }));
    const { database, now } = world.tidings;
    await database.atomically(function* (tx) {
      const epoch = yield* database.sql.leaseLane(tx, webhook.id, "killed", now(), now() + 60_000);
      const lane = { webhookId: webhook.id, revision: 1, epoch: epoch as number, limit: 1 };
      yield* database.sql.claimDue(tx, [lane], now());
    });
    await world.tidings.close();
    await move();
    const engine = new Engine(await onPostgres(), { owner: "on PostgreSQL", alone: false });
    expect(await engine.drain()).toMatchObject({ succeeded: 1 });
  });

  it("is not finished where SQLite was written to since it began", async () => {
    await world.tidings.close();
    await expect(cutOffAt("Comparing")).rejects.toThrow("cut off");
    const sqlite = connectSqlite(`${world.dataDir}/tidings.db`);
    sqlite.sqlite.exec("UPDATE deliveries SET attempts = attempts + 1");
    await sqlite.close();
    await expect(move()).rejects.toThrow(/^deliveries: 3 rows.*Make the PostgreSQL database anew/s);
    expect(existsSync(`${world.dataDir}/tidings.db`)).toBe(true);
  });

  it("is refused while a server uses the folder, into a database in use, and where there is nothing", async () => {
    await expect(move()).rejects.toThrow(/A server or an engine uses/);
    await world.tidings.close();
    const used = connectPostgres(url);
    onTestFinished(() => used.close());
    await move();
    await expect(move()).rejects.toThrow(/There is no database/);
    await expect(moveToPostgres(readEnv({ DATABASE_URL: url }), url, () => {})).rejects.toThrow(
      /DATABASE_URL is set/,
    );
    const other = await openWorld({ on: "sqlite" });
    onTestFinished(() => other.close());
    await other.tidings.close();
    await expect(moveToPostgres(readEnv({ DATA_DIR: other.dataDir }), url, () => {})).rejects.toThrow(
      /in use already.*empty one/,
    );
  });
});
