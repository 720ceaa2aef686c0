import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { createServer, type Server, Socket } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CorpusEntry, readCorpus } from "@/e2e/corpora/read-corpus";
import { PUBLIC, ZONE } from "@/e2e/corpora/zone";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { runDueReplays } from "@/lib/replays/run-due";

/**
 * Every address of the list that the guard must refuse, through every door and at every attempt, with somebody
 * listening wherever this machine could be reached by it.
 */
const ENTRIES = readCorpus("refuse", "static", "parse", "scheme", "policy", "esc", "dns");
const WEB_PORTS = [80, 443];

const inBrackets = (address: string) => (address.includes(":") ? `[${address}]` : address);
const fixed = Object.entries(ZONE)
  .map(([name, rounds]) => [name, rounds.at(-1) ?? []] as const)
  .filter(([, answers]) => answers.length > 0)
  .map(([name, answers]) => `${name}=${answers.map(inBrackets).join("|")}`);

const env = {
  EGRESS_ALLOW_CIDRS: "",
  EGRESS_ADDRESSES: "198.41.0.4",
  EGRESS_RESOLVE: [`hooks.example.com=${PUBLIC}`, ...fixed].join(","),
};

let world: World;
let doors: Doors;
/** A webhook for each entry, as if its address had been saved when nobody judged it. */
const webhooks: { id: string; entry: CorpusEntry }[] = [];
const listeners: { server: Server; port: number }[] = [];
let connections = 0;
const connect = vi.spyOn(Socket.prototype, "connect");
const lookups = [vi.spyOn(Resolver.prototype, "resolve4"), vi.spyOn(Resolver.prototype, "resolve6")];

beforeAll(async () => {
  for (const port of portsOf(ENTRIES)) await listenOn(port);
  world = await openWorld({ env, on: "sqlite" });
  doors = await openDoors(world);
  const { atomically, tables } = world.tidings.database;
  await atomically(function* (tx) {
    yield* tx.run(tx.orm.update(tables.accounts).set({ webhookLimit: 1_000 }));
  });
  for (const entry of ENTRIES) {
    const { id } = await world.webhook({
      url: "https://hooks.example.com/",
      delivery: { retry: { kind: "none" } },
    });
    await setUrl(id, entry.text);
    webhooks.push({ id, entry });
  }
  connect.mockClear();
}, 120_000);

afterAll(async () => {
  for (const spy of [connect, ...lookups]) spy.mockRestore();
  await world.close();
  for (const { server } of listeners) server.close();
});

function portsOf(entries: CorpusEntry[]): Set<number> {
  const ports = new Set(WEB_PORTS);
  for (const { text } of entries) {
    const url = URL.parse(text);
    if (url?.port) ports.add(Number(url.port));
  }
  return ports;
}

/** On all of this machine's addresses. A port that is taken or wants more rights is left out. */
async function listenOn(port: number) {
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  const listening = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(port);
  if (await listening) listeners.push({ server, port });
}

async function setUrl(webhookId: string, url: string) {
  const { database } = world.tidings;
  const { webhookRevisions } = database.tables;
  const [revision] = await database.orm
    .select({ settings: webhookRevisions.settings })
    .from(webhookRevisions)
    .where(eq(webhookRevisions.webhookId, webhookId));
  if (!revision) throw new Error("no revision");
  const settings = { ...revision.settings, url };
  await database.atomically(function* (tx) {
    yield* tx.run(
      tx.orm.update(webhookRevisions).set({ settings }).where(eq(webhookRevisions.webhookId, webhookId)),
    );
  });
}

const expectNoPacket = () => {
  expect(connections).toBe(0);
  expect(connect).not.toHaveBeenCalled();
  for (const lookup of lookups) expect(lookup).not.toHaveBeenCalled();
};

/** How every webhook's deliveries and newest run ended. */
async function expectAllRefused(deliveries: number) {
  for (const { id, entry } of webhooks) {
    const owed = await world.deliveries(id);
    expect(owed, entry.text).toHaveLength(deliveries);
    for (const { state, reason } of owed) {
      expect({ state, reason }, entry.text).toEqual({ state: "failed", reason: "private_address" });
    }
  }
  expectNoPacket();
}

describe("G1, G2: no address of the list is ever sent a packet", () => {
  it("listens where the list points to", () => {
    expect(ENTRIES.length).toBeGreaterThan(190);
    expect(listeners.length).toBeGreaterThan(0);
  });

  it("when a webhook is created or updated: refused at url", async () => {
    const { id } = await world.webhook({ url: "https://hooks.example.com/" });
    for (const { text } of ENTRIES) {
      const created = await doors.v1("POST", "/webhooks", { body: doors.draft({ url: text }) });
      const updated = await doors.v1("PATCH", `/webhooks/${id}`, { body: { url: text } });
      for (const { status, errors } of [created, updated]) {
        expect(status, text).toBe(400);
        expect(
          errors.map(({ path }) => path),
          text,
        ).toEqual(["url"]);
      }
    }
    await doors.v1("POST", `/webhooks/${id}/deactivate`);
    expectNoPacket();
  }, 120_000);

  it("when a test is sent: a failed run", async () => {
    for (const { id, entry } of webhooks) {
      const { status, json } = await doors.v1("POST", `/webhooks/${id}/test`);
      expect(status, entry.text).toBe(200);
      expect(json.runs, entry.text).toMatchObject([{ verdict: "failed", reason: "private_address" }]);
    }
    expectNoPacket();
  }, 120_000);

  it("at an attempt, when one delivery is sent again, and when a replay sends all again", async () => {
    const since = new Date(world.clock.now).toISOString();
    await world.accept();
    await world.deliver();
    await expectAllRefused(1);

    for (const { id } of webhooks) {
      const [owed] = await world.deliveries(id);
      expect((await doors.v1("POST", `/deliveries/${owed?.id}/resend`)).status).toBe(202);
    }
    await world.deliver();
    await expectAllRefused(2);

    world.clock.now += 1_000;
    for (const { id, entry } of webhooks) {
      const { status } = await doors.v1("POST", `/webhooks/${id}/replays`, {
        body: { kind: "failed", since },
      });
      expect(status, entry.text).toBe(201);
    }
    for (let step = 0; step < 1_000; step++) {
      const wait = await runDueReplays(world.tidings, (ids) => world.engine.wake(ids));
      await world.deliver();
      if (wait === undefined) break;
      world.clock.now += wait;
    }
    await expectAllRefused(3);
  }, 120_000);

  it("and it would be seen: once loopback addresses are allowed, a listener is reached", async () => {
    const [{ id }] = webhooks as [(typeof webhooks)[number]];
    world.tidings.env.egress.allowCidrs = ["127.0.0.0/8"];
    await setUrl(
      id,
      `https://127.0.0.1:${listeners.find(({ port }) => port === 8_443 || port === 443)?.port}/`,
    );
    await doors.v1("POST", `/webhooks/${id}/test`);
    expect(connections).toBe(1);
    expect(connect).toHaveBeenCalled();
  });
});
