import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { verifyStandardWebhook } from "@/e2e/receiver/verify-signature";
import { listWebhookRows } from "@/lib/webhooks/list";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const stream = async (changes: object = {}) => {
  const path = `/${crypto.randomUUID()}`;
  const triggers = [{ type: "message.opened" }];
  const body = doors.draft({ profile: "stream", triggers, url: world.streamUrl(path), ...changes });
  const { status, json } = await doors.v1("POST", "/webhooks", { body });
  expect(status, JSON.stringify(json)).toBe(201);
  return { id: json.id as string, path };
};
const verify = (id: string, body?: unknown) => doors.v1("POST", `/webhooks/${id}/verify`, { body });
const sentTo = (path: string) => world.receiver.requests.filter((request) => request.path === path);

describe("verify", () => {
  it("S2.38, S2.39: asks before the webhook is activated, with one sample unless told otherwise", async () => {
    const { id, path } = await stream();
    const { status, json } = await verify(id);
    expect(status).toBe(200);
    expect(json.runs).toMatchObject([
      { verdict: "succeeded", reason: null, statusCode: 200, attempt: 1, deliveries: 1, test: true },
    ]);
    expect(sentTo(path).map((request) => request.json())).toEqual([
      [expect.objectContaining({ type: "open", clientId: world.clientId, userListId: 1, mailingId: 1 })],
    ]);
    expect((await doors.v1("GET", `/webhooks/${id}`)).json.status).toBe("created");
  });

  it("S2.30: sends 100 events as one list, no two alike, and the run shows that list", async () => {
    const { id, path } = await stream();
    const [run] = (await verify(id, { mailingId: 2, numberOfEvents: 100 })).json.runs;
    expect(run).toMatchObject({ verdict: "succeeded", deliveries: 100 });
    const [request, ...others] = sentTo(path);
    expect(others).toEqual([]);
    const events = request?.json() as { mailingId: number; created: number }[];
    expect(events.map(({ mailingId }) => mailingId)).toEqual(Array(100).fill(2));
    expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(100);
    expect(events.at(-1)?.created).toBe(world.clock.now);
    expect((await doors.v1("GET", `/runs/${run.id}`)).json).toMatchObject({
      ...{ deliveryIds: [], test: true },
      request: { method: "POST", body: request?.body.toString() },
    });
  });

  it("sends as the stream would: signature, credentials, headers, deadline; secrets are masked", async () => {
    const { id, path } = await stream({
      authentication: { type: "basic", username: "u", password: "open sesame" },
      headers: [{ name: "X-Source", value: "tidings" }],
      delivery: { deadlineMs: 4_000 },
    });
    const send = vi.spyOn(world.tidings.sender, "send");
    const [run] = (await verify(id)).json.runs;
    expect(send.mock.calls).toMatchObject([[{ deadlineMs: 4_000, urlPolicy: "https_443" }]]);
    send.mockRestore();
    const request = sentTo(path)[0] as never as { headers: Record<string, string>; body: Buffer };
    expect(request.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("u:open sesame").toString("base64")}`,
      "x-source": "tidings",
      "webhook-id": run.id,
    });
    const [key] = (await doors.v1("GET", `/webhooks/${id}/signing-keys`)).json.keys;
    expect(verifyStandardWebhook(request, key.secret, { now: new Date(world.clock.now) })).toBe(true);
    expect((await doors.v1("GET", `/runs/${run.id}`)).text).not.toContain("b3BlbiBzZXNhbWU");
  });

  it("S2.31: 202 is no success where exactly 200 is asked for, and what was answered can be read", async () => {
    const { id, path } = await stream();
    world.receiver.script(path, { status: 202, body: "later" });
    const [run] = (await verify(id)).json.runs;
    expect(run).toMatchObject({ verdict: "failed", reason: "status_not_accepted", statusCode: 202 });
    expect((await doors.v1("GET", `/runs/${run.id}`)).json.response).toMatchObject({ body: "later" });
    await doors.v1("PATCH", `/webhooks/${id}`, { body: { delivery: { success: "2xx" } } });
    expect((await verify(id)).json.runs).toMatchObject([{ verdict: "succeeded", statusCode: 202 }]);
  });

  it("decision 26: nothing is counted or held against it, while the runs are listed and audited", async () => {
    const { id, path } = await stream({
      delivery: { suspension: { failedInARow: 1, hoursWithoutSuccess: 1 } },
    });
    await doors.v1("POST", `/webhooks/${id}/activate`);
    world.receiver.script(path, [{ status: 500 }, { status: 410 }]);
    const runs = [
      ...(await verify(id, { numberOfEvents: 3 })).json.runs,
      ...(await verify(id, { numberOfEvents: 2 })).json.runs,
    ];
    expect(runs.map(({ reason }) => reason)).toEqual(["status_not_accepted", "gone"]);
    expect((await doors.v1("GET", `/webhooks/${id}/runs`)).json.runs).toEqual(runs.toReversed());
    const { rows } = await listWebhookRows(world.caller, {});
    expect(rows.find(({ webhook }) => webhook.id === id)).toMatchObject({
      ...{ succeeded: 0, failed: 0, lost: 0, failedInARow: 0 },
      webhook: { status: "active", health: { state: "healthy", waiting: 0 } },
    });
    const { tables, orm } = world.tidings.database;
    const entries = (await orm.select().from(tables.auditEntries)).filter(({ targetId }) => targetId === id);
    const verified = entries.filter(({ action }) => action === "webhook.verified");
    expect(verified).toHaveLength(2);
    for (const { id: runId, deliveries, reason } of runs) {
      const details = {
        type: "message.opened",
        numberOfEvents: deliveries,
        verdict: "failed",
        reason,
        runId,
      };
      expect(verified.map((entry) => entry.details)).toContainEqual(expect.objectContaining(details));
    }
  });

  it("decision 2: the style decides, not the profile", async () => {
    const custom = { profile: "custom", delivery: { payloadStyle: "stream" } };
    expect((await verify((await stream(custom)).id, { numberOfEvents: 2 })).status).toBe(200);
  });

  it("S2.14: 400 that names test where requests are no lists", async () => {
    const { json: simple } = await doors.v1("POST", "/webhooks", { body: doors.draft() });
    const sent = world.receiver.requests.length;
    const { status, json, errors } = await verify(simple.id);
    expect(status).toBe(400);
    expect(json).toMatchObject({
      type: "/problems/validation_failed",
      detail: expect.stringMatching(/stream style.*simple style.*test/),
    });
    expect(errors).toMatchObject([
      { path: "delivery.payloadStyle", remedy: expect.stringContaining("POST /webhooks/{id}/test") },
    ]);
    expect(world.receiver.requests).toHaveLength(sent);
  });

  it("409 for a deleted webhook", async () => {
    const { id } = await stream();
    await doors.v1("DELETE", `/webhooks/${id}`);
    expect((await verify(id)).status).toBe(409);
  });

  it.each([
    ["mailingId", { mailingId: 99 }],
    ["mailingId", { mailingId: 0 }],
    ["mailingId", { mailingId: "2" }],
    ["mailingId", { mailingId: null }],
    ["numberOfEvents", { numberOfEvents: 0 }],
    ["numberOfEvents", { numberOfEvents: 101 }],
    ["numberOfEvents", { numberOfEvents: 1.5 }],
    ["numberOfEvents", { numberOfEvents: "25" }],
    ["events", { events: 2 }],
    ["", [1]],
  ])("400 at %s for %j, and nothing is sent", async (path, body) => {
    const { id } = await stream();
    const sent = world.receiver.requests.length;
    const { status, errors } = await verify(id, body);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ path, remedy: expect.stringMatching(/\.$/) }]);
    expect(world.receiver.requests).toHaveLength(sent);
  });

  it("G1: an address that has become private answers 200 with a failed run", async () => {
    const { id } = await stream();
    world.tidings.env.egress.allowCidrs = [];
    const { status, json } = await verify(id);
    world.tidings.env.egress.allowCidrs = ["127.0.0.0/8"];
    expect(status).toBe(200);
    expect(json.runs).toMatchObject([{ verdict: "failed", reason: "private_address", statusCode: null }]);
  });
});
