import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ENGINES } from "@/db/conformance/engines";
import { insertWebhook, newEvent } from "@/db/conformance/rows";
import type { PostgresDatabase } from "@/db/connect-postgres";
import { leastId, stampOf } from "@/db/partition-plan";
import { listPartitions } from "@/db/partitions";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { DAY_MS } from "@/lib/time";
import { beginOf } from "./drop-partitions";
import { Pruner } from "./prune";

const [, postgres] = ENGINES;

let world: World;
let database: PostgresDatabase;
let today: number;
beforeEach(async () => {
  const { env } = await postgres.place();
  world = await openWorld({ env: env as Record<string, string> });
  onTestFinished(() => world.close());
  database = world.tidings.database as PostgresDatabase;
  today = Math.floor(world.clock.now / DAY_MS) * DAY_MS;
});

/** Partitions of one day's events and runs. */
async function makeDay(daysAgo: number): Promise<string> {
  const since = today - daysAgo * DAY_MS;
  const bounds = `FROM ('${leastId(since)}') TO ('${leastId(since + DAY_MS)}')`;
  for (const table of ["events", "runs"])
    await database.rows(
      `CREATE TABLE ${table}_${stampOf(since)} PARTITION OF ${table} FOR VALUES ${bounds}`,
      [],
    );
  return `events_${stampOf(since)}`;
}

/** An event of so many days ago, whose id says so. @returns its id */
async function eventOf(daysAgo: number, changes: Parameters<typeof newEvent>[0] = {}): Promise<string> {
  const acceptedAt = today - daysAgo * DAY_MS + Math.floor(Math.random() * DAY_MS);
  const id = leastId(acceptedAt).slice(0, -12) + crypto.randomUUID().slice(-12);
  const event = newEvent({ id, accountId: world.clientId, acceptedAt, occurredAt: acceptedAt, ...changes });
  await database.atomically(function* (tx) {
    if (event.key !== null) yield* database.sql.insertKeys(tx, [event]);
    yield* database.sql.insertEvents(tx, [event]);
  });
  return id;
}

const prune = () => new Pruner(world.tidings).prune({ pause: async () => {} });
const partitions = async () => (await listPartitions(database, "events")).map(({ name }) => name);
const ids = async (table = "events") =>
  (await database.rows<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`, [])).map(({ id }) => id);

describe("retention on PostgreSQL", () => {
  it("drops a day that is past it, its idempotency keys too, and leaves the rest alone", async () => {
    const [gone, kept] = [await makeDay(32), await makeDay(29)];
    await eventOf(32, { key: "order-7" });
    const young = await eventOf(29, { key: "order-8" });
    await prune();
    expect(await partitions()).not.toContain(gone);
    expect(await partitions()).toContain(kept);
    expect(await ids()).toEqual([young]);
    expect(await database.rows("SELECT key FROM event_keys", [])).toEqual([{ key: "order-8" }]);
  });

  it("decision 23: keeps the newest events of a dropped day as samples", async () => {
    await makeDay(32);
    const made: string[] = [];
    for (let n = 0; n < 25; n++) made.push(await eventOf(32));
    const other = await eventOf(32, { type: "contact.updated" });
    await prune();
    expect(await ids()).toEqual([]);
    expect(new Set(await ids("sample_events"))).toEqual(new Set([...made.sort().slice(-20), other]));
  });

  it("never takes an event that is still owed: that day is deleted row by row, and goes when it is settled", async () => {
    const day = await makeDay(32);
    const webhook = await insertWebhook(database, { accountId: world.clientId });
    const [owed] = [await eventOf(32), await eventOf(32)];
    const deliver = (state: string, finishedAt: number | null) =>
      database.atomically((tx) =>
        tx.rows(
          `INSERT INTO deliveries (id, account_id, webhook_id, event_id, state, accepted_at, next_attempt_at, finished_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [owed, world.clientId, webhook, owed, state, today, finishedAt === null ? today : null, finishedAt],
        ),
      );
    await deliver("pending", null);
    expect(await prune()).toMatchObject({ events: 1 });
    expect(await ids()).toEqual([owed]);
    expect(await partitions()).toContain(day);
    await database.atomically((tx) => tx.rows("DELETE FROM deliveries", []));
    await deliver("delivered", today);
    await prune();
    expect(await ids()).toEqual([]);
    expect(await partitions()).not.toContain(day);
  });

  it("deletes row by row what one account keeps for less long than another", async () => {
    const day = await makeDay(32);
    const other = await world.newAccount("Quantum");
    await updateAccount(world.tidings, other.clientId, { retentionDays: 90 });
    await eventOf(32);
    const kept = await eventOf(32, { accountId: other.clientId });
    expect(await prune()).toMatchObject({ events: 1 });
    expect(await ids()).toEqual([kept]);
    expect(await partitions()).toContain(day);
  });

  it("leaves a day whole until all of it is past retention, so that nothing of it is deleted row by row", async () => {
    await makeDay(30);
    const id = await eventOf(30, { acceptedAt: today - 30 * DAY_MS + 1 });
    expect(await prune()).toMatchObject({ events: 0 });
    expect(await ids()).toEqual([id]);
    expect(beginOf([{ since: 0, until: 10 }], 9)).toBe(0);
    expect(beginOf([{ since: 0, until: 10 }], 10)).toBe(10);
  });

  it("deletes what came into no partition of its own, to the moment", async () => {
    await eventOf(31);
    const young = await eventOf(29);
    expect(await prune()).toMatchObject({ events: 1 });
    expect(await ids()).toEqual([young]);
  });

  it("waits for nobody who reads for long: the day is dropped later", async () => {
    const day = await makeDay(32);
    const reader = await database.pool.connect();
    await reader.query("BEGIN");
    await reader.query(`SELECT * FROM "${day}"`);
    await prune();
    expect(await partitions()).toContain(day);
    await reader.query("COMMIT");
    reader.release();
    await prune();
    expect(await partitions()).not.toContain(day);
  });

  it("is done once by two engines at the same time", async () => {
    const day = await makeDay(32);
    await Promise.all([prune(), prune()]);
    await prune();
    expect(await partitions()).not.toContain(day);
  });
});

describe("partitions made ahead", () => {
  it("take what comes in; whatever comes later than they reach is taken all the same", async () => {
    const id = await eventOf(-400);
    const [{ table } = { table: "" }] = await database.rows<{ table: string }>(
      "SELECT tableoid::regclass::text AS table FROM events WHERE id = $1",
      [id],
    );
    expect(table).toBe("events_rest");
    await world.accept();
    const [{ tables } = { tables: [] }] = await database.rows<{ tables: string[] }>(
      "SELECT array_agg(tableoid::regclass::text) AS tables FROM events WHERE id <> $1",
      [id],
    );
    expect(tables).toEqual([`events_${stampOf(Date.now())}`]);
  });
});
