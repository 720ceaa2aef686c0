import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { opened, openWorld, type World } from "@/e2e/fixtures/world";

const OPENED = [{ type: "message.opened" }];

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const create = async (changes: object = {}) => {
  const body = doors.draft({ profile: "stream", triggers: OPENED, url: world.streamUrl(), ...changes });
  const { status, json } = await doors.v1("POST", "/webhooks", { body });
  expect(status, JSON.stringify(json)).toBe(201);
  return json;
};
const on = (id: string, verb: string, body?: unknown) =>
  doors.v1("POST", `/webhooks/${id}/${verb}`, { body });
const patch = (id: string, body: object) => doors.v1("PATCH", `/webhooks/${id}`, { body });

describe("profile stream", () => {
  it("decisions 4, 5, 11, 13: what is left out has the defaults of Event stream", async () => {
    expect((await create()).delivery).toEqual({
      payloadStyle: "stream",
      success: "200",
      deadlineMs: 15_000,
      concurrency: 10,
      ratePerSecond: null,
      order: "none",
      retry: { kind: "interval", everySeconds: 10, untilHours: 72, from: "accepted" },
      honourRetryAfter: false,
      suspendOnGone: false,
      urlPolicy: "https_443",
      batch: { max: 100, maxWaitMs: 1_000 },
      signature: { standard: "v1", rsa: false },
      suspension: { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: false },
    });
  });

  it("the limits themselves are accepted, and objects are merged key by key", async () => {
    const retry = { kind: "interval", everySeconds: 604_800, untilHours: 168, from: "first_attempt" };
    const { delivery } = await create({
      delivery: {
        ...{ ratePerSecond: 1_000, order: "contact", retry, batch: { maxWaitMs: 60_000 } },
        ...{ signature: { rsa: true }, suspension: { hoursWithoutSuccess: 720 }, urlPolicy: "https" },
      },
    });
    expect(delivery).toMatchObject({
      ...{ ratePerSecond: 1_000, order: "contact", retry, batch: { max: 100, maxWaitMs: 60_000 } },
      signature: { standard: "v1", rsa: true },
      suspension: { failedInARow: 10, hoursWithoutSuccess: 720, autoResume: false },
    });
    const least = { kind: "interval", everySeconds: 1, untilHours: 0.5, from: "accepted" };
    const changed = { retry: least, batch: { max: 1, maxWaitMs: 0 }, suspension: null, ratePerSecond: 1 };
    expect((await create({ delivery: changed })).delivery).toMatchObject(changed);
  });

  it("S2.26, decision 8: it starts created, and says so where another status was asked for", async () => {
    expect(await create()).toMatchObject({ status: "created", warnings: [] });
    expect(await create({ status: "created" })).toMatchObject({ status: "created", warnings: [] });
    for (const status of ["active", "inactive"]) {
      expect(await create({ status })).toMatchObject({
        status: "created",
        warnings: [{ path: "status", message: expect.stringContaining(`not ${status}`) }],
      });
    }
    const { errors } = await doors.v1("POST", "/webhooks", { body: doors.draft({ status: "created" }) });
    expect(errors).toMatchObject([{ path: "status", message: 'can only be "active" or "inactive"' }]);
  });

  it("decision 10: created it is owed nothing, has nothing to deactivate, and is activated by activate", async () => {
    const { id } = await create();
    const { json } = await doors.post(opened());
    expect(await world.deliveries(id)).toEqual([]);
    const event = (await doors.v1("GET", `/events/${json.events[0].id}`)).json;
    expect(event.notMatched).toContainEqual(expect.objectContaining({ webhookId: id, because: "created" }));
    const refused = await on(id, "deactivate");
    expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining("created")]);
    expect((await on(id, "activate")).json).toMatchObject({ status: "active" });
    expect((await on(id, "activate")).status).toBe(409);
    await doors.post(opened());
    expect(await world.deliveries(id)).toHaveLength(1);
    expect((await on(id, "deactivate", { waiting: "cancel" })).json.status).toBe("inactive");
    expect((await on(id, "activate")).json.status).toBe("active");
    await on(id, "deactivate");
  });

  it("S2.28: created it is counted, listed, found by its status, changed and deleted", async () => {
    const { id } = await create();
    const listed = async (query: string) =>
      (await doors.v1("GET", `/webhooks?${query}`)).json.webhooks.map((row: { id: string }) => row.id);
    expect(await listed("status=created&type=message.opened&profile=stream")).toContain(id);
    expect(await listed("status=inactive")).not.toContain(id);
    expect((await patch(id, { label: `Renamed ${id}` })).json).toMatchObject({
      status: "created",
      revision: 2,
    });
    expect((await doors.v1("DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect(await listed("profile=stream")).not.toContain(id);
  });

  it("a webhook that becomes a stream keeps its status, and takes the profile's settings", async () => {
    const { json } = await doors.v1("POST", "/webhooks", { body: doors.draft({ status: "active" }) });
    const alone = await patch(json.id, { profile: "stream", url: world.streamUrl() });
    expect(alone.errors).toMatchObject([
      { path: "triggers.0.type", remedy: expect.stringContaining("message.opened") },
    ]);
    const { json: stream } = await patch(json.id, {
      profile: "stream",
      triggers: OPENED,
      url: world.streamUrl(),
    });
    expect(stream).toMatchObject({
      status: "active",
      delivery: { payloadStyle: "stream", batch: { max: 100 } },
    });
    const back = await patch(json.id, { delivery: { payloadStyle: "simple" } });
    expect(back.errors.map(({ path }) => path)).toEqual(["triggers.0.type", "delivery.batch.max"]);
  });

  it("a copy of one that is active is created again", async () => {
    const { duplicateWebhook } = await import("@/lib/webhooks/duplicate");
    const { id } = await create();
    await on(id, "activate");
    const copy = await duplicateWebhook(world.caller, id);
    expect(copy).toMatchObject({ status: "created", profile: "stream" });
    const { json } = await doors.post(opened());
    const { notMatched } = (await doors.v1("GET", `/events/${json.events[0].id}`)).json;
    expect(notMatched).toContainEqual(expect.objectContaining({ webhookId: copy.id, because: "created" }));
    await on(id, "deactivate", { waiting: "cancel" });
  });
});

describe("what a stream sends", () => {
  const sent = (path: string) =>
    world.receiver.requests.filter((request) => request.path === path).map((request) => request.json());

  it("S2.29, S2.30, S2.35: a list also for one event, and the run shows the same body", async () => {
    const { id } = await create({ url: world.streamUrl("/stream") });
    await on(id, "activate");
    await doors.post(opened({ occurredAt: "2026-03-02T09:59:59.500Z" }));
    await world.pass(1_000);
    const [body] = sent("/stream");
    expect(body).toEqual([
      {
        ...{ type: "open", recipientId: "123456789005", userListId: 1, remoteAddress: "0.0.0.0" },
        ...{ clientId: world.clientId, mailingId: 1, created: 1772445599500, subscriptionId: 1234567 },
        ...{ mailId: "3IHQ2XT8-38PY7WFQ-XKNQSY", device: "desktop" },
        ...{ operatingSystem: "Windows 10", browser: "Firefox 64.1" },
      },
    ]);
    const [run] = (await doors.v1("GET", `/webhooks/${id}/runs`)).json.runs;
    const { request, deliveryIds } = (await doors.v1("GET", `/runs/${run.id}`)).json;
    expect(request.body).toBe(JSON.stringify(body));
    expect(deliveryIds).toHaveLength(1);
    await on(id, "deactivate");
  });

  it("S2.31: 202 is no success", async () => {
    world.receiver.script("/accepted", { status: 202 });
    const { id } = await create({ url: world.streamUrl("/accepted") });
    const { json } = await on(id, "test");
    expect(json.runs).toMatchObject([{ verdict: "failed", reason: "status_not_accepted", statusCode: 202 }]);
  });

  it("a test sends a list of one sample or of the event given, of the trigger's own mailing", async () => {
    const triggers = [{ type: "message.opened", mailingIds: [2], sendingKinds: ["batch"] }];
    const { id } = await create({ url: world.streamUrl("/stream-test"), triggers });
    expect((await on(id, "test")).json.runs).toMatchObject([
      { verdict: "succeeded", test: true, deliveries: 1 },
    ]);
    expect((await on(id, "test", { event: opened() })).status).toBe(200);
    const wrong = await on(id, "test", { event: opened({ data: { ...opened().data, mailingId: 99 } }) });
    expect(wrong.errors).toMatchObject([{ path: "event.data.mailingId" }]);
    expect(sent("/stream-test")).toMatchObject([
      [{ type: "open", mailingId: 2 }],
      [{ type: "open", mailingId: 1 }],
    ]);
  });

  it("decision 13: a test of an event that the style can't write is 400, and nothing is sent", async () => {
    const { id } = await create();
    const posted = { type: "contact.became_contact", dataCenterId: 1, contact: { id: 1 } };
    const { status, errors } = await on(id, "test", { event: posted });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ path: "event.type" }]);
  });
});
