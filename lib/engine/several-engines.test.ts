import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ENGINES, type Place } from "@/db/conformance/engines";
import type { Database } from "@/db/database";
import { readEngines, sayAlive } from "@/db/engine-rows";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { newId } from "@/lib/ids";
import { type Instance, openInstance } from "@/lib/instance";
import { joinCrew } from "./crew";
import { Engine } from "./engine";
import { LEASE_MS } from "./lanes";
import { startSeated } from "./program.fixture";

const [, postgres] = ENGINES;

let place: Place;
let world: World;
beforeEach(async () => {
  place = await postgres.place();
  world = await openWorld({ env: place.env as Record<string, string> });
  onTestFinished(() => world.close());
});

/** An engine as another process has it. */
async function openEngine(owner: string, engines = 2): Promise<{ engine: Engine; tidings: Instance }> {
  const { env } = world.tidings;
  const tidings = await openInstance(
    {
      ...place.env,
      EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
      EGRESS_CA_FILE: world.receiver.caFile,
      EGRESS_RESOLVE: `receiver.example.com=127.0.0.1:${world.receiver.port}`,
      LOG_LEVEL: "silent",
      DATA_DIR: env.DATA_DIR,
    },
    { now: () => world.clock.now },
  );
  onTestFinished(() => tidings.close());
  const engine = new Engine(tidings, { owner, alone: false });
  engine.engines = engines;
  return { engine, tidings };
}

/** How many lanes each engine holds. */
async function held(): Promise<Record<string, number>> {
  const rows = await world.tidings.database.rows<{ owner: string; n: number }>(
    "SELECT owner, count(*) AS n FROM lanes WHERE owner IS NOT NULL GROUP BY owner",
    [],
  );
  return Object.fromEntries(rows.map(({ owner, n }) => [owner, n]));
}

const states = async (webhookId: string) =>
  (await world.deliveries(webhookId)).map(({ state, attempts }) => `${state} ${attempts}`);

describe("D20: several engines on one PostgreSQL", () => {
  it("take their part of the lanes each", async () => {
    for (let n = 0; n < 6; n++) await world.webhook();
    await world.accept();
    const [a, b] = [await openEngine("a"), await openEngine("b")];
    expect(await a.engine.drain()).toMatchObject({ succeeded: 3 });
    // Half of what is left, for all that it knows; the other one does not come for the rest.
    expect(await b.engine.drain()).toMatchObject({ succeeded: 2 });
    world.clock.now += 2_000;
    expect(await b.engine.drain()).toMatchObject({ succeeded: 1 });
    expect(await held()).toEqual({ a: 3, b: 3 });
  });

  it("leave no lane to one that does not come for it", async () => {
    for (let n = 0; n < 4; n++) await world.webhook();
    await world.accept();
    const { engine } = await openEngine("a");
    expect(await engine.drain()).toMatchObject({ succeeded: 2 });
    world.clock.now += 2_000;
    expect(await engine.drain()).toMatchObject({ succeeded: 2 });
  });

  it("give their surplus away when another one comes, and never what is under way", async () => {
    for (let n = 0; n < 6; n++) await world.webhook({ url: world.receiver.url(`/${n}`) });
    await world.accept();
    const { engine } = await openEngine("a", 1);
    expect(await engine.drain()).toMatchObject({ succeeded: 6 });
    expect(await held()).toEqual({ a: 6 });
    const b = await openEngine("b");
    engine.engines = 2;
    await world.accept();
    engine.wake();
    expect(await engine.drain()).toMatchObject({ succeeded: 3 });
    world.clock.now += 2_000;
    expect(await b.engine.drain()).toMatchObject({ succeeded: 3 });
    expect(await held()).toEqual({ a: 3, b: 3 });
    expect(world.receiver.requests).toHaveLength(12);
  });

  it("D3: send again what a dead one was sending once its lease has run out, and not before", async () => {
    const { id } = await world.webhook();
    await world.accept();
    await dieWhileSending();
    const { engine } = await openEngine("b", 1);
    await engine.rescue();
    expect(await engine.drain()).toMatchObject({ claimed: 0 });
    world.clock.now += LEASE_MS + 1;
    await engine.rescue();
    expect(await engine.drain()).toMatchObject({ succeeded: 1 });
    expect(await states(id)).toEqual(["delivered 2"]);
  });

  it("D3: send at once what one was sending that died on the same machine, and take its part", async () => {
    const { id } = await world.webhook();
    await world.accept();
    await dieWhileSending("a");
    const { database, env } = world.tidings;
    await (await startSeated(env.DATA_DIR, "a")).kill();
    await sayAlive(database, "a", world.clock.now);
    const { engine, tidings } = await openEngine("b", 2);
    const crew = joinCrew(tidings, engine, "b");
    onTestFinished(() => crew.leave());
    await crew.look();
    expect(await engine.drain()).toMatchObject({ succeeded: 1 });
    expect(await states(id)).toEqual(["delivered 2"]);
    expect((await readEngines(database, world.clock.now)).alive).toBe(1);
  });

  it("get nothing under a lease that is somebody else's by now", async () => {
    const { id } = await world.webhook();
    const { database } = world.tidings;
    const now = world.clock.now;
    const epoch = await database.atomically((tx) => database.sql.leaseLane(tx, id, "a", now, now + LEASE_MS));
    await database.atomically((tx) => database.sql.leaseLane(tx, id, "b", now + LEASE_MS + 1, now + 200_000));
    await world.accept();
    const lane = { webhookId: id, accountId: world.clientId, revision: 1, epoch: epoch as number };
    const [delivery] = await world.deliveries(id);
    const groups = [{ ids: [delivery?.id as string], batchId: delivery?.id as string, fresh: true }];
    expect(
      await database.atomically((tx) => database.sql.claimDue(tx, [{ ...lane, limit: 10 }], now + 1)),
    ).toEqual([[]]);
    expect(await database.atomically((tx) => database.sql.claimGroups(tx, lane, groups, now + 1))).toEqual(
      [],
    );
  });

  it("find out at the next turn that a lane was taken while they slept, and leave it alone", async () => {
    await world.webhook();
    await world.accept();
    const [a, b] = [await openEngine("a", 1), await openEngine("b", 1)];
    expect(await a.engine.drain()).toMatchObject({ succeeded: 1 });
    const { database } = world.tidings;
    await database.atomically((tx) =>
      tx.rows("UPDATE lanes SET owner = 'b', epoch = epoch + 1, lease_until = lease_until + 60000", []),
    );
    await world.accept();
    a.engine.wake();
    expect(await a.engine.drain()).toMatchObject({ claimed: 0 });
    expect(await b.engine.drain()).toMatchObject({ succeeded: 1 });
  });

  it("put back what a commit claimed whose answer never came", async () => {
    const { id } = await world.webhook();
    await world.accept();
    const { engine, tidings } = await openEngine("a", 1);
    loseAnswerOnce(tidings.database);
    expect(await engine.drain()).toMatchObject({ succeeded: 1 });
    expect(await states(id)).toEqual(["delivered 2"]);
    expect(world.receiver.requests).toHaveLength(1);
  });
});

/** As if an engine were killed between its claim and its request. */
async function dieWhileSending(owner = newId()) {
  const { database, now } = world.tidings;
  await database.atomically(function* (tx) {
    const [lane] = yield* tx.rows<{ id: string }>("SELECT webhook_id AS id FROM lanes", []);
    const webhookId = lane?.id as string;
    const epoch = yield* database.sql.leaseLane(tx, webhookId, owner, now(), now() + LEASE_MS);
    yield* database.sql.claimDue(tx, [{ webhookId, revision: 1, epoch: epoch as number, limit: 10 }], now());
  });
}

/** The next transaction is committed, and its connection breaks before that is told. */
function loseAnswerOnce(database: Database) {
  const { atomically } = database;
  const patched = database as { atomically: Database["atomically"] };
  patched.atomically = async (body) => {
    patched.atomically = atomically;
    await atomically(body);
    throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  };
}
