import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { deleteContact } from "@/lib/contacts/delete";
import { writeContacts } from "@/lib/contacts/write";
import type { JsonObject } from "@/lib/vocabulary";
import { createWebhook } from "@/lib/webhooks/create";
import { testWebhook } from "@/lib/webhooks/test";
import { sendTrial } from "@/lib/workflow-requests/send-trial";
import { advanceDue, nextDue } from "./advance";
import { activateWorkflow, archiveWorkflow } from "./change-status";
import { createWorkflow } from "./create";
import { findWorkflow, listWorkflows } from "./find";
import { hearEvents } from "./hear-events";
import { inspectPassage } from "./inspect-passage";
import { listKnownSteps, listPassageRows } from "./passage-rows";
import { listPassages, stepStatistics } from "./passages";
import { updateWorkflow } from "./update";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  const contacts = [
    { id: "7", email: "ada@example.org", properties: { FirstName: "Ada" } },
    { id: "8", email: "ben@example.org" },
  ];
  await writeContacts(world.caller, world.dataCenterId, { contacts });
});
afterEach(() => world.close());

const notification = () =>
  createWebhook(world.caller, {
    ...{ kind: "workflow", label: `Webhook ${crypto.randomUUID()}`, dataCenterId: world.dataCenterId },
    ...{ profile: "scenario", url: world.receiver.url("/hook") },
    delivery: { retry: { kind: "schedule", delaysSeconds: [60], jitter: 0 } },
  });
async function active(steps: unknown[]) {
  const trigger = { type: "event", eventType: "form.submitted" };
  const definition = { trigger, reentry: { kind: "always" }, steps };
  const name = `Workflow ${crypto.randomUUID()}`;
  const { id } = await createWorkflow(world.caller, { name, dataCenterId: world.dataCenterId, definition });
  return activateWorkflow(world.caller, id);
}
async function happens(contactId: string, data: JsonObject = { formId: 12 }) {
  const { database } = world.tidings;
  const place = { accountId: world.clientId, dataCenterId: world.dataCenterId };
  const event = { type: "form.submitted", contactId, eventId: crypto.randomUUID(), data };
  await database.atomically((tx) => hearEvents(database, tx, place, [event], world.clock.now));
  for (;;) {
    const due = (await nextDue(world.tidings)).filter(({ dueAt }) => dueAt <= world.clock.now);
    if (due.length === 0) return;
    for (const { workflowId } of due)
      world.engine.wake((await advanceDue(world.tidings, workflowId)).webhookIds);
    await world.deliver();
  }
}
const figuresOf = async (id: string, stepId: string) =>
  (await stepStatistics(world.caller, id)).steps.find((step) => step.stepId === stepId);

describe("the passages of a workflow", () => {
  it("S5.29, S5.30: are listed newest first with their contacts, by step, outcome, state and contact, of archived ones too", async () => {
    world.receiver.script("/hook", [{ status: 200 }, { status: 503 }, { status: 503 }]);
    const { id: webhookId } = await notification();
    const wait = { id: "p", type: "wait", for: { kind: "duration", seconds: 3_600 } };
    const onlyAda = [{ kind: "value", value: "${contact.id}", operator: "is", compareTo: "7" }];
    const { id } = await active([
      { id: "w", type: "webhook", webhookId },
      { id: "c", type: "condition", rules: onlyAda, yes: [wait], no: [{ id: "e", type: "end" }] },
    ]);
    await happens("7");
    await happens("8");
    const of = async (filter: object = {}) => {
      const { rows } = await listPassageRows(world.caller, id, filter);
      return rows.map(({ contact }) => contact?.email);
    };
    expect(await of()).toEqual(["ben@example.org", "ada@example.org"]);
    expect(await of({ outcome: "accepted", stepId: "w" })).toEqual(["ada@example.org"]);
    expect(await of({ outcome: "pending", stepId: "w" })).toEqual(["ben@example.org"]);
    expect(await of({ stepId: "e" })).toEqual(["ben@example.org"]);
    expect(await of({ state: "under_way" })).toEqual(["ada@example.org"]);
    expect(await of({ state: "done" })).toEqual(["ben@example.org"]);
    for (const contactId of ["8", "ben@example.org", "BEN@example.org"]) {
      expect(await of({ contactId })).toEqual(["ben@example.org"]);
    }
    await archiveWorkflow(world.caller, id);
    await world.pass(61_000);
    expect(await of({ outcome: "failed" })).toEqual(["ben@example.org"]);
    expect(await of({ outcome: "failed", stepId: "w" })).toEqual(["ben@example.org"]);
    expect(await of({ outcome: "failed", stepId: "c" })).toEqual([]);
    expect(await figuresOf(id, "w")).toMatchObject({ contacts: 2, accepted: 1, pending: 0, failed: 1 });

    const { passages, next } = await listPassages(world.caller, id, { limit: "1" });
    expect(passages.map(({ contactId }) => contactId)).toEqual(["8"]);
    const rest = await listPassageRows(world.caller, id, { limit: "1", cursor: next });
    expect([rest.rows.map(({ contactId }) => contactId), rest.next]).toEqual([["7"], null]);
  });

  it("are looked through a part at a time, so that no page takes longer than another among millions", async () => {
    const { id } = await active([{ id: "e", type: "end" }]);
    await happens("7");
    const { database } = world.tidings;
    const { passages } = database.tables;
    const [one] = await database.orm.select().from(passages);
    if (!one) throw new Error("None has begun.");
    const older = Array.from({ length: 35_000 }, (_, n) => ({
      ...{ ...one, id: `01900000-0000-7000-8000-${String(n + 1).padStart(12, "0")}`, contactId: `c${n + 1}` },
      state: n === 0 ? ("stopped" as const) : one.state,
    }));
    for (let from = 0; from < older.length; from += 1_000)
      await database.atomically((tx) =>
        tx.run(tx.orm.insert(passages).values(older.slice(from, from + 1_000))),
      );
    const first = await listPassages(world.caller, id, { state: "stopped" });
    expect(first).toEqual({ passages: [], next: expect.any(String) });
    const second = await listPassages(world.caller, id, { state: "stopped", cursor: first.next });
    expect(second).toMatchObject({ passages: [{ contactId: "c1" }], next: null });
    expect((await listPassages(world.caller, id, { stepId: "e" })).passages).toMatchObject([
      { contactId: "7" },
    ]);
    expect((await listPassages(world.caller, id, { contactId: "c1" })).passages).toHaveLength(1);
    expect((await listPassages(world.caller, id, {})).passages).toHaveLength(50);
  });

  it("can be narrowed to steps of older versions, which are named as they were", async () => {
    const workflow = await active([{ id: "old", type: "end", name: "Farewell" }]);
    const { id } = workflow;
    await updateWorkflow(world.caller, id, { definition: { steps: [{ id: "new", type: "end" }] } });
    const { tables, orm } = world.tidings.database;
    const [stored] = await orm.select().from(tables.workflows);
    if (!stored) throw new Error("There is no workflow.");
    const steps = await listKnownSteps(world.caller, stored);
    expect(steps.map(({ id, name }) => `${id} ${name}`)).toEqual(["new ", "old Farewell"]);
  });

  it("S5.31: test sends and tests of the webhook are not part of the statistics", async () => {
    const { id: webhookId } = await notification();
    const { id } = await active([{ id: "w", type: "webhook", webhookId, conversion: true }]);
    await happens("7");
    const before = await figuresOf(id, "w");
    expect(before).toMatchObject({ passes: 1, contacts: 1, accepted: 1, conversions: 1 });
    await testWebhook(world.caller, webhookId, {});
    await sendTrial(world.caller, { webhookId, source: { contactId: "8" } });
    expect(world.receiver.requests).toHaveLength(3);
    expect(await figuresOf(id, "w")).toEqual(before);
  });

  it("screens 4.7: accepted requests of a step that counts as conversion are the workflow's conversions, others are not", async () => {
    world.receiver.script("/hook", [{ status: 200 }, { status: 200 }, { status: 503 }, { status: 503 }]);
    const { id: webhookId } = await notification();
    const { id } = await active([
      { id: "a", type: "webhook", webhookId },
      { id: "b", type: "webhook", webhookId, conversion: true },
    ]);
    await happens("7");
    await happens("8");
    expect(await findWorkflow(world.caller, id)).toMatchObject({ conversions: 1 });
    const { workflows } = await listWorkflows(world.caller);
    expect(workflows.map(({ conversions }) => conversions)).toEqual([1]);
    expect(await figuresOf(id, "a")).toMatchObject({ accepted: 1, conversions: 0 });
  });
});

describe("one passage", () => {
  it("tells its way, what it names, and the contact for as long as there is one", async () => {
    const { id: webhookId, label } = await notification();
    const { id, version } = await active([{ id: "w", type: "webhook", webhookId }]);
    await happens("7", { formId: 12, fields: { City: "Graz" } });
    const { passages } = await listPassages(world.caller, id, {});
    const passageId = passages[0]?.id ?? "";
    const inspected = await inspectPassage(world.caller, passageId);
    expect(inspected).toMatchObject({
      ...{ workflow: { id, version }, contact: { id: "7", name: "Ada", email: "ada@example.org" } },
      passage: { parameters: { formId: 12, fields: { City: "Graz" } }, state: "done" },
      ...{ names: { webhooks: [{ id: webhookId, name: label }] }, event: null },
      deliveries: [{ state: "delivered", webhook: { id: webhookId }, lastRun: { verdict: "succeeded" } }],
    });
    expect(inspected.passage.way[0]?.deliveryId).toBe(inspected.deliveries[0]?.id);
    await deleteContact(world.caller, world.dataCenterId, "7");
    expect((await inspectPassage(world.caller, passageId)).contact).toBeNull();
  });

  it("decision 24: of another account is answered like one that does not exist", async () => {
    const { id } = await active([{ id: "e", type: "end" }]);
    await happens("7");
    const { passages } = await listPassages(world.caller, id, {});
    const other = await world.newAccount("Other");
    await updateAccount(world.tidings, other.caller.accountId, { feature: "automation=on" });
    for (const wanted of [passages[0]?.id ?? "", crypto.randomUUID(), "x"]) {
      await expect(inspectPassage(other.caller, wanted)).rejects.toMatchObject({ status: 404 });
    }
    await expect(listPassageRows(other.caller, id, {})).rejects.toMatchObject({ status: 404 });
  });
});

describe("a draft that is not finished", () => {
  it("is saved with nothing chosen yet, and each open choice is told when it is to be activated", async () => {
    const steps = [
      { id: "w", type: "webhook", webhookId: "" },
      { id: "g", type: "group", action: "add", groupId: 0 },
      { id: "u", type: "update_contact", values: [{ property: "", value: "" }] },
      { id: "c", type: "condition", rules: [{ kind: "segment", segmentId: 0 }] },
    ];
    const definition = { trigger: { type: "event", eventType: "" }, steps };
    const draft = { name: "Open", dataCenterId: world.dataCenterId, definition };
    const { id, trigger } = await createWorkflow(world.caller, draft);
    expect(trigger).toBeNull();
    await updateWorkflow(world.caller, id, { definition });
    const refused = activateWorkflow(world.caller, id);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      errors: [
        { path: "definition.trigger.eventType", message: "is not chosen" },
        { path: "definition.steps.0.webhookId", message: "is not chosen" },
        { path: "definition.steps.1.groupId", message: "is not chosen" },
        { path: "definition.steps.2.values.0.property", message: "is empty" },
        { path: "definition.steps.3.rules.0.segmentId", message: "is not chosen" },
      ],
    });
  });

  it("names who was first, of two people who save", async () => {
    const { id, revision } = await createWorkflow(world.caller, {
      name: "Ours",
      dataCenterId: world.dataCenterId,
    });
    const bob = { ...world.caller, actor: { ...world.caller.actor, name: "bob@example.org" } };
    await updateWorkflow(bob, id, { definition: { steps: [{ id: "e", type: "end" }] } });
    const late = updateWorkflow(world.caller, id, { name: "Mine" }, { ifRevision: revision });
    await expect(late).rejects.toMatchObject({
      problem: "changed_meanwhile",
      message: expect.stringContaining("bob@example.org has changed the workflow meanwhile"),
    });
  });
});
