import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { createGroup } from "@/lib/contacts/groups";
import { writeContacts } from "@/lib/contacts/write";
import { createWebhook } from "@/lib/webhooks/create";
import { createWorkflow } from "./create";
import { rehearseWorkflow } from "./rehearse";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  const contact = { id: "7", email: "ada@example.org", properties: { City: "Paris" } };
  await writeContacts(world.caller, world.dataCenterId, { contacts: [contact] });
});
afterEach(() => world.close());

const promo = () =>
  createWebhook(world.caller, {
    ...{ kind: "workflow", label: "WH5", dataCenterId: world.dataCenterId, profile: "data_request" },
    ...{ method: "POST", url: world.receiver.url("/hook") },
    authentication: { type: "bearer", token: "a-secret-token" },
    template: {
      parameters: { in: "query", pairs: [] },
      body: { format: "json", template: '{"city":"${city}","order":"${event.orderId}"}' },
    },
  });
const draft = async (steps: unknown[], more: object = {}) => {
  const trigger = { type: "event", eventType: "custom.order" };
  const definition = { trigger, steps, ...more };
  const name = `Workflow ${crypto.randomUUID()}`;
  return createWorkflow(world.caller, { name, dataCenterId: world.dataCenterId, definition });
};
const order = (data: object = { orderId: "A-1" }) => ({
  ...{ type: "custom.order", dataCenterId: world.dataCenterId, contact: { id: "7" }, data },
});
const rowsOf = async () => {
  const tables = [
    "passages",
    "passage_entries",
    "step_counts",
    "step_deliveries",
    "deliveries",
    "audit_entries",
    "events",
    "runs",
  ];
  const rows = [];
  for (const table of tables) rows.push(await world.tidings.database.rows(`SELECT * FROM ${table}`, []));
  return rows;
};

/** Asks for a promo code, waits a day, and goes two ways by the code. */
const steps = (webhookId: string) => [
  {
    ...{ id: "ask", type: "webhook", webhookId, wait: true, onFailure: "branch" },
    failed: [{ id: "given-up", type: "end" }],
    mapping: [{ value: "${data.WH5.promocode}", property: "Promo" }],
  },
  { id: "day", type: "wait", for: { kind: "duration", seconds: 86_400 } },
  {
    ...{ id: "has", type: "condition" },
    rules: [{ kind: "value", value: "${contact.Promo}", operator: "is_set" }],
    yes: [{ id: "vip", type: "update_contact", values: [{ property: "City", value: "Rome" }] }],
  },
];

describe("a rehearsal", () => {
  it.each([
    ["the form that is asked for", { formId: "signup" }, true],
    ["another form", { formId: "other" }, false],
    ["no event, which could tell of none", undefined, true],
  ])("tells whether the start lets in who comes by %s", async (_, data, met) => {
    const trigger = { type: "event", eventType: "form.submitted", only: { formId: "signup" } };
    const { id } = await draft([{ id: "e", type: "end" }], { trigger });
    const event = data && {
      ...{ type: "form.submitted", dataCenterId: world.dataCenterId, contact: { id: "7" }, data },
    };
    const rehearsal = await rehearseWorkflow(world.caller, id, event ? { event } : { contactId: "7" });
    expect(rehearsal.start?.met).toBe(met);
  });

  it("S4.3, S4.34: shows the request, takes an answer, and tells each decision with its values; nothing leaves, nothing is written", async () => {
    const { id: webhookId } = await promo();
    const { id } = await draft(steps(webhookId));
    const before = await rowsOf();
    const rehearsal = await rehearseWorkflow(world.caller, id, {
      event: order(),
      steps: { ask: { outcome: "answered", answer: { promocode: "SPRING" } } },
    });
    expect(rehearsal.way.map(({ stepId, outcome }) => `${stepId} ${outcome}`)).toEqual([
      ...["ask requested", "ask answered", "day waits", "day waited", "has yes", "vip updated"],
    ]);
    const [asked] = rehearsal.way;
    expect(asked?.request).toMatchObject({ webhook: "WH5", faults: [] });
    expect(asked?.request?.request).toMatchObject({ method: "POST", url: world.receiver.url("/hook") });
    expect(JSON.parse(asked?.request?.request?.body ?? "")).toEqual({ city: "Paris", order: "A-1" });
    expect(JSON.stringify(rehearsal)).not.toContain("a-secret-token");
    expect(rehearsal.way[4]?.detail).toEqual({ rules: [{ held: true, value: "SPRING" }] });
    expect(rehearsal.contact.properties).toEqual({ City: "Rome", Promo: "SPRING" });
    const begun = Date.parse(asked?.at ?? "");
    expect(rehearsal.way.map(({ at }) => (Date.parse(at) - begun) / 86_400_000)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(await rowsOf()).toEqual(before);
    expect(world.receiver.requests).toEqual([]);
  });

  it("goes the way that is said: a request that fails, an event that does not happen, a branch of a split", async () => {
    const { id: webhookId } = await promo();
    const waitsFor = { kind: "event", eventType: "message.opened", withinSeconds: 60 };
    const { id } = await draft([
      {
        id: "s",
        type: "split",
        branches: [{ share: 99 }, { share: 1, steps: steps(webhookId).slice(0, 1) }],
      },
      { id: "o", type: "wait", for: waitsFor, timedOut: [{ id: "late", type: "end" }] },
    ]);
    const said = {
      s: { outcome: "branch", branch: 2 },
      ask: { outcome: "failed" },
      o: { outcome: "timed_out" },
    };
    const wayOf = async (steps: object) => {
      const { way } = await rehearseWorkflow(world.caller, id, { contactId: "7", steps });
      return way.map(({ stepId, outcome }) => `${stepId} ${outcome}`);
    };
    expect(await wayOf(said)).toEqual(["s split", "ask requested", "ask failed", "given-up ended"]);
    expect(await wayOf({ s: { outcome: "branch", branch: 1 } })).toEqual([
      "s split",
      "o waits",
      "o happened",
    ]);
    expect(await wayOf({ ...said, s: { outcome: "branch", branch: 1 } })).toEqual([
      ...["s split", "o waits", "o timed_out", "late ended"],
    ]);
  });

  it("takes what somebody is editing, unfinished steps too, and says what can't be sent", async () => {
    const { id } = await draft([]);
    const unchosen = { id: "w", type: "webhook", webhookId: "", wait: true };
    const { way } = await rehearseWorkflow(world.caller, id, {
      contactId: "7",
      definition: { steps: [unchosen] },
    });
    expect(way.map(({ outcome }) => outcome)).toEqual(["requested", "failed"]);
    expect(way[0]?.request).toMatchObject({ request: null, faults: [{ path: "webhookId" }] });
  });

  it("decision 21: says so where nobody has the step's ID, e-mail or phone", async () => {
    const { id: webhookId } = await promo();
    const contact = { id: "", email: "${event.stranger}", phone: "" };
    const { id } = await draft([{ id: "w", type: "webhook", webhookId, contact }]);
    const { way } = await rehearseWorkflow(world.caller, id, {
      event: order({ stranger: "no@example.org" }),
    });
    expect(way[0]?.request).toMatchObject({ request: null, webhook: "WH5", faults: [{ path: "contact" }] });
  });

  it("tells whether the start would let the contact in, and judges groups as they are", async () => {
    const group = await createGroup(world.caller, world.dataCenterId, { name: "VIP" });
    const groupIds = [group.id];
    await writeContacts(world.caller, world.dataCenterId, { contacts: [{ id: "7", groupIds }] });
    const rules = [{ kind: "value", value: "${event.sum}", operator: "greater", compareTo: "50" }];
    const condition = { id: "c", type: "condition", rules: [{ kind: "group", groupId: group.id }] };
    const { id } = await draft([condition], { trigger: { type: "event", eventType: "custom.order", rules } });
    const { start, way } = await rehearseWorkflow(world.caller, id, { event: order({ sum: 20 }) });
    expect(start).toEqual({ met: false, rules: [{ held: false, value: "20" }] });
    expect(way).toMatchObject([{ outcome: "yes" }]);
  });

  it.each([
    ["contactId", { contactId: "nobody" }],
    ["event.contact", { event: { type: "custom.order", dataCenterId: 1, data: {} } }],
    ["steps.w.outcome", { contactId: "7", steps: { w: { outcome: "perhaps" } } }],
    ["definition.steps.0.id", { contactId: "7", definition: { steps: [{ id: "no id", type: "end" }] } }],
  ])("refuses what it can't go by, naming %s and the remedy", async (path, input) => {
    const { id } = await draft([]);
    const refused = rehearseWorkflow(world.caller, id, input);
    await expect(refused).rejects.toMatchObject({ status: 400, errors: [{ path }] });
    await refused.catch(({ errors }) => expect(errors[0].remedy).toMatch(/\w/));
  });
});
