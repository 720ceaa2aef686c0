import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { addDataCenter } from "./create";
import { deleteItem } from "./delete-item";
import { findDataCenter } from "./find";
import { listDataCenters } from "./list";
import { putDataCenter, renameDataCenter } from "./put";
import { replaceItems } from "./replace-items";
import { listDataCenterRows } from "./rows";
import { addItem, editItem, putItem } from "./write-item";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function audit() {
  const { orm, tables } = world.tidings.database;
  return (await orm.select().from(tables.auditEntries)).filter((entry) =>
    /data_center/.test(entry.targetKind),
  );
}

describe("data centers", () => {
  it("are created, counted and renamed, each with one audit entry", async () => {
    const made = await addDataCenter(world.caller, { name: " Beta ", sampleData: true });
    expect(made).toEqual({ id: 2, name: "Beta" });
    await renameDataCenter(world.caller, 2, { name: "Gamma" });
    const [, row] = await listDataCenterRows(world.caller);
    expect(row).toMatchObject({ id: 2, name: "Gamma" });
    expect(row?.counts).toEqual({
      webhooks: 0,
      personas: 3,
      leadScorings: 2,
      fields: 5,
      mailings: 3,
      communicationTypes: 3,
    });
    expect((await audit()).slice(1)).toMatchObject([
      { action: "data_center.created", targetId: "2", details: { name: "Beta", sampleData: true } },
      {
        action: "data_center.renamed",
        targetId: "2",
        details: { changes: { name: { before: "Beta", after: "Gamma" } } },
      },
    ]);
  });

  it("are numbered on where a platform has chosen the highest id there is", async () => {
    await putDataCenter(world.caller, Number.MAX_SAFE_INTEGER, { name: "Far" });
    expect(await addDataCenter(world.caller, { name: "Near" })).toMatchObject({ id: 2 });
    const persona = { name: "Far", threshold: 1 };
    await putItem(world.caller, 1, "personas", String(Number.MAX_SAFE_INTEGER), persona);
    expect((await addItem(world.caller, 1, "personas", persona)).item.id).toBe(4);
  });

  it("S1.24: show a form what a trigger can be narrowed to, each its own", async () => {
    await addDataCenter(world.caller, { name: "Beta" });
    await replaceItems(world.caller, 2, "leadScorings", {
      leadScorings: [{ id: 1, name: "Interest", stages: [{ id: 9, name: "Hot", threshold: 5 }] }],
    });
    expect((await listDataCenters(world.caller))[1]).toEqual({
      id: 2,
      name: "Beta",
      personas: [],
      leadScorings: [{ id: 1, name: "Interest", stages: [{ id: 9, name: "Hot", threshold: 5 }] }],
    });
  });

  it("of other accounts are not there", async () => {
    const other = await world.newAccount("Other");
    await putDataCenter(other.caller, 7, { name: "Theirs" });
    await expect(findDataCenter(world.caller, 7)).rejects.toMatchObject({ status: 404 });
    await expect(renameDataCenter(world.caller, 7, { name: "Mine" })).rejects.toMatchObject({ status: 404 });
    await expect(addItem(world.caller, 7, "mailings", { name: "A" })).rejects.toMatchObject({ status: 404 });
    await expect(replaceItems(world.caller, 7, "mailings", { mailings: [] })).rejects.toMatchObject({
      status: 404,
    });
    await replaceItems(world.caller, 1, "personas", { personas: [] });
    expect((await findDataCenter(other.caller, 1)).personas).toHaveLength(3);
  });
});

describe("items written by people", () => {
  it("get the next free id, stages too", async () => {
    const { item } = await addItem(world.caller, 1, "leadScorings", {
      name: "Loyalty",
      stages: [
        { name: "Fan", threshold: 10 },
        { id: 5, name: "Guest", threshold: -3 },
      ],
    });
    expect(item).toEqual({
      id: 3,
      name: "Loyalty",
      stages: [
        { id: 5, name: "Guest", threshold: -3 },
        { id: 6, name: "Fan", threshold: 10 },
      ],
    });
  });

  it("refuse an id or a field's code that is taken, at its place", async () => {
    await expect(addItem(world.caller, 1, "mailings", { id: 1, name: "A" })).rejects.toMatchObject({
      status: 409,
      errors: [{ path: "id", message: "is the id of another mailing" }],
    });
    const field = { code: "F_CITY", label: "City", type: "text" };
    await expect(addItem(world.caller, 1, "fields", field)).rejects.toMatchObject({
      status: 409,
      errors: [{ path: "code", message: expect.stringContaining("is the code of field 4") }],
    });
    const stages = [{ id: 1, name: "Fan", threshold: 1 }];
    await expect(addItem(world.caller, 1, "leadScorings", { name: "A", stages })).rejects.toMatchObject({
      status: 409,
      errors: [{ path: "stages.0.id", message: "is the id of a stage of lead scoring 1" }],
    });
  });

  it("can't be edited once somebody has deleted them; until then the last write wins", async () => {
    await editItem(world.caller, 1, "personas", 2, { name: "First", threshold: 1 });
    await editItem(world.caller, 1, "personas", 2, { name: "Second", threshold: 2 });
    expect((await findDataCenter(world.caller, 1)).personas[1]).toEqual({
      id: 2,
      name: "Second",
      threshold: 2,
    });
    await deleteItem(world.caller, 1, "personas", 2);
    await expect(
      editItem(world.caller, 1, "personas", 2, { name: "Third", threshold: 3 }),
    ).rejects.toMatchObject({ status: 404, detail: expect.stringContaining("has deleted persona 2") });
    await expect(deleteItem(world.caller, 1, "personas", 2)).rejects.toMatchObject({ status: 404 });
  });

  it("G13: leave one audit entry each, with what changed", async () => {
    const from = (await audit()).length;
    await editItem(world.caller, 1, "personas", 1, { name: "Decision maker", threshold: 120 });
    await deleteItem(world.caller, 1, "mailings", 3);
    expect((await audit()).slice(from)).toMatchObject([
      {
        action: "persona.updated",
        targetId: "1",
        details: { id: 1, changes: { "1.threshold": { before: 100, after: 120 } } },
      },
      { action: "mailing.deleted", details: { id: 3, name: "Webinar invitation" } },
    ]);
  });
});

it("decision 16: a body stays the same though the persona is renamed between attempts", async () => {
  world.receiver.script("/hook", [{ status: 500 }, { status: 200 }]);
  await world.webhook({ delivery: { retry: { kind: "schedule", delaysSeconds: [5], jitter: 0 } } });
  await world.accept(passed());
  await world.deliver();
  await putItem(world.caller, 1, "personas", 1, { name: "Renamed", threshold: 7 });
  await renameDataCenter(world.caller, 1, { name: "Renamed too" });
  await world.pass(6_000);
  const [first, second] = world.receiver.requests.map((request) => request.body.toString());
  expect(first).toContain("Decision maker");
  expect(second).toBe(first);
});
