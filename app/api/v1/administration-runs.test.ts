import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { ownWebhook, retireWebhook } from "@/e2e/fixtures/own-webhook";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const get = async (path: string) => (await doors.v1("GET", path)).json;
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
const own = (changes: object = {}) => ownWebhook(doors, world, changes);
const retire = (id: string) => retireWebhook(doors, id);

describe("runs and deliveries", () => {
  it("S1.18: say when, how long and whether it succeeded, and show request and response", async () => {
    const { id, path } = await own({ headers: [{ name: "X-Source", value: "tidings" }] });
    world.receiver.script(path, { status: 201, headers: { "x-answer": "yes" }, body: "created" });
    const { events } = await world.accept(passed({ contact: { id: 7 } }));
    await world.deliver();
    const { deliveries, next } = await get(`/webhooks/${id}/deliveries`);
    const { runs } = await get(`/webhooks/${id}/runs`);
    expect(next).toBeNull();
    expect(deliveries).toEqual([
      {
        id: expect.any(String),
        eventId: events[0]?.id,
        state: "delivered",
        reason: null,
        attempts: 1,
        nextAttemptAt: null,
        finishedAt: new Date(world.clock.now).toISOString(),
        runIds: ids(runs),
      },
    ]);
    const row = {
      id: expect.any(String),
      startedAt: new Date(world.clock.now).toISOString(),
      durationMs: expect.any(Number),
      verdict: "succeeded",
      reason: null,
      statusCode: 201,
      attempt: 1,
      deliveries: 1,
      test: false,
      responseTruncated: false,
    };
    expect(runs).toEqual([row]);
    const run = await get(`/runs/${runs[0].id}`);
    const request = world.receiver.requests.find((received) => received.path === path);
    expect(run).toEqual({
      ...row,
      webhookId: id,
      deliveryIds: [deliveries[0].id],
      request: {
        method: "POST",
        url: world.receiver.url(path),
        headers: expect.arrayContaining([
          { name: "X-Source", value: "tidings" },
          { name: "webhook-id", value: deliveries[0].id },
        ]),
        body: request?.body.toString(),
      },
      response: {
        statusCode: 201,
        headers: expect.arrayContaining([{ name: "x-answer", value: "yes" }]),
        body: "created",
      },
    });
    await retire(id);
  });

  it("a run without an answer has response null, and one that never left still shows its request", async () => {
    const { id, path } = await own({ delivery: { retry: { kind: "none" } } });
    world.receiver.script(path, { kind: "reset" });
    await world.accept();
    await world.deliver();
    const { runs } = await get(`/webhooks/${id}/runs?verdict=failed`);
    expect(runs).toMatchObject([{ verdict: "failed", reason: "connection_reset", statusCode: null }]);
    const run = await get(`/runs/${runs[0].id}`);
    expect(run.response).toBeNull();
    expect(run.request.body).toContain("PersonaScoringPassedThreshold");
    const { deliveries } = await get(`/webhooks/${id}/deliveries?state=failed`);
    expect(deliveries).toMatchObject([{ state: "failed", reason: "connection_reset" }]);
    await retire(id);
  });

  it("S1.19: runs are filtered by verdict and time, deliveries by state and event", async () => {
    const { id, path } = await own({ delivery: { retry: { kind: "schedule", delaysSeconds: [5] } } });
    world.receiver.script(path, [{ status: 500 }, { status: 200 }]);
    const { events } = await world.accept();
    await world.deliver();
    expect((await get(`/webhooks/${id}/deliveries?state=pending`)).deliveries).toMatchObject([
      { attempts: 1, nextAttemptAt: expect.any(String), finishedAt: null },
    ]);
    await world.pass(6_000);
    const since = new Date(world.clock.now).toISOString();
    const verdicts = async (query: string) =>
      (await get(`/webhooks/${id}/runs${query}`)).runs.map((run: { attempt: number }) => run.attempt);
    expect(await verdicts("")).toEqual([2, 1]);
    expect(await verdicts("?verdict=failed")).toEqual([1]);
    expect(await verdicts("?verdict=succeeded")).toEqual([2]);
    expect(await verdicts(`?since=${since}`)).toEqual([2]);
    const event = async (eventId: string) =>
      (await get(`/webhooks/${id}/deliveries?eventId=${eventId}`)).deliveries;
    expect(await event(events[0]?.id ?? "")).toMatchObject([{ state: "delivered", attempts: 2 }]);
    expect((await event((events[0]?.id ?? "").toUpperCase()))[0].runIds).toHaveLength(2);
    expect(await event(crypto.randomUUID())).toEqual([]);
    await retire(id);
  });

  it("a cursor leads through all pages, newest first, each row once, while new ones come", async () => {
    const { id } = await own();
    await world.accept(Array.from({ length: 7 }, () => passed()));
    await world.deliver();
    for (const kind of ["runs", "deliveries"] as const) {
      const whole = (await get(`/webhooks/${id}/${kind}`))[kind];
      const seen: string[] = [];
      let cursor = "";
      for (let page = 0; page < 4; page++) {
        const answer = await get(`/webhooks/${id}/${kind}?limit=3${cursor && `&cursor=${cursor}`}`);
        seen.push(...ids(answer[kind]));
        if (page === 0) await world.accept();
        if (page === 0) await world.deliver();
        cursor = answer.next;
        if (!cursor) break;
      }
      expect(cursor).toBeNull();
      expect(seen).toEqual(ids(whole));
      expect(seen.toSorted().reverse()).toEqual(seen);
      expect((await get(`/webhooks/${id}/${kind}?limit=1`))[kind]).toHaveLength(1);
    }
    await retire(id);
  });

  it("a body that is not UTF-8 is answered as bodyBase64", async () => {
    const { id, path } = await own();
    world.receiver.script(path, { status: 200, body: Buffer.from([0xff, 0xfe, 0x00]) });
    const { json } = await doors.v1("POST", `/webhooks/${id}/test`);
    const { response } = await get(`/runs/${json.runs[0].id}`);
    expect(response).toMatchObject({ statusCode: 200, bodyBase64: "//4A" });
    expect(response).not.toHaveProperty("body");
    await retire(id);
  });

  it.each([
    [16 * 1024, 16 * 1024, false],
    [64 * 1024 + 1, 16 * 1024, true],
    [1024 * 1024, 16 * 1024, true],
  ])("decision 6, D9: of a 2xx of %i bytes %i are kept; truncated: %s", async (size, kept, truncated) => {
    const { id, path } = await own();
    world.receiver.script(path, { status: 200, body: "x".repeat(size) });
    await world.accept();
    await world.deliver();
    const { runs } = await get(`/webhooks/${id}/runs`);
    expect(runs).toMatchObject([{ verdict: "succeeded", reason: null, responseTruncated: truncated }]);
    expect((await get(`/runs/${runs[0].id}`)).response.body).toHaveLength(kept);
    await retire(id);
  });
});

describe("decision 16: a resend", () => {
  it("is 202 and a new delivery with the same webhook-id and the same bytes", async () => {
    const { id, path } = await own({ delivery: { retry: { kind: "none" } } });
    world.receiver.script(path, [{ status: 500 }, { status: 200 }]);
    await world.accept();
    await world.deliver();
    const [failed] = await world.deliveries(id);
    world.clock.now += 60_000;
    const { status, json } = await doors.v1("POST", `/deliveries/${failed?.id}/resend`);
    expect(status).toBe(202);
    expect(json).toEqual({ deliveryId: expect.any(String) });
    expect(json.deliveryId).not.toBe(failed?.id);
    await world.deliver();
    const [first, second] = world.receiver.requests.filter((request) => request.path === path);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["webhook-timestamp"]).not.toBe(first?.headers["webhook-timestamp"]);
    expect(second?.body.equals(first?.body as Buffer)).toBe(true);
    const after = await world.deliveries(id);
    expect(after).toMatchObject([
      { id: json.deliveryId, state: "delivered", eventId: failed?.eventId },
      { id: failed?.id, state: "failed" },
    ]);
    await retire(id);
  });

  it("is 409 unless the webhook is active", async () => {
    const { id } = await own();
    await world.accept();
    await world.deliver();
    const [delivery] = await world.deliveries(id);
    await retire(id);
    const { status, json } = await doors.v1("POST", `/deliveries/${delivery?.id}/resend`);
    expect(status).toBe(409);
    expect(json.detail).toContain("Activate it");
    expect(await world.deliveries(id)).toHaveLength(1);
  });
});
