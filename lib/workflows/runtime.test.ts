import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { deleteContact } from "@/lib/contacts/delete";
import { eraseContact } from "@/lib/contacts/erase";
import { findContact } from "@/lib/contacts/find";
import { createGroup } from "@/lib/contacts/groups";
import { mergeContacts } from "@/lib/contacts/merge";
import { createSegment } from "@/lib/contacts/segments";
import { writeContacts } from "@/lib/contacts/write";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import type { JsonObject } from "@/lib/vocabulary";
import { createWebhook } from "@/lib/webhooks/create";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { advanceDue, nextDue } from "./advance";
import {
  activateWorkflow,
  archiveWorkflow,
  deleteWorkflow,
  duplicateWorkflow,
  pauseWorkflow,
  resumeWorkflow,
} from "./change-status";
import { createWorkflow } from "./create";
import { findWorkflow, listWorkflows } from "./find";
import { hearEvents } from "./hear-events";
import { updateWorkflow } from "./update";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  await addContact("7", { City: "Paris" });
});
afterEach(() => world.close());

const tables = () => world.tidings.database.tables;

async function addContact(id: string, properties: JsonObject) {
  const { database } = world.tidings;
  const place = { accountId: world.clientId, dataCenterId: world.dataCenterId };
  await database.atomically((tx) =>
    tx.run(
      tx.orm
        .insert(tables().contacts)
        .values({ ...place, id, email: `c${id}@example.org`, properties, updatedAt: world.clock.now }),
    ),
  );
}

const webhook = (input: Record<string, unknown>) =>
  createWebhook(world.caller, {
    ...{ kind: "workflow", label: `Webhook ${crypto.randomUUID()}`, dataCenterId: world.dataCenterId },
    ...{ url: world.receiver.url("/hook"), ...input },
  });

/** S4.25: the city goes out, a promo code comes back. */
const promo = () =>
  webhook({
    ...{ profile: "data_request", method: "POST", label: "WH5" },
    template: {
      parameters: { in: "query", pairs: [] },
      body: { format: "json", template: '{"city":"${city}","order":"${event.orderId}"}' },
    },
  });

const on = (steps: unknown[], more: object = {}) => ({
  ...{ trigger: { type: "event", eventType: "custom.order" }, reentry: { kind: "always" }, steps, ...more },
});

async function activeWorkflow(definition: unknown) {
  const name = `Workflow ${crypto.randomUUID()}`;
  const { id } = await createWorkflow(world.caller, { name, dataCenterId: world.dataCenterId, definition });
  return activateWorkflow(world.caller, id);
}

const happens = (contactId = "7", data: JsonObject = { orderId: "A-1" }, type = "custom.order") =>
  world.tidings.database.atomically((tx) =>
    hearEvents(
      world.tidings.database,
      tx,
      { accountId: world.clientId, dataCenterId: world.dataCenterId },
      [{ type, contactId, eventId: crypto.randomUUID(), data }],
      world.clock.now,
    ),
  );

/** Moves everything on that is due, and delivers what that owes, until nothing is left to do at this moment. */
async function run() {
  for (let turn = 0; turn < 20; turn++) {
    const due = (await nextDue(world.tidings)).filter(({ dueAt }) => dueAt <= world.clock.now);
    if (due.length === 0) return;
    for (const { workflowId } of due) {
      const { webhookIds } = await advanceDue(world.tidings, workflowId);
      world.engine.wake(webhookIds);
    }
    await world.deliver();
  }
  throw new Error("The workflow never comes to rest.");
}

const passagesOf = (workflowId: string) =>
  world.tidings.database.orm
    .select()
    .from(tables().passages)
    .where(eq(tables().passages.workflowId, workflowId))
    .orderBy(tables().passages.id);
const wayOf = async (workflowId: string) => {
  const [passage] = await passagesOf(workflowId);
  const { passageEntries } = tables();
  const rows = await world.tidings.database.orm
    .select()
    .from(passageEntries)
    .where(eq(passageEntries.passageId, passage?.id ?? ""))
    .orderBy(passageEntries.id);
  return rows.map(({ stepId, outcome }) => `${stepId} ${outcome}`);
};
const countsOf = async (workflowId: string, stepId: string) => {
  const rows = await world.tidings.database.orm
    .select()
    .from(tables().stepCounts)
    .where(eq(tables().stepCounts.workflowId, workflowId));
  return rows.find((row) => row.stepId === stepId);
};

describe("a passage", () => {
  it("S4.1, S4.25, S4.34, S4.36: an event starts it, the city goes out, the promo code comes back and is saved to the contact", async () => {
    world.receiver.script("/hook", [{ status: 200, body: '{"promocode":"SPRING"}' }]);
    const { id: webhookId } = await promo();
    const mapping = [{ value: "$data.get('WH5').get('promocode')", property: "Promo" }];
    const { id } = await activeWorkflow(on([{ id: "w", type: "webhook", webhookId, wait: true, mapping }]));
    expect(await happens()).toBe(1);
    await run();
    expect(world.receiver.requests.map((request) => request.json())).toEqual([
      { city: "Paris", order: "A-1" },
    ]);
    expect(await wayOf(id)).toEqual(["w requested", "w answered"]);
    expect(await passagesOf(id)).toMatchObject([{ state: "done", dueAt: null }]);
    const [contact] = await world.tidings.database.orm
      .select()
      .from(tables().contacts)
      .where(eq(tables().contacts.id, "7"));
    expect(contact?.properties).toEqual({ City: "Paris", Promo: "SPRING" });
    expect(await countsOf(id, "w")).toMatchObject({
      ...{ passes: 1, contacts: 1, requested: 1, accepted: 1, failed: 0 },
    });
  });

  it("sends what an earlier step of the same way has written, and nothing that a later one writes", async () => {
    const { id: webhookId } = await promo();
    const write = (id: string, value: string) => ({
      ...{ id, type: "update_contact", values: [{ property: "City", value }] },
    });
    await activeWorkflow(
      on([write("a", "Oslo"), { id: "w", type: "webhook", webhookId }, write("b", "Rome")]),
    );
    await happens();
    await run();
    expect(world.receiver.requests.map((request) => request.json())).toEqual([
      { city: "Oslo", order: "A-1" },
    ]);
  });

  it("decision 16: a request is the same at every attempt, whatever becomes of contact and webhook meanwhile", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 200 }]);
    const delivery = { retry: { kind: "schedule", delaysSeconds: [60], jitter: 0 } };
    const { id: webhookId } = await webhook({
      ...{ profile: "scenario", delivery },
      scenario: {
        ...{ details: ["email"], customFields: "all", consent: [], statistics: [] },
        additional: [{ key: "town", value: "${city}" }],
      },
    });
    await activeWorkflow(on([{ id: "w", type: "webhook", webhookId }]));
    await happens();
    await run();
    await world.tidings.database.atomically((tx) =>
      tx.run(
        tx.orm
          .update(tables().contacts)
          .set({ properties: { City: "Rome" } })
          .where(eq(tables().contacts.id, "7")),
      ),
    );
    await world.pass(61_000);
    const [first, second] = world.receiver.requests;
    expect(first?.json()).toMatchObject({ event: "automation.webhook.send", data: { town: "Paris" } });
    expect(second?.body.toString()).toBe(first?.body.toString());
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  });

  it("decision 21, S4.13: a step that names nobody fails with contact_not_found, and takes the branch for failures", async () => {
    const { id: webhookId } = await promo();
    const step = {
      ...{ id: "w", type: "webhook", webhookId, wait: true, onFailure: "branch" },
      contact: { id: "", email: "${event.stranger}", phone: "" },
      failed: [{ id: "f", type: "end" }],
    };
    const { id } = await activeWorkflow(on([step]));
    await happens("7", { stranger: "nobody@example.org" });
    await run();
    expect(await wayOf(id)).toEqual(["w requested", "w failed", "f ended"]);
    const [delivery] = await world.deliveries(webhookId);
    expect(delivery).toMatchObject({ state: "failed", reason: "contact_not_found" });
    expect(await countsOf(id, "w")).toMatchObject({ requested: 1, accepted: 0, failed: 1 });
  });

  it("waits for the answer of the step where it stands, whatever became of the request before", async () => {
    world.receiver.script("/hook", [{ status: 200, body: '{"promocode":"SPRING"}' }]);
    const gone = await webhook({ profile: "data_request", method: "GET" });
    const { id: webhookId } = await promo();
    const mapping = [{ value: "$data.get('WH5').get('promocode')", property: "Promo" }];
    const { id } = await activeWorkflow(
      on([
        { id: "g", type: "webhook", webhookId: gone.id },
        { id: "w", type: "webhook", webhookId, wait: true, mapping },
      ]),
    );
    await world.tidings.database.rows("DELETE FROM workflow_webhooks WHERE webhook_id = $1", [gone.id]);
    await deleteWebhook(world.caller, gone.id);
    await happens();
    await run();
    expect(await wayOf(id)).toEqual(["g requested", "w requested", "w answered"]);
    expect((await findContact(world.caller, world.dataCenterId, "7")).properties.Promo).toBe("SPRING");
  });

  it("goes on without an answer where a person cancels the request", async () => {
    world.receiver.script("/hook", [{ status: 503 }]);
    const retry = { kind: "schedule", delaysSeconds: [60], jitter: 0 };
    const { id: webhookId } = await webhook({ profile: "data_request", method: "GET", delivery: { retry } });
    const { id } = await activeWorkflow(on([{ id: "w", type: "webhook", webhookId, wait: true }]));
    await happens();
    await run();
    const [delivery] = await world.deliveries(webhookId);
    await cancelDelivery(world.caller, delivery?.id ?? "");
    await run();
    expect(await wayOf(id)).toEqual(["w requested", "w failed"]);
    expect(await countsOf(id, "w")).toMatchObject({ requested: 1, accepted: 0, failed: 1 });
  });

  it("goes on at once where it does not wait, while its request is pending; the statistics say so (S5.30)", async () => {
    world.receiver.script("/hook", [{ status: 503 }, { status: 200 }]);
    const delivery = { retry: { kind: "schedule", delaysSeconds: [60], jitter: 0 } };
    const { id: webhookId } = await webhook({
      ...{ profile: "scenario", delivery },
    });
    const { id } = await activeWorkflow(on([{ id: "w", type: "webhook", webhookId }]));
    await happens();
    await run();
    expect(await passagesOf(id)).toMatchObject([{ state: "done" }]);
    expect(await countsOf(id, "w")).toMatchObject({ requested: 1, accepted: 0, failed: 0 });
    await world.pass(61_000);
    expect(await countsOf(id, "w")).toMatchObject({ requested: 1, accepted: 1, failed: 0 });
  });

  it("waits, costs nothing meanwhile, and goes on when the time is there", async () => {
    const { id } = await activeWorkflow(
      on([
        { id: "s", type: "wait", for: { kind: "duration", seconds: 3_600 } },
        { id: "e", type: "end" },
      ]),
    );
    await happens();
    await run();
    expect(await nextDue(world.tidings)).toEqual([{ workflowId: id, dueAt: world.clock.now + 3_600_000 }]);
    world.clock.now += 3_600_000;
    await run();
    expect(await wayOf(id)).toEqual(["s waits", "s waited", "e ended"]);
    expect(await countsOf(id, "s")).toMatchObject({ passes: 1, contacts: 1 });
  });

  it("waits for an event of its own contact that fits, and for no other", async () => {
    const rules = [{ kind: "value", value: "${event.mailingId}", operator: "is", compareTo: "5" }];
    const wait = { kind: "event", eventType: "message.opened", rules, withinSeconds: 60 };
    const { id } = await activeWorkflow(
      on([{ id: "s", type: "wait", for: wait, timedOut: [{ id: "e", type: "end" }] }]),
    );
    await addContact("8", {});
    await happens();
    await run();
    await happens("8", { mailingId: 5 }, "message.opened");
    await happens("7", { mailingId: 6 }, "message.opened");
    await run();
    expect(await wayOf(id)).toEqual(["s waits"]);
    await happens("7", { mailingId: 5 }, "message.opened");
    await run();
    expect(await wayOf(id)).toEqual(["s waits", "s happened"]);
  });

  it.each([
    [{ kind: "once" }, [1, 0, 0]],
    [{ kind: "always" }, [1, 1, 1]],
    [{ kind: "after", seconds: 60 }, [1, 0, 1]],
  ])("re-entry %j", async (reentry, begun) => {
    await activeWorkflow(on([{ id: "e", type: "end" }], { reentry }));
    const seen = [await happens()];
    await run();
    world.clock.now += 30_000;
    seen.push(await happens());
    await run();
    world.clock.now += 31_000;
    seen.push(await happens());
    expect(seen).toEqual(begun);
  });

  it("begins only where the trigger's rules are met, for contacts of the directory", async () => {
    const rules = [{ kind: "value", value: "${event.total}", operator: "greater", compareTo: "50" }];
    await activeWorkflow({
      ...on([{ id: "e", type: "end" }]),
      trigger: { type: "event", eventType: "custom.order", rules },
    });
    expect(await happens("7", { total: 10 })).toBe(0);
    expect(await happens("nobody", { total: 90 })).toBe(0);
    expect(await happens("7", { total: 90 })).toBe(1);
  });

  it("of a contact that is gone ends", async () => {
    const { id } = await activeWorkflow(
      on([{ id: "s", type: "wait", for: { kind: "duration", seconds: 60 } }]),
    );
    await happens();
    await run();
    await world.tidings.database.atomically((tx) =>
      tx.run(tx.orm.delete(tables().contacts).where(eq(tables().contacts.id, "7"))),
    );
    world.clock.now += 60_000;
    await run();
    expect(await passagesOf(id)).toMatchObject([{ state: "cancelled" }]);
  });
});

describe("what starts a workflow", () => {
  const end = [{ id: "e", type: "end" }];
  const contactIds = async (workflowId: string) =>
    (await passagesOf(workflowId)).map(({ contactId }) => contactId);
  const order = (contact: object, data: JsonObject = {}) =>
    world.accept({ type: "custom.order", dataCenterId: world.dataCenterId, contact, data });

  it("S4.1, decision 22: a posted event, once its contact is in the directory, each event once", async () => {
    const { id } = await activeWorkflow(on(end));
    await order({ id: "new-1", email: "n@example.org" }, { total: 7 });
    expect(await passagesOf(id)).toEqual([]);
    await mergeContacts(world.tidings);
    await mergeContacts(world.tidings);
    expect(await passagesOf(id)).toMatchObject([{ contactId: "new-1", parameters: { total: 7 } }]);
  });

  it("an event that names its contact by e-mail is the same contact's when the id is known later", async () => {
    const { id } = await activeWorkflow(on(end));
    await order({ email: "later@example.org" });
    await mergeContacts(world.tidings);
    await order({ id: "77", email: "later@example.org" });
    await mergeContacts(world.tidings);
    expect(await contactIds(id)).toEqual(["77", "77"]);
  });

  it("S5.3: being added to a group, by whomever, but not being in it already", async () => {
    const group = await createGroup(world.caller, world.dataCenterId, { name: "VIP" });
    const trigger = { type: "group_added", groupId: group.id };
    const { id } = await activeWorkflow({ ...on(end), trigger });
    const put = (groupIds: number[]) =>
      writeContacts(world.caller, world.dataCenterId, { contacts: [{ id: "7", groupIds }] });
    await put([group.id]);
    await put([group.id]);
    expect(await contactIds(id)).toEqual(["7"]);
    await put([]);
    await put([group.id]);
    expect(await contactIds(id)).toEqual(["7", "7"]);
  });

  it("S5.3: a contact that somebody changes; what a workflow changes itself starts none", async () => {
    const step = {
      id: "u",
      type: "update_contact",
      values: [{ property: "Seen", value: "${now | date: '%s'}" }],
    };
    const { id } = await activeWorkflow({
      ...on([step]),
      trigger: { type: "event", eventType: "contact.updated" },
    });
    const change = { contacts: [{ id: "7", properties: { City: "Rome" } }] };
    await writeContacts(world.caller, world.dataCenterId, change);
    await run();
    await mergeContacts(world.tidings);
    await run();
    expect(await contactIds(id)).toEqual(["7"]);
  });

  it("conditions ask for groups and segments as they are at that moment", async () => {
    const group = await createGroup(world.caller, world.dataCenterId, { name: "VIP" });
    const segment = await createSegment(world.caller, world.dataCenterId, {
      name: "Parisians",
      rules: { match: "all", conditions: [{ subject: "field.City", is: "is", value: "paris" }] },
    });
    const { id } = await activeWorkflow(
      on([
        {
          ...{ id: "c", type: "condition" },
          rules: [
            { kind: "segment", segmentId: segment.id },
            { kind: "group", groupId: group.id, is: false },
          ],
          yes: [{ id: "g", type: "group", action: "add", groupId: group.id }],
        },
      ]),
    );
    await happens();
    await run();
    expect(await wayOf(id)).toEqual(["c yes", "g added"]);
    const { groupIds } = await findContact(world.caller, world.dataCenterId, "7");
    expect(groupIds).toEqual([group.id]);
  });
});

describe("a contact that is deleted or erased", () => {
  const wait = { id: "s", type: "wait", for: { kind: "duration", seconds: 60 } };

  it("ends its passages", async () => {
    const { id } = await activeWorkflow(on([wait]));
    await happens();
    await run();
    await deleteContact(world.caller, world.dataCenterId, "7");
    expect(await passagesOf(id)).toMatchObject([{ state: "cancelled", dueAt: null, contactId: "7" }]);
  });

  it("leaves nothing of the person in them", async () => {
    const values = [{ property: "City", value: "${event.secret}" }];
    const { id } = await activeWorkflow(on([{ id: "u", type: "update_contact", values }, wait]));
    await happens("7", { secret: "canary-of-seven" });
    await run();
    await eraseContact(world.caller, world.dataCenterId, { id: "7" });
    expect(await passagesOf(id)).toMatchObject([
      { state: "cancelled", contactId: "erased", parameters: null },
    ]);
    for (const name of ["passages", "passage_entries", "passage_answers", "step_deliveries", "events"]) {
      const rows = await world.tidings.database.rows(`SELECT * FROM ${name}`, []);
      expect(JSON.stringify(rows), name).not.toContain("canary-of-seven");
      expect(JSON.stringify(rows), name).not.toContain("c7@example.org");
    }
    const seen = await world.tidings.database.rows("SELECT * FROM step_contacts WHERE contact_id = '7'", []);
    expect(seen).toEqual([]);
  });
});

describe("a webhook of workflows", () => {
  it("decision 9: is not deleted while a workflow sends by it, which is named", async () => {
    const { id: webhookId } = await promo();
    const { name } = await activeWorkflow(on([{ id: "w", type: "webhook", webhookId }]));
    await expect(deleteWebhook(world.caller, webhookId)).rejects.toMatchObject({
      ...{ status: 409, detail: expect.stringContaining(`the workflow "${name}"`) },
    });
  });
});

describe("a workflow", () => {
  const end = [{ id: "e", type: "end" }];
  const draft = (more: object = {}) => ({ name: "Welcome", dataCenterId: world.dataCenterId, ...more });

  it("paused holds its passages and lets nobody in; resumed it goes on; archived it brings them to their end", async () => {
    const { id } = await activeWorkflow(
      on([{ id: "s", type: "wait", for: { kind: "duration", seconds: 60 } }]),
    );
    await happens();
    await run();
    await pauseWorkflow(world.caller, id);
    world.clock.now += 60_000;
    expect(await happens()).toBe(0);
    expect(await nextDue(world.tidings)).toEqual([]);
    expect((await advanceDue(world.tidings, id)).passages).toBe(0);
    await resumeWorkflow(world.caller, id);
    await run();
    expect(await passagesOf(id)).toMatchObject([{ state: "done" }]);
    await happens();
    await run();
    await archiveWorkflow(world.caller, id);
    expect(await happens()).toBe(0);
    world.clock.now += 60_000;
    await run();
    expect((await passagesOf(id)).map(({ state }) => state)).toEqual(["done", "done"]);
  });

  it("published anew leaves passages under way on the version that they began with", async () => {
    const { id } = await activeWorkflow(
      on([{ id: "s", type: "wait", for: { kind: "duration", seconds: 60 } }, ...end]),
    );
    await happens();
    await run();
    await updateWorkflow(world.caller, id, { definition: on([{ id: "other", type: "end" }]) });
    await activateWorkflow(world.caller, id);
    world.clock.now += 60_000;
    await run();
    expect(await wayOf(id)).toEqual(["s waits", "s waited", "e ended"]);
    await happens();
    await run();
    expect((await passagesOf(id)).map(({ version, stepId }) => [version, stepId])).toEqual([
      [1, "e"],
      [2, "other"],
    ]);
  });

  it("S5.10: needs the feature automation", async () => {
    await updateAccount(world.tidings, world.clientId, { feature: "automation=off" });
    await expect(createWorkflow(world.caller, draft())).rejects.toMatchObject({ status: 402 });
    await expect(listWorkflows(world.caller)).rejects.toMatchObject({ status: 402 });
  });

  it("is activated only when every step can run; each that can't is named", async () => {
    const definition = {
      steps: [
        { id: "c", type: "condition", rules: [] },
        { id: "u", type: "update_contact", values: [{ property: "City", value: "${" }] },
      ],
    };
    const { id } = await createWorkflow(world.caller, draft({ definition }));
    const refused = await activateWorkflow(world.caller, id).catch((error) => error);
    expect(refused.errors.map(({ path }: { path: string }) => path)).toEqual([
      "definition.trigger",
      "definition.steps.0.rules",
      "definition.steps.1.values.0.value",
    ]);
    expect(await findWorkflow(world.caller, id)).toMatchObject({ status: "draft", version: null });
  });

  it("sends by webhooks of its own data center alone", async () => {
    const { id: webhookId } = await world.webhook();
    const definition = on([{ id: "w", type: "webhook", webhookId }]);
    await expect(createWorkflow(world.caller, draft({ definition }))).rejects.toMatchObject({
      errors: [{ path: "definition.steps.0.webhookId" }],
    });
  });

  it("has a name of its own; of two people who save, the second is told", async () => {
    const { id } = await createWorkflow(world.caller, draft());
    await expect(createWorkflow(world.caller, draft({ name: "welcome" }))).rejects.toMatchObject({
      ...{ status: 409, errors: [{ path: "name" }] },
    });
    await updateWorkflow(world.caller, id, { name: "Hello" }, { ifRevision: 1 });
    await expect(
      updateWorkflow(world.caller, id, { name: "Salut" }, { ifRevision: 1 }),
    ).rejects.toMatchObject({ problem: "changed_meanwhile" });
  });

  it("is deleted while it is a draft, duplicated at any time, and listed with its figures", async () => {
    const { id } = await activeWorkflow(on(end));
    await happens();
    await run();
    await expect(deleteWorkflow(world.caller, id)).rejects.toMatchObject({ status: 409 });
    const copy = await duplicateWorkflow(world.caller, id, { name: "Copy" });
    const { workflows } = await listWorkflows(world.caller);
    expect(
      workflows.map(({ name, status, passages, underWay }) => [name, status, passages, underWay]),
    ).toEqual([
      ["Copy", "draft", 0, 0],
      [expect.any(String), "active", 1, 0],
    ]);
    await deleteWorkflow(world.caller, copy.id);
    await expect(findWorkflow(world.caller, copy.id)).rejects.toMatchObject({ status: 404 });
  });
});
