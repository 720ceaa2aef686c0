import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NOW = "2026-03-02T10:00:00.000Z";

let world: World;
let doors: Doors;

async function start() {
  world = await openWorld();
  doors = await openDoors(world);
}
const create = async (changes: object = {}) =>
  (await doors.v1("POST", "/webhooks", { body: doors.draft({ ...changes }) })).json;

describe("creating a webhook", () => {
  beforeAll(start);
  afterAll(() => world.close());

  it("decisions 2, 3, 5, 6: what is left out has the defaults of Simple notification", async () => {
    const body = { ...doors.draft(), label: "  Sales  " };
    const { status, json, headers } = await doors.v1("POST", "/webhooks", { body });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/v1/${world.clientId}/webhooks/${json.id}`);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(json).toEqual({
      id: expect.stringMatching(UUID_V7),
      kind: "event",
      label: "Sales",
      description: "",
      status: "inactive",
      revision: 1,
      dataCenterId: 1,
      profile: "simple",
      triggers: [{ type: "persona.threshold_passed" }],
      method: "POST",
      url: world.receiver.url("/hook"),
      authentication: { type: "none" },
      headers: [],
      delivery: {
        payloadStyle: "simple",
        success: "2xx",
        deadlineMs: 15_000,
        concurrency: 10,
        ratePerSecond: null,
        order: "none",
        retry: {
          kind: "schedule",
          delaysSeconds: [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000],
          jitter: 0.2,
        },
        honourRetryAfter: true,
        suspendOnGone: true,
        urlPolicy: "https",
        batch: { max: 1, maxWaitMs: 0 },
        signature: { standard: "v1", rsa: false },
        suspension: { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: false },
      },
      notifyUserIds: [],
      health: { state: "healthy", reason: null, waiting: 0, oldestWaitingAt: null },
      warnings: [],
      createdAt: NOW,
      updatedAt: NOW,
    });
    expect((await doors.call("GET", headers.get("location") ?? "")).json).toEqual(json);
  });

  it("S1.23: Active works at once, Inactive is preserved but owed nothing", async () => {
    const active = await create({ status: "active" });
    const inactive = await create({ status: "inactive" });
    expect([active.status, inactive.status]).toEqual(["active", "inactive"]);
    const { events } = await world.accept();
    expect(events[0]?.deliveries).toBe(1);
    expect(await world.deliveries(inactive.id)).toEqual([]);
    await doors.v1("POST", `/webhooks/${active.id}/deactivate`);
  });

  it("a GET answer's settings can be sent again, all of them named", async () => {
    const first = await create({
      profile: "custom",
      description: "Two\nlines",
      triggers: [
        { type: "persona.threshold_exited", personaIds: [2, 1] },
        { type: "lead_scoring.threshold_passed", leadScorings: [{ id: 1, stageIds: [2] }, { id: 2 }] },
        { type: "contact.updated" },
      ],
      headers: [{ name: "X-Source", value: "tidings" }],
      delivery: { success: "200", retry: { kind: "none" }, signature: { standard: "off" } },
    });
    const { description, profile, triggers, method, url, authentication, headers, delivery, kind } = first;
    const again = await create({
      ...{ description, profile, triggers, method, url, authentication, headers, delivery, kind },
      notifyUserIds: [],
    });
    const { id: _, label: __, ...same } = first;
    expect(again).toMatchObject(same);
    expect(delivery).toMatchObject({ success: "200", retry: { kind: "none" }, deadlineMs: 15_000 });
  });

  it("retry is taken whole: what it leaves out has retry's own default, not the profile's", async () => {
    const { delivery } = await create({ delivery: { retry: { kind: "schedule", delaysSeconds: [1] } } });
    expect(delivery.retry).toEqual({ kind: "schedule", delaysSeconds: [1], jitter: 0 });
  });

  it("the limits themselves are accepted", async () => {
    const base = world.receiver.url("/");
    const webhook = await create({
      label: "😀".repeat(200),
      description: "x".repeat(2_000),
      url: base + "x".repeat(2_048 - base.length),
      headers: Array.from({ length: 50 }, (_, index) => ({ name: `X-${index}`, value: "" })),
      delivery: {
        deadlineMs: 1_000,
        concurrency: 256,
        retry: { kind: "schedule", delaysSeconds: [...Array<number>(49).fill(0.2), 604_790], jitter: 1 },
      },
    });
    expect(webhook.headers).toHaveLength(50);
    expect(webhook.delivery.retry.delaysSeconds).toHaveLength(50);
  });

  it("a name that does not resolve is accepted with a warning", async () => {
    world.tidings.resolver.resolve = async () => ({ ok: false, reason: "dns_lookup_failed" }) as never;
    const { url, warnings, status } = await create({ url: "https://not-yet.example.com/x" });
    expect({ url, status }).toEqual({ url: "https://not-yet.example.com/x", status: "inactive" });
    expect(warnings).toEqual([{ path: "url", message: "does not resolve at the moment" }]);
  });
});

describe("decision 12: labels and the limit", () => {
  beforeAll(start);
  afterAll(() => world.close());

  it("a label is taken in any case and any Unicode form, until its webhook is deleted", async () => {
    const { id } = await create({ label: "Café" });
    for (const label of ["Café", "CAFÉ", " café ", "Cafe\u0301"]) {
      const { status, json } = await doors.v1("POST", "/webhooks", { body: doors.draft({ label }) });
      expect(status, label).toBe(409);
      expect(json).toMatchObject({ type: "/problems/label_taken", errors: [{ path: "label" }] });
    }
    await doors.v1("DELETE", `/webhooks/${id}`);
    expect((await create({ label: "CAFÉ" })).label).toBe("CAFÉ");
  });

  it("PATCH refuses another's label and takes its own in another case", async () => {
    await create({ label: "First" });
    const { id } = await create({ label: "Second" });
    const taken = await doors.v1("PATCH", `/webhooks/${id}`, { body: { label: "FIRST" } });
    expect(taken.status).toBe(409);
    expect(taken.json.type).toBe("/problems/label_taken");
    const own = await doors.v1("PATCH", `/webhooks/${id}`, { body: { label: "SECOND" } });
    expect([own.status, own.json.label]).toEqual([200, "SECOND"]);
  });

  it("another account may use the same label", async () => {
    await create({ label: "Shared" });
    const beta = await world.newAccount("Beta");
    expect((await world.webhook({ label: "Shared" }, beta)).label).toBe("Shared");
  });

  it("50 parallel creations of one label make one webhook", async () => {
    const body = doors.draft({ label: "Race" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => doors.v1("POST", "/webhooks", { body })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
  });

  it("at the limit creation is 409 webhook_limit_reached; deleted webhooks don't count", async () => {
    const { json } = await doors.v1("GET", "/webhooks");
    await updateAccount(world.tidings, world.clientId, { webhookLimit: json.total });
    const refused = await doors.v1("POST", "/webhooks", { body: doors.draft() });
    expect(refused.status).toBe(409);
    expect(refused.json).toMatchObject({ type: "/problems/webhook_limit_reached" });
    expect(refused.json.detail).toMatch(/limit.*make room/);
    await doors.v1("DELETE", `/webhooks/${json.webhooks[0].id}`);
    expect((await doors.v1("POST", "/webhooks", { body: doors.draft() })).status).toBe(201);
    await updateAccount(world.tidings, world.clientId, { webhookLimit: 100 });
  });
});
