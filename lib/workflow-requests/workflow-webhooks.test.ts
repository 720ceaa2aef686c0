import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { verifyStandardWebhook } from "@/e2e/receiver/verify-signature";
import { writeContacts } from "@/lib/contacts/write";
import { testDraft } from "@/lib/drafts/test";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
beforeEach(() => world.receiver.reset());
afterAll(() => world.close());

const REQUEST = { kind: "workflow", profile: "data_request" };
const SCENARIO = { kind: "workflow", profile: "scenario" };

const draft = (changes: Record<string, unknown>) => ({
  ...{ label: `Webhook ${crypto.randomUUID()}`, dataCenterId: world.dataCenterId },
  ...{ url: world.receiver.url("/hook"), ...changes },
});
const create = (changes: Record<string, unknown>) => doors.v1("POST", "/webhooks", { body: draft(changes) });
const made = async (changes: Record<string, unknown>) => {
  const { status, json } = await create(changes);
  expect(status, JSON.stringify(json)).toBe(201);
  return json;
};
const test = async (id: string, body: unknown = {}) => {
  const { status, json } = await doors.v1("POST", `/webhooks/${id}/test`, { body });
  expect(status, JSON.stringify(json)).toBe(200);
  return json.runs[0];
};
const received = () => world.receiver.requests[0];
const order = (contact: object = {}) => ({
  ...{ type: "custom.order", dataCenterId: world.dataCenterId, data: { externalOrderId: 'A"7', sum: 12.5 } },
  contact: { id: "c1", email: "ada+1@example.org", properties: { f_City: "Québec & Co" }, ...contact },
});

describe("a data request", () => {
  it("S4.14 to S4.18: asks by GET, its values in the query, escaped as such, without body or signature", async () => {
    const { id } = await made({
      ...{ ...REQUEST, method: "GET", url: `${world.receiver.url("/ask")}?email=\${email}` },
      template: { parameters: { in: "query", pairs: [{ name: "order", value: "${externalOrderId}" }] } },
    });
    expect(await test(id, { event: order() })).toMatchObject({ verdict: "succeeded", test: true });
    expect(received()).toMatchObject({ method: "GET", path: "/ask?email=ada%2B1%40example.org&order=A%227" });
    expect(received()?.body.length).toBe(0);
    expect(received()?.headers).not.toHaveProperty("webhook-signature");
  });

  it("S4.4, S4.18, S4.24, S4.39, decision 19: sends JSON by POST, an event's parameter before a contact's field, parameters in headers, signed", async () => {
    const json = await made({
      ...{ ...REQUEST, method: "POST", authentication: { type: "basic", username: "u", password: "p" } },
      template: {
        parameters: { in: "headers", pairs: [{ name: "X-Order", value: "${sum}" }] },
        body: {
          format: "json",
          template: '{"city":"%TOWN%","order":"${externalOrderId}","email":"${email}"}',
        },
      },
    });
    await test(json.id, { event: order() });
    const request = received();
    expect(JSON.parse(String(request?.body))).toEqual({
      ...{ city: "Québec & Co", order: 'A"7', email: "ada+1@example.org" },
    });
    expect(request?.headers).toMatchObject({
      "x-order": "12.5",
      "content-type": expect.stringContaining("application/json"),
      authorization: `Basic ${Buffer.from("u:p").toString("base64")}`,
    });
    const { json: keys } = await doors.v1("GET", `/webhooks/${json.id}/signing-keys`);
    const signed = { headers: request?.headers as never, body: request?.body ?? "" };
    const now = new Date(world.clock.now);
    expect(verifyStandardWebhook(signed, keys.keys[0].secret, { now })).toBe(true);
  });

  it("is tried with a sample contact where nobody is named, and a value that breaks a header fails that request alone, with the reason (G9)", async () => {
    const header = (value: string) => ({
      ...REQUEST,
      template: { parameters: { in: "headers", pairs: [{ name: "X-City", value }] } },
    });
    const { id } = await made(header("${email}"));
    expect((await test(id)).verdict).toBe("succeeded");
    const { id: other } = await made(header("${f_City}"));
    const broken = order({ properties: { f_City: "Québec\r\nX-Evil: 1" } });
    expect(await test(other, { event: broken })).toMatchObject({
      verdict: "failed",
      reason: "template_failed",
    });
    expect(world.receiver.requests).toHaveLength(1);
  });

  it.each([
    ["url", /https/, { url: "http://crm.example.org/x" }],
    ["url", /host/, { url: "https://${email}/x" }],
    [
      "template.body.template",
      /^line 2, column \d+: /,
      { template: { body: { format: "json", template: '{\n"a":"${a | nope}"}' } } },
    ],
    ["template.body.format", /GET/, { method: "GET", template: { body: { format: "text", template: "x" } } }],
    [
      "scenario",
      /does not go with/,
      { scenario: { details: [], customFields: [], consent: [], statistics: [], additional: [] } },
    ],
    ["triggers", /event webhooks/, { triggers: [{ type: "contact.created" }] }],
    [
      "delivery.retry",
      /two more tries/,
      { delivery: { retry: { kind: "schedule", delaysSeconds: [1, 2, 3] } } },
    ],
    [
      "delivery.suspension",
      /event webhooks/,
      { delivery: { suspension: { failedInARow: 1, hoursWithoutSuccess: 1, autoResume: false } } },
    ],
    ["status", /only be "active"/, { status: "inactive" }],
  ])("S4.16, decision 8: is refused at %s", async (path, message, changes) => {
    const { status, json } = await create({ ...REQUEST, ...changes });
    expect({ status, path: json.errors[0].path }).toEqual({ status: 400, path });
    expect(json.errors[0].message).toMatch(message);
  });

  it("S4.15: is changed key by key, its body as a whole, and is read as it was written", async () => {
    const body = { format: "xml", template: "<a>${email}</a>" };
    const { id } = await made({ ...REQUEST, template: { body } });
    const { json } = await doors.v1("PATCH", `/webhooks/${id}`, {
      body: { template: { body: { format: "none" } }, method: "GET" },
    });
    expect(json).toMatchObject({
      ...{ kind: "workflow", method: "GET", triggers: [], status: "active" },
      template: { parameters: { in: "query", pairs: [] }, body: { format: "none" } },
    });
    const { json: other } = await doors.v1("PATCH", `/webhooks/${id}`, { body: { profile: "simple" } });
    expect(other.errors[0].path).toBe("profile");
  });

  it("decisions 8, 9: has no state of its own, owes no event, and is deleted at once", async () => {
    const { id } = await made(REQUEST);
    for (const verb of ["activate", "deactivate", "verify"]) {
      expect([400, 409]).toContain((await doors.v1("POST", `/webhooks/${id}/${verb}`)).status);
    }
    await world.accept();
    expect(await world.deliveries(id)).toEqual([]);
    expect((await doors.v1("DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect((await doors.v1("GET", `/webhooks/${id}`)).json.status).toBe("deleted");
  });
});

describe("a scenario notification", () => {
  it("S5.21, S5.22: is tested with the fixed payload", async () => {
    const { id } = await made(SCENARIO);
    expect(await test(id)).toMatchObject({ verdict: "succeeded", statusCode: 200 });
    const body = JSON.parse(String(received()?.body));
    expect(body).toEqual({
      id: expect.stringMatching(/^test_evt_[0-9A-Za-z]{25}$/),
      ...{ event: "automation.webhook.send", idClient: world.clientId },
      timestamp: expect.stringMatching(/Z$/),
      data: { type: "member", id: 54321, email: "john.doe@example.org", firstname: "John", lastname: "Doe" },
    });
  });

  it("S5.1, S5.12 to S5.18, S5.24, S5.25: tells what was chosen of the contact, and what was added", async () => {
    const { id } = await made({
      ...{ ...SCENARIO, headers: [{ name: "X-Source", value: "tidings" }] },
      scenario: { details: ["email"], additional: [{ key: "campaign", value: "Spring for ${email}" }] },
    });
    await test(id, { event: order() });
    const body = JSON.parse(String(received()?.body));
    expect(body.data).toEqual({
      ...{ type: "member", id: "c1", email: "ada+1@example.org", campaign: "Spring for ada+1@example.org" },
    });
    expect(received()?.headers["x-source"]).toBe("tidings");
  });

  it.each([
    ["scenario.additional.0.key", { scenario: { additional: [{ key: "email", value: "x" }] } }],
    ["scenario.additional.0.value", { scenario: { additional: [{ key: "a", value: "${" }] } }],
    ["scenario.customFields.0", { scenario: { customFields: [99] } }],
    ["method", { method: "GET" }],
    ["template", { template: { body: { format: "none" }, parameters: { in: "query", pairs: [] } } }],
  ])("is refused at %s", async (path, changes) => {
    const { status, json } = await create({ ...SCENARIO, ...changes });
    expect({ status, path: json.errors[0].path }).toEqual({ status: 400, path });
  });

  it("S5.9, decision 13: may use http, which no other webhook may; the guard holds all the same", async () => {
    const { json } = await create({ ...SCENARIO, url: "http://crm.example.org/x" });
    expect(json).toMatchObject({ url: "http://crm.example.org/x", delivery: { urlPolicy: "http_allowed" } });
    const { status } = await create({ ...SCENARIO, url: "http://127.0.0.2.nip.internal/x" });
    expect(status).toBe(400);
  });

  it("S5.6, S5.7, decision 4: retries at 1, 6, 21, 51, 111, 231, 411 and 720 minutes", async () => {
    const { delivery } = await made(SCENARIO);
    let sum = 0;
    const minutes = delivery.retry.delaysSeconds.map((delay: number) => {
      sum += delay / 60;
      return sum;
    });
    expect(minutes).toEqual([1, 6, 21, 51, 111, 231, 411, 720]);
  });
});

describe("an unsaved webhook of a workflow", () => {
  it("S4.26 to S4.32: is tried with a contact of the directory, a received event or a typed one", async () => {
    const settings = draft({
      ...REQUEST,
      template: { body: { format: "text", template: "${email} ${event.sum}" } },
    });
    const [contact] = await world.tidings.database.rows<{ id: string; email: string }>(
      "SELECT id, email FROM contacts WHERE account_id = $1 ORDER BY id LIMIT 1",
      [world.clientId],
    );
    const { events } = (await world.accept(order())) as { events: { id: string }[] };
    const sent = async (source: object) => {
      world.receiver.reset();
      const { run } = await testDraft(world.caller, { settings, source });
      expect(run.verdict).toBe("succeeded");
      return String(received()?.body);
    };
    expect(await sent({ contactId: contact?.id })).toBe(`${contact?.email} `);
    expect(await sent({ eventId: events[0]?.id })).toBe("ada+1@example.org 12.5");
    expect(await sent({ event: order() })).toBe("ada+1@example.org 12.5");
    expect(await sent({ event: order(), contactId: contact?.id })).toBe(`${contact?.email} 12.5`);
  });

  it("S5.12 to S5.15: a notification tells the consent and the statistics that the directory knows, of a chosen contact and of an event's", async () => {
    const consent = { consentType: "express", consentDate: "2025-11-03" };
    const statistics = { mailingsReceived: 12, mailingsOpened: 5 };
    await writeContacts(world.caller, world.dataCenterId, {
      contacts: [{ id: "c9", email: "grace@example.org", consent, statistics }],
    });
    const settings = {
      ...draft(SCENARIO),
      scenario: {
        ...{ details: ["email"], customFields: [], additional: [] },
        consent: ["consentType", "consentDate", "consentProof"],
        statistics: ["mailingsReceived", "mailingsOpened"],
      },
    };
    for (const source of [{ contactId: "c9" }, { event: order({ id: "c9", email: undefined }) }]) {
      world.receiver.reset();
      await testDraft(world.caller, { settings, source });
      expect(received()?.json()).toMatchObject({ data: { email: "grace@example.org", consent, statistics } });
    }
  });
});
