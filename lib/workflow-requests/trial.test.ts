import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { isProblem } from "@/lib/errors";
import { findRun } from "@/lib/runs/find";
import { listRuns } from "@/lib/runs/list";
import type { JsonObject } from "@/lib/vocabulary";
import { createWebhook } from "@/lib/webhooks/create";
import { findReceivedEvents } from "./find-events";
import { lookAtTrial } from "./look";
import { readRequestValues } from "./read-values";
import { sendTrial } from "./send-trial";

let world: World;
let own: Awaited<ReturnType<World["newAccount"]>>;
let number = 0;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  own = await world.newAccount(`Trials${++number}`);
  world.receiver.reset();
});
afterAll(() => world.close());

const request = (changes: JsonObject = {}): JsonObject => ({
  ...{ kind: "workflow", profile: "data_request", dataCenterId: own.dataCenterId },
  ...{ method: "POST", url: `${world.receiver.url("/ask")}?email=\${email}`, ...changes },
});
const notification = (changes: JsonObject = {}) =>
  request({ profile: "scenario", url: world.receiver.url("/tell"), ...changes });
const template = (body: string): JsonObject => ({
  parameters: { in: "query", pairs: [] },
  body: { format: "json", template: body },
});
const saved = (settings: JsonObject) =>
  createWebhook(own.caller, { label: `W ${crypto.randomUUID()}`, ...settings });
const addContact = async (id: string, email: string | null, properties: JsonObject = {}) => {
  const { orm, tables } = world.tidings.database;
  const { accountId } = own.caller;
  const row = {
    accountId,
    dataCenterId: own.dataCenterId,
    id,
    email,
    properties,
    updatedAt: world.clock.now,
  };
  await orm.insert(tables.contacts).values(row);
};
const order = (data: JsonObject, contact: JsonObject = { id: "c1", email: "ada@example.org" }) => ({
  ...{ type: "custom.order", dataCenterId: own.dataCenterId, contact, data },
});
const problem = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );

describe("S4.31, decision 23: received events are found", () => {
  const find = async (q = "") =>
    (await findReceivedEvents(own.caller, { dataCenterId: own.dataCenterId, q })).events;

  it("newest first, by type, id or contact, with the names of their parameters", async () => {
    await world.accept(order({ orderId: 1, sum: 2 }), own);
    await world.accept({ ...order({ x: 1 }, { id: "c2" }), type: "custom.visit" }, own);
    const [visit, first] = await find();
    expect(visit).toMatchObject({ type: "custom.visit", contactId: "c2", parameters: ["x"] });
    expect(first).toMatchObject({ type: "custom.order", parameters: ["orderId", "sum"] });
    for (const q of ["custom.order", first?.id ?? "", "c1", "ada@example.org"]) {
      expect(
        (await find(q)).map(({ id }) => id),
        q,
      ).toEqual([first?.id]);
    }
    expect(await find("custom.nothing")).toEqual([]);
  });

  it("also those that are only kept as samples, and can be tried with", async () => {
    const { orm, tables } = world.tidings.database;
    const id = "01900000-0000-7000-8000-000000000001";
    await orm.insert(tables.sampleEvents).values({
      ...{ id, accountId: own.caller.accountId, dataCenterId: own.dataCenterId, type: "custom.old" },
      ...{ cause: "api" as const, occurredAt: 1, acceptedAt: 1, contactId: "c9", contactEmail: null },
      ...{
        contact: { id: "c9", email: null, properties: {} },
        data: { kept: "yes" },
        masterData: { dataCenter: { id: own.dataCenterId, name: "Quantum" } },
      },
    });
    expect(await find("custom.old")).toMatchObject([{ id, parameters: ["kept"] }]);
    const source = { eventId: id };
    const values = await readRequestValues(own.caller, { dataCenterId: own.dataCenterId, source });
    expect(values).toMatchObject({ event: { data: { kept: "yes" } }, contact: { id: "c9" } });
  });
});

describe("S4.28, S4.32: the request before it is sent", () => {
  it("is what is sent, secrets masked, with where each value comes from and which has none", async () => {
    await addContact("77", "ada@example.org", { f_City: "Québec" });
    const input = {
      settings: request({
        authentication: { type: "basic", username: "u", password: "p" },
        template: template('{"city": "${contact.f_City}", "order": ${event.orderId}}'),
      }),
      source: { contactId: "77" },
    };
    const look = await lookAtTrial(own.caller, input);
    expect(look.faults).toEqual([]);
    expect(world.receiver.requests).toEqual([]);
    expect(look.request?.headers).toContainEqual({ name: "authorization", value: "••••••••" });
    const values = look.parts.flatMap(({ path, text, values }) =>
      values.map(({ expression, at, length, missing, sources }) => ({
        ...{ path, expression, missing, from: sources.map(({ from, name }) => `${from} ${name}`) },
        text: text.slice(at, at + length),
      })),
    );
    expect(values).toEqual([
      {
        path: "url",
        expression: "${email}",
        missing: false,
        from: ["contact email"],
        text: "ada%40example.org",
      },
      {
        ...{ path: "template.body.template", expression: "${contact.f_City}", missing: false },
        ...{ from: ["contact f_City"], text: "Québec" },
      },
      {
        ...{ path: "template.body.template", expression: "${event.orderId}", missing: true },
        ...{ from: ["nothing orderId"], text: "null" },
      },
    ]);
    const { run } = await sendTrial(own.caller, { ...input, draft: look.draft });
    expect(run.request).toMatchObject({ url: look.request?.url, body: look.request?.body });
    expect(String(world.receiver.requests[0]?.body)).toBe(look.request?.body);
  });

  it("says why it can't be sent: a value that breaks the body, a template over its limits", async () => {
    const faultsOf = async (settings: JsonObject, source: JsonObject) =>
      (await lookAtTrial(own.caller, { settings, source })).faults;
    const heavy =
      "{% for a in event.list %}{% for b in event.list %}{% for c in event.list %}${a}{% endfor %}{% endfor %}{% endfor %}";
    const list = Array.from({ length: 400 }, (_, index) => index);
    const stopped = await faultsOf(
      request({
        template: { parameters: { in: "query", pairs: [] }, body: { format: "text", template: heavy } },
      }),
      { event: order({ list }) },
    );
    expect(stopped).toMatchObject([
      {
        path: "template.body.template",
        message: expect.stringMatching(/takes more work than one request may/),
      },
    ]);
    const broken = request({ template: template('{"a": ${event.a}') });
    expect(
      await problem(lookAtTrial(own.caller, { settings: broken, source: { event: order({}) } })),
    ).toBeUndefined();
    expect(await faultsOf(broken, { event: order({ a: 1 }) })).toMatchObject([
      { path: "template.body.template" },
    ]);
  });

  it("refuses what is not saved either, at its place", async () => {
    for (const url of ["http://crm.example.org/", "https://10.0.0.1/?a=${email}"]) {
      const { faults } = await lookAtTrial(own.caller, { settings: request({ url }), source: {} });
      expect(faults, url).toMatchObject([{ path: "url" }]);
    }
    const settings = request({ method: "PUT" });
    const refused = await problem(lookAtTrial(own.caller, { settings, source: {} }));
    expect(refused).toMatchObject({ status: 400, errors: [{ path: "method" }] });
    for (const input of [{}, { webhookId: crypto.randomUUID() }, { settings: { profile: "simple" } }]) {
      expect([400, 404]).toContain(
        ((await problem(lookAtTrial(own.caller, input))) as { status: number }).status,
      );
    }
    const source = { contactId: "nobody" };
    expect(await problem(sendTrial(own.caller, { settings: request(), source }))).toMatchObject({
      errors: [{ path: "contactId", message: expect.stringMatching(/no contact nobody/) }],
    });
  });
});

describe("S4.29: the answer", () => {
  it("of a saved webhook is whole, with how long each part took; its run is kept as a test with 16 KiB", async () => {
    const answer = JSON.stringify({ promocode: "SPRING-15", list: "x".repeat(40_000) });
    world.receiver.script("/ask", {
      status: 200,
      headers: { "content-type": "application/json" },
      body: answer,
    });
    const { id } = await saved(request());
    const { run, kept, phases } = await sendTrial(own.caller, { webhookId: id, source: {} });
    expect(kept).toBe(true);
    expect(run).toMatchObject({ verdict: "succeeded", test: true, responseTruncated: false });
    expect(run.response?.body).toBe(answer);
    expect(Object.keys(phases ?? {})).toEqual(["dnsMs", "connectMs", "tlsMs", "firstByteMs", "totalMs"]);
    for (const each of Object.values(phases ?? {})) expect(each).toBeGreaterThanOrEqual(0);
    const stored = await findRun(own.caller, run.id);
    expect(stored).toMatchObject({ test: true, responseTruncated: true });
    expect(stored.response?.body).toHaveLength(16 * 1_024);
    expect((await listRuns(own.caller, id, {})).runs.map((each) => each.id)).toEqual([run.id]);
    const { entries } = await listAudit(own.caller, { action: "webhook.tested" });
    expect(entries[0]?.details).toMatchObject({ verdict: "succeeded", runId: run.id });
  });

  it("decision 6: over 256 KiB, or late, is a failure that says so", async () => {
    const settings = request({ delivery: { deadlineMs: 1_000 } });
    world.receiver.script("/ask", { kind: "flood", bytes: 300 * 1_024 });
    expect((await sendTrial(own.caller, { settings })).run).toMatchObject({
      ...{ verdict: "failed", reason: "response_too_large", statusCode: 200 },
    });
    world.receiver.script("/ask", { kind: "hang" });
    const { run, phases } = await sendTrial(own.caller, { settings });
    expect(run).toMatchObject({ verdict: "failed", reason: "deadline_exceeded", response: null });
    expect(phases).toMatchObject({ firstByteMs: null, tlsMs: expect.any(Number) });
  });

  it("S5.21: of a notification without a source is of the printed test, with one of the real form", async () => {
    const { run } = await sendTrial(own.caller, { settings: notification() });
    expect(JSON.parse(run.request?.body ?? "")).toMatchObject({
      ...{ id: expect.stringMatching(/^test_evt_/), event: "automation.webhook.send" },
      data: { type: "member", id: 54_321, email: "john.doe@example.org" },
    });
    await addContact("77", "ada@example.org", { FirstName: "Ada" });
    const of = await sendTrial(own.caller, { settings: notification(), source: { contactId: "77" } });
    expect(JSON.parse(of.run.request?.body ?? "").data).toEqual({
      ...{ type: "member", id: 77, email: "ada@example.org", firstname: "Ada" },
    });
  });

  it("of a draft leaves no run, but an entry in the audit log; the draft that it returns is the webhook's to be", async () => {
    const { run, kept, draft } = await sendTrial(own.caller, { settings: request() });
    expect({ kept, draft: typeof draft }).toEqual({ kept: false, draft: "string" });
    expect(await problem(findRun(own.caller, run.id))).toMatchObject({ status: 404 });
    const { entries } = await listAudit(own.caller, { action: "webhook.draft_tested" });
    expect(entries[0]?.details).toMatchObject({ profile: "data_request", verdict: "succeeded" });
  });
});
