import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { deleteContact } from "@/lib/contacts/delete";
import { createGroup, deleteGroup } from "@/lib/contacts/groups";
import { mergeContacts } from "@/lib/contacts/merge";
import { createSegment, deleteSegment, updateSegment } from "@/lib/contacts/segments";
import { writeContacts } from "@/lib/contacts/write";
import { DAY_MS } from "@/lib/time";
import { advanceDue, nextDue } from "./advance";
import { activateWorkflow, archiveWorkflow, pauseWorkflow, resumeWorkflow } from "./change-status";
import { createWorkflow } from "./create";
import { findWorkflow } from "./find";
import { LOOKED_AT_ONCE, nextStarts, runDueStarts, takePart } from "./run-starts";
import { updateWorkflow } from "./update";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
});
afterEach(() => world.close());

const write = (...contacts: object[]) => writeContacts(world.caller, world.dataCenterId, { contacts });
const city = (id: string, City: string) => write({ id, properties: { City } });
const starts = () => runDueStarts(world.tidings, { pause: async () => {} });

/** Lets everything begin that is due after so long. */
async function pass(ms: number) {
  world.clock.now += ms;
  await starts();
}

const END = [{ id: "e", type: "end" }];
async function active(trigger: object, more: object = {}) {
  const definition = { trigger, reentry: { kind: "always" }, steps: END, ...more };
  const name = `Workflow ${crypto.randomUUID()}`;
  const { id } = await createWorkflow(world.caller, { name, dataCenterId: world.dataCenterId, definition });
  await activateWorkflow(world.caller, id);
  return id;
}

/** Whom it has begun, in their order. */
async function begun(workflowId: string): Promise<string[]> {
  const rows = await world.tidings.database.rows<{ contactId: string }>(
    'SELECT contact_id AS "contactId" FROM passages WHERE workflow_id = $1 ORDER BY id',
    [workflowId],
  );
  return rows.map(({ contactId }) => contactId);
}

const watched = () =>
  world.tidings.database.rows('SELECT contact_id AS "contactId" FROM watched_contacts', []);

const gosau = (more: object[] = []) =>
  createSegment(world.caller, world.dataCenterId, {
    name: "In Gosau",
    rules: { match: "all", conditions: [{ subject: "field.City", is: "is", value: "Gosau" }, ...more] },
  });
const onSegment = (segmentId: number, includePresent = false) => ({
  ...{ type: "segment_met", segmentId, includePresent },
});

describe("a workflow that starts by a segment", () => {
  it("S5.3: begins who comes to meet its criteria, once until they have stopped meeting them", async () => {
    await city("there", "Gosau");
    const id = await active(onSegment((await gosau()).id));
    await starts();
    expect(await begun(id), "who met them before").toEqual([]);
    await city("there", "Gosau");
    await write({ id: "there", properties: { Shoe: "41" } });
    await city("new", "Gosau");
    await city("moved", "Vienna");
    await city("moved", "Gosau");
    await write({ id: "moved", properties: { Shoe: "42" } });
    expect(await begun(id)).toEqual(["new", "moved"]);
    await city("moved", "Vienna");
    await city("moved", "Gosau");
    await city("there", "Linz");
    await city("there", "Gosau");
    expect(await begun(id)).toEqual(["new", "moved", "moved", "there"]);
  });

  it("begins those that meet them already where it says so, however many there are, each once", async () => {
    const contacts = Array.from({ length: LOOKED_AT_ONCE * 2 + 7 }, (_, index) => ({
      id: `c${index}`,
      properties: { City: index % 2 === 0 ? "Gosau" : "Vienna" },
    }));
    await write(...contacts);
    const { id: segmentId } = await gosau();
    const id = await active(onSegment(segmentId, true));
    await starts();
    const ids = await begun(id);
    expect(ids).toHaveLength(LOOKED_AT_ONCE + 4);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await findWorkflow(world.caller, id)).toMatchObject({
      passages: ids.length,
      underWay: ids.length,
    });
  });

  it("does not lose who changes while those that are there are looked at", async () => {
    const names = Array.from({ length: LOOKED_AT_ONCE + 50 }, (_, n) => String(n).padStart(4, "0"));
    const last = names.at(-1) as string;
    const before = names.at(-2) as string;
    await write(...names.map((id) => ({ id, properties: { City: id === before ? "Gosau" : "Vienna" } })));
    const id = await active(onSegment((await gosau()).id));
    const place = { accountId: world.clientId, dataCenterId: world.dataCenterId };
    await takePart(world.tidings, place, id);
    // Neither has been looked at yet: one comes to meet the criteria, the other has met them before.
    await city(last, "Gosau");
    await write({ id: before, properties: { Shoe: "41" } });
    await city("0000", "Gosau");
    await starts();
    expect(await begun(id)).toEqual([last, "0000"]);
  });

  it("counts groups and posted events among what changes a contact", async () => {
    const { id: groupId } = await createGroup(world.caller, world.dataCenterId, { name: "VIP" });
    const segment = await gosau([{ subject: "group", is: "in", value: groupId }]);
    const id = await active(onSegment(segment.id));
    await starts();
    await city("7", "Gosau");
    await write({ id: "7", groupIds: [groupId] });
    expect(await begun(id)).toEqual(["7"]);
    await write({ id: "8", groupIds: [groupId] });
    await world.accept({
      ...{ type: "custom.order", occurredAt: new Date(world.clock.now).toISOString() },
      ...{ dataCenterId: world.dataCenterId, data: {} },
      contact: { id: "8", properties: { City: "Gosau" } },
    });
    await mergeContacts(world.tidings);
    expect(await begun(id)).toEqual(["7", "8"]);
  });

  it("is not started by what a workflow changes, but knows of it", async () => {
    const segment = await gosau();
    const id = await active(onSegment(segment.id));
    const values = [{ property: "City", value: "Gosau" }];
    await active(
      { type: "event", eventType: "contact.created", match: "all", rules: [] },
      { steps: [{ id: "u", type: "update_contact", values }] },
    );
    await starts();
    await city("7", "Linz");
    for (const { workflowId } of await nextDue(world.tidings)) await advanceDue(world.tidings, workflowId);
    await write({ id: "7", properties: { Shoe: "41" } });
    expect(await begun(id)).toEqual([]);
    await city("7", "Linz");
    await city("7", "Gosau");
    expect(await begun(id)).toEqual(["7"]);
  });

  it("begins nobody by other rules of the segment, and goes by them from then on", async () => {
    const segment = await gosau();
    const id = await active(onSegment(segment.id));
    await city("7", "Linz");
    await starts();
    const rules = { match: "all", conditions: [{ subject: "field.City", is: "is", value: "Linz" }] };
    await updateSegment(world.caller, world.dataCenterId, segment.id, { name: "In Linz", rules });
    await starts();
    expect(await begun(id)).toEqual([]);
    await city("8", "Gosau");
    await city("9", "Linz");
    expect(await begun(id)).toEqual(["9"]);
  });

  it("begins nobody while it is paused, and knows afterwards who met them meanwhile", async () => {
    const id = await active(onSegment((await gosau()).id));
    await starts();
    await pauseWorkflow(world.caller, id);
    await city("7", "Gosau");
    await resumeWorkflow(world.caller, id);
    await starts();
    await write({ id: "7", properties: { Shoe: "41" } });
    expect(await begun(id)).toEqual([]);
  });

  it("obeys the rule of re-entry, and keeps its segment from being deleted", async () => {
    const { id: segmentId } = await gosau();
    const id = await active(onSegment(segmentId), { reentry: { kind: "once" } });
    await starts();
    await city("7", "Gosau");
    await city("7", "Linz");
    await city("7", "Gosau");
    expect(await begun(id)).toEqual(["7"]);
    const { name } = await findWorkflow(world.caller, id);
    await expect(deleteSegment(world.caller, world.dataCenterId, segmentId)).rejects.toMatchObject({
      ...{ status: 409, detail: expect.stringContaining(`the workflow "${name}"`) },
    });
    await archiveWorkflow(world.caller, id);
    await deleteSegment(world.caller, world.dataCenterId, segmentId);
  });

  it("by a group keep the group from being deleted, paused too", async () => {
    const { caller, dataCenterId } = world;
    const { id: groupId } = await createGroup(caller, dataCenterId, { name: "VIP" });
    const id = await active({ type: "group_added", groupId });
    await pauseWorkflow(caller, id);
    const { name } = await findWorkflow(caller, id);
    await expect(deleteGroup(caller, dataCenterId, groupId)).rejects.toMatchObject({
      ...{ status: 409, detail: expect.stringContaining(`the workflow "${name}"`) },
    });
    await archiveWorkflow(caller, id);
    await deleteGroup(caller, dataCenterId, groupId);
  });

  it("published with another start forgets what it watched for; archived it watches no more", async () => {
    const id = await active(onSegment((await gosau()).id));
    await starts();
    await city("7", "Gosau");
    expect(await watched()).toHaveLength(1);
    const definition = { trigger: { type: "consent_expired" }, reentry: { kind: "always" }, steps: END };
    await updateWorkflow(world.caller, id, { definition });
    await activateWorkflow(world.caller, id);
    await starts();
    expect(await watched()).toEqual([]);
    await write({ id: "8", consent: { consentExpiration: "2026-03-03" } });
    expect(await watched()).toHaveLength(1);
    await archiveWorkflow(world.caller, id);
    await starts();
    expect(await watched()).toEqual([]);
    expect(await nextStarts(world.tidings)).toEqual([]);
  });
});

describe("a workflow that starts by a date of the contact", () => {
  const birthday = { type: "contact_date", field: "birthdate", time: "09:00", yearly: true };

  it("S5.3: begins on the day at its time, and every year anew", async () => {
    await write({ id: "7", properties: { birthdate: "1990-03-05" } });
    const id = await active(birthday);
    await starts();
    await pass(3 * DAY_MS - 3_600_001);
    expect(await begun(id)).toEqual([]);
    await pass(1);
    expect(await begun(id)).toEqual(["7"]);
    await pass(364 * DAY_MS);
    expect(await begun(id)).toEqual(["7"]);
    await pass(DAY_MS);
    expect(await begun(id)).toEqual(["7", "7"]);
  });

  it("goes by the date as it is now, and forgets who is gone", async () => {
    const id = await active({ type: "contact_date", field: "birthdate", offsetDays: -1, time: "10:00" });
    await starts();
    await write({ id: "7", properties: { birthdate: "2026-03-10" } });
    await write({ id: "7", properties: { birthdate: "2026-03-20" } });
    await write({ id: "8", properties: { birthdate: "2026-03-10" } });
    await deleteContact(world.caller, world.dataCenterId, "8");
    await pass(10 * DAY_MS);
    expect(await begun(id)).toEqual([]);
    await pass(10 * DAY_MS);
    expect(await begun(id)).toEqual(["7"]);
    expect(await watched()).toEqual([]);
  });

  it("loses no date that is reached at the moment when the contact changes, even by a workflow", async () => {
    await write({ id: "7", properties: { birthdate: "2026-03-05" } });
    const id = await active({ ...birthday, yearly: false });
    await starts();
    world.clock.now += 5 * DAY_MS;
    await write({ id: "7", properties: { Shoe: "41", birthdate: "2020-01-01" } });
    await starts();
    expect(await begun(id)).toEqual(["7"]);
  });

  it("loses no date that is reached before those that are there have all been looked at", async () => {
    const names = Array.from({ length: LOOKED_AT_ONCE + 50 }, (_, n) => String(n).padStart(4, "0"));
    await write(...names.map((id) => ({ id, properties: { Shoe: "41" } })));
    const id = await active({ ...birthday, yearly: false });
    const place = { accountId: world.clientId, dataCenterId: world.dataCenterId };
    await takePart(world.tidings, place, id);
    const last = names.at(-1) as string;
    await write({ id: "0000", properties: { birthdate: "2026-03-03" } });
    await write({ id: last, properties: { birthdate: "2026-03-03" } });
    await pass(DAY_MS);
    expect(new Set(await begun(id))).toEqual(new Set(["0000", last]));
  });

  it("begins those late whom it could not begin in time, once, but not those of a pause", async () => {
    await write({ id: "7", properties: { birthdate: "2026-03-05" } });
    const late = await active({ ...birthday, yearly: false });
    const paused = await active({ ...birthday, yearly: false });
    await starts();
    await pauseWorkflow(world.caller, paused);
    await pass(10 * DAY_MS);
    await resumeWorkflow(world.caller, paused);
    await starts();
    expect([await begun(late), await begun(paused)]).toEqual([["7"], []]);
  });

  it("is told which field is unknown when it is published", async () => {
    await expect(active({ ...birthday, field: "moonlanding" })).rejects.toMatchObject({
      errors: [{ path: "definition.trigger.field" }],
    });
  });
});

describe("a workflow that starts by a consent", () => {
  const expires = (id: string, consentExpiration: string) => write({ id, consent: { consentExpiration } });

  it("S5.3: begins at the moment when it expires, and so many days before", async () => {
    await expires("7", "2026-03-20T15:00:00Z");
    const expired = await active({ type: "consent_expired" });
    const expiring = await active({ type: "consent_expiring", days: 10 });
    await starts();
    await pass(8 * DAY_MS + 5 * 3_600_000 - 1);
    expect([await begun(expiring), await begun(expired)]).toEqual([[], []]);
    await pass(1);
    expect([await begun(expiring), await begun(expired)]).toEqual([["7"], []]);
    await pass(10 * DAY_MS);
    expect([await begun(expiring), await begun(expired)]).toEqual([["7"], ["7"]]);
    await expires("7", "2026-04-01T00:00:00Z");
    await pass(30 * DAY_MS);
    expect([await begun(expiring), await begun(expired)]).toEqual([
      ["7", "7"],
      ["7", "7"],
    ]);
  });
});

describe("what time starts of many contacts", () => {
  it("is begun in parts; a kill between them, or within one, begins nobody twice and nobody never", async () => {
    const contacts = Array.from({ length: 5_000 }, (_, index) => ({
      id: `c${index}`,
      properties: { birthdate: "2026-03-05" },
    }));
    for (let from = 0; from < 5_000; from += 1_000) await write(...contacts.slice(from, from + 1_000));
    const id = await active({ type: "contact_date", field: "birthdate", time: "09:00" });
    await starts();
    world.clock.now += 5 * DAY_MS;
    const place = { accountId: world.clientId, dataCenterId: world.dataCenterId };
    expect(await takePart(world.tidings, place, id)).toBe(LOOKED_AT_ONCE);
    // The next part is cut off in its middle, after some of it was written.
    const { database } = world.tidings;
    const { make, drop } = CUT_OFF[database.dialect];
    for (const statement of make) await database.rows(statement, []);
    await expect(takePart(world.tidings, place, id)).rejects.toThrow(/cut off|^Failed query/);
    await database.rows(drop, []);
    expect(await begun(id)).toHaveLength(LOOKED_AT_ONCE);
    await starts();
    const ids = await begun(id);
    expect(ids).toHaveLength(5_000);
    expect(new Set(ids).size).toBe(5_000);
    await starts();
    expect(await begun(id)).toHaveLength(5_000);
  }, 60_000);
});

describe("a workflow that starts by an event", () => {
  it("S5.3: takes those of one form alone, and is told of what its type does not tell", async () => {
    const only = { formId: "12" };
    const id = await active({ type: "event", eventType: "form.submitted", only });
    const submit = (contactId: string, formId: number | string) =>
      world.accept({
        ...{ type: "form.submitted", occurredAt: new Date(world.clock.now).toISOString() },
        ...{ dataCenterId: world.dataCenterId, contact: { id: contactId }, data: { formId } },
      });
    await submit("7", 12);
    await submit("8", 13);
    await submit("9", "12");
    await mergeContacts(world.tidings);
    expect(await begun(id)).toEqual(["7", "9"]);
    await expect(active({ type: "event", eventType: "survey.answered", only })).rejects.toMatchObject({
      errors: [{ path: "definition.trigger.only.formId" }],
    });
  });

  it.each([
    ["segmentId", { type: "segment_met", segmentId: 4_711 }],
    ["segmentId", { type: "segment_met", segmentId: 0 }],
    ["groupId", { type: "group_added", groupId: 4_711 }],
    ["only.mailingId", { type: "event", eventType: "message.opened", only: { mailingId: 4_711 } }],
  ])("is told that its %s is unknown when it is published", async (path, trigger) => {
    await expect(active(trigger)).rejects.toMatchObject({ errors: [{ path: `definition.trigger.${path}` }] });
  });
});

/** Whoever writes how far the beginning has come fails. */
const CUT_OFF = {
  sqlite: {
    make: [
      `CREATE TRIGGER cut_off BEFORE UPDATE OF begun ON workflows BEGIN SELECT RAISE(ABORT, 'cut off'); END`,
    ],
    drop: "DROP TRIGGER cut_off",
  },
  postgres: {
    make: [
      "CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cut off'; END $$",
      "CREATE TRIGGER cut_off BEFORE UPDATE OF begun ON workflows FOR EACH ROW EXECUTE FUNCTION cut_off()",
    ],
    drop: "DROP TRIGGER cut_off ON workflows",
  },
};
