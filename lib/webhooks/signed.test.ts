import { createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { previewPayload } from "./preview";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const MINUTE = 60_000;
const SLACK = 2_000;
const TYPES = [
  ...["contact.created", "contact.updated", "contact.opted_in", "contact.opted_out", "contact.quarantined"],
  ...["contact.complained", "message.bounced", "message.production_error"],
];

const create = (changes: object = {}) =>
  doors.v1("POST", "/webhooks", {
    body: doors.draft({ profile: "signed", triggers: TYPES.map((type) => ({ type })), ...changes }),
  });

describe("profile signed", () => {
  it("decisions 4, 5, 11, 15: fills in its settings, and takes all its types in one webhook, with nothing to set up before (S3.1, S3.2, S3.7)", async () => {
    const { status, json } = await create();
    expect(status).toBe(201);
    expect(json).toMatchObject({ status: "created", profile: "signed", warnings: [] });
    expect(json.triggers.map(({ type }: { type: string }) => type)).toEqual(TYPES);
    expect(json.delivery).toEqual({
      ...{ payloadStyle: "signed", success: "200", deadlineMs: 15_000, concurrency: 10, ratePerSecond: null },
      ...{ order: "none", honourRetryAfter: false, suspendOnGone: false, urlPolicy: "https" },
      retry: { kind: "schedule", delaysSeconds: [300, 600, 1_200, 2_100, 3_000], jitter: 0 },
      batch: { max: 1, maxWaitMs: 0 },
      signature: { standard: "v1", rsa: true },
      suspension: { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: false },
    });
  });

  it("S3.14, decision 8: starts as created whatever is asked for, and is activated by a step of its own", async () => {
    const { json } = await create({ status: "active" });
    expect(json.status).toBe("created");
    expect(json.warnings).toEqual([{ path: "status", message: expect.stringContaining("activate") }]);
    const { json: active } = await doors.v1("POST", `/webhooks/${json.id}/activate`);
    expect(active.status).toBe("active");
    await doors.v1("POST", `/webhooks/${json.id}/deactivate`);
  });

  it.each([
    ["triggers.0.type", "can't be written in the signed style", { triggers: [{ type: "message.opened" }] }],
    [
      "triggers.1.type",
      "is named twice",
      { triggers: [{ type: "contact.created" }, { type: "contact.created" }] },
    ],
    ["delivery.batch.max", "can only be 1 with the signed style", { delivery: { batch: { max: 2 } } }],
    ["delivery.urlPolicy", /can only be/, { delivery: { urlPolicy: "http_allowed" } }],
    ["url", /https/, { url: "http://example.com/" }],
    [
      "triggers.0.mailingIds.0",
      /there is no mailing 99/,
      { triggers: [{ type: "contact.quarantined", mailingIds: [99] }] },
    ],
    [
      "triggers.0.communicationTypes.0",
      /there is no communication type 99/,
      { triggers: [{ type: "message.production_error", communicationTypes: [99] }] },
    ],
  ])("400 at %s: %s", async (path, message, changes) => {
    const { status, errors } = await create(changes);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ path, remedy: expect.stringMatching(/^[A-Z].*\.$/) }]);
    expect(errors[0]?.message).toMatch(message);
  });

  it("S3.21: a field that an opt-in trigger names can't be removed", async () => {
    const triggers = [{ type: "contact.opted_out", optInFields: ["f_LastName"] }];
    const { json } = await create({ triggers });
    const address = `/data-centers/${world.dataCenterId}/fields/3`;
    const { status, errors } = await doors.v1("DELETE", address);
    expect(status).toBe(409);
    expect(errors[0]?.message).toContain(`"${json.label}"`);
  });

  it("S3.27, S3.28: has an RSA key whose PEM and XML are read with the signing keys", async () => {
    const { json } = await create();
    const { json: read } = await doors.v1("GET", `/webhooks/${json.id}/signing-keys`);
    expect(read.keys.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(["hmac", "rsa"]);
  });
});

describe("S3.9, S3.20: a test of the signed style", () => {
  const rsaKeyOf = async (id: string) => {
    const { json } = await doors.v1("GET", `/webhooks/${id}/signing-keys`);
    return createPublicKey(json.keys.find(({ kind }: { kind: string }) => kind === "rsa").pem);
  };

  it.each(TYPES)("sends a sample of %s with isTest, signed, before the webhook is active", async (type) => {
    const { json } = await create({ url: world.receiver.url(`/test-${type}`) });
    const { status } = await doors.v1("POST", `/webhooks/${json.id}/test`, { body: { type } });
    expect(status).toBe(200);
    const request = world.receiver.requests.find(({ path }) => path === `/test-${type}`);
    const body = JSON.parse(String(request?.body));
    expect(body).toMatchObject({ isTest: true, idCompany: world.clientId, idProject: world.dataCenterId });
    expect(Object.keys(body).at(-1)).toBe("Data");
    // The fields of the data center's sample data.
    expect(body.Data).toEqual({
      ...{ f_EMail: "john.doe@example.org", f_FirstName: "John", f_LastName: "Doe", f_City: "Québec" },
      optin_News: true,
    });
    expect(body.ContactID).toMatchObject({ key_f_EMail: "john.doe@example.org" });
    expect(body.dtExecution).toBe(new Date(world.clock.now).toISOString().replace(/\.\d+Z/, "Z"));
    const signature = Buffer.from(String(request?.headers["x-di-signature"]), "base64");
    expect(verify("sha256", request?.body as Buffer, await rsaKeyOf(json.id), signature)).toBe(true);
  });

  it("takes the type of a trigger alone, and an event that a producer would post, with its fields", async () => {
    const { json } = await create({
      triggers: [{ type: "contact.created" }],
      url: world.receiver.url("/given"),
    });
    const refused = await doors.v1("POST", `/webhooks/${json.id}/test`, {
      body: { type: "contact.updated" },
    });
    expect(refused).toMatchObject({ status: 400, errors: [{ path: "type" }] });
    const event = {
      ...{ type: "contact.created", dataCenterId: world.dataCenterId, cause: "import" },
      contact: { id: 7, email: "ada@example.org", properties: { f_City: "Lyon", other: 1 } },
    };
    const { json: answer } = await doors.v1("POST", `/webhooks/${json.id}/test`, { body: { event } });
    const sent = world.receiver.requests.filter(({ path }) => path === "/given").at(-1);
    expect(JSON.parse(String(sent?.body))).toMatchObject({
      ...{ isTest: true, ContactID: { idContact: 7, key_f_EMail: "ada@example.org" } },
      Data: { f_EMail: "ada@example.org", f_City: "Lyon" },
    });
    const { json: run } = await doors.v1("GET", `/runs/${answer.runs[0].id}`);
    expect(run).toMatchObject({ test: true, request: { body: String(sent?.body) } });
  });

  it("S3.8: a preview shows the same, as it would really be sent", async () => {
    const input = { dataCenterId: world.dataCenterId, payloadStyle: "signed" as const };
    for (const type of TYPES) {
      const body = JSON.parse((await previewPayload(world.caller, { ...input, type })).body);
      expect(body).not.toHaveProperty("isTest");
      expect(body.Data).toMatchObject({ f_City: "Québec" });
    }
    const refinements = {
      sendingKinds: ["batch"],
      communicationTypes: [3],
      mailingIds: [2],
      bounceCategories: ["soft"],
    };
    const { body } = await previewPayload(world.caller, { ...input, type: "message.bounced", refinements });
    expect(JSON.parse(body)).toMatchObject({
      ...{ idMessage: 2, CommunicationType: "Service message", SendingKind: "batch", ErrorCategory: "soft" },
    });
  });
});

describe("deliveries of profile signed", () => {
  it("S3.24, S3.25, S3.26: only 200 confirms; five more tries within two hours, then it has failed", async () => {
    world.receiver.script("/tries", () => ({ status: 202 }));
    const { json } = await create({
      triggers: [{ type: "contact.created" }],
      url: world.receiver.url("/tries"),
    });
    await doors.v1("POST", `/webhooks/${json.id}/activate`);
    const contact = { id: 1, email: "a@example.org" };
    await world.accept({ type: "contact.created", dataCenterId: world.dataCenterId, contact });
    const tries = () => world.receiver.requests.filter(({ path }) => path === "/tries");
    await world.deliver();
    for (const [at, gap] of [5, 10, 20, 35, 50].entries()) {
      expect(tries()).toHaveLength(at + 1);
      await world.pass(gap * MINUTE - SLACK);
      expect(tries()).toHaveLength(at + 1);
      await world.pass(2 * SLACK);
    }
    await world.pass(24 * 60 * MINUTE);
    expect(tries()).toHaveLength(6);
    expect(new Set(tries().map(({ body }) => body.toString())).size).toBe(1);
    expect(await world.deliveries(json.id)).toMatchObject([{ state: "failed", attempts: 6 }]);
    await doors.v1("POST", `/webhooks/${json.id}/deactivate`);
  });

  it("decision 5: Retry-After and 410 change nothing about that", async () => {
    const late = { status: 503, headers: { "retry-after": "3600" } };
    world.receiver.script("/manners", [late, { status: 410 }, { status: 200 }]);
    const { json } = await create({
      triggers: [{ type: "contact.created" }],
      url: world.receiver.url("/manners"),
    });
    await doors.v1("POST", `/webhooks/${json.id}/activate`);
    await world.accept({ type: "contact.created", dataCenterId: world.dataCenterId, contact: { id: 1 } });
    await world.deliver();
    await world.pass(5 * MINUTE + SLACK);
    await world.pass(10 * MINUTE + SLACK);
    expect(await world.deliveries(json.id)).toMatchObject([{ state: "delivered", attempts: 3 }]);
    await doors.v1("POST", `/webhooks/${json.id}/deactivate`);
  });

  it("S3.18: one request each time an event occurs, and verify is for lists alone", async () => {
    const { json } = await create({ url: world.receiver.url("/each") });
    await doors.v1("POST", `/webhooks/${json.id}/activate`);
    const contact = { id: 1, email: "a@example.org" };
    const event = { type: "contact.created", dataCenterId: world.dataCenterId, contact };
    await world.accept([
      event,
      { ...event, type: "contact.opted_out", data: { optInField: "optin_News" } },
      event,
    ]);
    await world.deliver();
    const types = world.receiver.requests
      .filter(({ path }) => path === "/each")
      .map((r) => JSON.parse(String(r.body)).Type);
    expect(types.toSorted()).toEqual(["contact_created", "contact_created", "contact_optout"]);
    expect((await doors.v1("POST", `/webhooks/${json.id}/verify`)).status).toBe(400);
  });
});
