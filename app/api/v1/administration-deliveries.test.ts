import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import type { DeliveryDetails } from "@/lib/deliveries/schema";

/** Two webhooks, one of which fails and tries again later; three events, the last of another account. */
let world: World;
let doors: Doors;
let good: string;
let bad: string;
let beginning: string;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  ({ id: good } = await world.webhook());
  ({ id: bad } = await world.webhook({ url: world.receiver.url("/bad") }));
  world.receiver.script("/bad", { status: 500 });
  await world.accept(passed({ id: "order-1" }));
  await world.deliver();
  world.clock.now += 1_000;
  beginning = new Date(world.clock.now).toISOString();
  await world.accept(passed({ id: "order-2" }));
  await world.deliver();
  const beta = await world.newAccount("Beta");
  await world.webhook({}, beta);
  await world.accept(passed(), beta);
});
afterAll(() => world.close());

const list = async (query = "") =>
  (await doors.v1("GET", `/deliveries${query}`)).json as {
    deliveries: DeliveryDetails[];
    next: string | null;
  };
const facts = async (query: string) =>
  (await list(query)).deliveries.map(({ webhookId, state }) => [webhookId === good ? "good" : "bad", state]);

describe("D9: the deliveries of all webhooks by the API", () => {
  it("are the account's, newest first, each as it is read alone", async () => {
    const { deliveries, next } = await list();
    expect([deliveries.length, next]).toEqual([4, null]);
    expect(deliveries.map(({ id }) => id)).toEqual(
      deliveries
        .map(({ id }) => id)
        .toSorted()
        .reverse(),
    );
    for (const delivery of deliveries) {
      expect((await doors.v1("GET", `/deliveries/${delivery.id}`)).json).toEqual(delivery);
    }
  });

  it("are narrowed by webhook, event, state, reason and time", async () => {
    expect(await facts(`?webhookId=${good.toUpperCase()}`)).toEqual([
      ["good", "delivered"],
      ["good", "delivered"],
    ]);
    const [event] = (await doors.v1("GET", "/events?key=order-1")).json.events;
    expect((await facts(`?eventId=${event.id}`)).toSorted()).toEqual([
      ["bad", "pending"],
      ["good", "delivered"],
    ]);
    expect(await facts(`?eventId=${event.id}&state=pending`)).toEqual([["bad", "pending"]]);
    expect(await facts(`?eventId=${event.id}&webhookId=${good}`)).toEqual([["good", "delivered"]]);
    expect(await facts("?reason=status_not_accepted&state=delivered")).toEqual([]);
    expect(await facts("?reason=status_not_accepted")).toHaveLength(2);
    expect(await facts(`?since=${beginning}`)).toHaveLength(2);
    expect(await facts(`?webhookId=${crypto.randomUUID()}`)).toEqual([]);
    const [{ id: deliveryId = "" } = {}] = (await list()).deliveries;
    expect(await facts(`?eventId=${deliveryId}`)).toEqual([]);
  });

  it("that wait come by their next attempt; every order is read page by page, each once", async () => {
    for (const query of ["?", "?state=pending&", "?reason=status_not_accepted&"]) {
      const whole = (await list(query)).deliveries;
      const pages: DeliveryDetails[] = [];
      for (let cursor = ""; ; ) {
        const page = await list(`${query}limit=1${cursor && `&cursor=${cursor}`}`);
        pages.push(...page.deliveries);
        if (page.next === null) break;
        cursor = page.next;
      }
      expect(pages).toEqual(whole);
    }
    const due = (await list("?state=pending")).deliveries.map(({ nextAttemptAt }) => nextAttemptAt ?? "");
    expect(due).toHaveLength(2);
    expect(due).toEqual(due.toSorted());
    expect((await list(`?webhookId=${bad}&state=pending`)).deliveries).toHaveLength(2);
  });

  it.each([
    ["state", "waiting"],
    ["webhookId", "x"],
    ["eventId", "order-1"],
    ["reason", "because"],
    ["since", "1h"],
    ["cursor", "2"],
    ["limit", "0"],
    ["q", "x"],
  ])("are 400 at %s=%s", async (path, value) => {
    const answer = await doors.v1("GET", `/deliveries?${new URLSearchParams({ [path]: value })}`);
    expect(answer).toMatchObject({ status: 400, errors: [{ path }] });
  });
});

it("D8: how a webhook is doing is what the console shows: counts, what waits, the last failure", async () => {
  const { status, json } = await doors.v1("GET", `/webhooks/${bad}/overview`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    ...{ status: "active", succeeded: 0, failed: 2, health: { state: "healthy" } },
    waiting: { count: 2, nextAttemptAt: expect.any(String) },
    lastFailure: { run: { reason: "status_not_accepted", statusCode: 500 }, delivery: { state: "pending" } },
  });
});
