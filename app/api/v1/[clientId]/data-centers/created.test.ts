import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";

let world: World;
let doors: Doors;
beforeEach(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterEach(() => world.close());

const newPlace = async () =>
  `/data-centers/${(await doors.v1("POST", "/data-centers", { body: { name: "Empty" } })).json.id}`;

describe("what POST creates", () => {
  it("a data center has the next free id, and is empty or has sample data", async () => {
    await doors.v1("PUT", "/data-centers/41", { body: { name: "Forty-one" } });
    const created = await doors.v1("POST", "/data-centers", { body: { name: " Next ", sampleData: true } });
    expect(created).toMatchObject({ status: 201, json: { id: 42, name: "Next" } });
    expect(created.json.counts.personas).toBeGreaterThanOrEqual(2);
    const location = created.headers.get("location") ?? "";
    expect(location).toBe(`/api/v1/${world.clientId}/data-centers/42`);
    expect((await doors.call("GET", location)).json).toMatchObject({ name: "Next" });
    expect(
      (await listAudit(world.caller, { targetKind: "data_center", targetId: "42" })).entries,
    ).toMatchObject([{ action: "data_center.created", actor: { kind: "api_key" } }]);
    for (const [path, body] of [["name", {}] as const, ["id", { name: "A", id: 7 }] as const]) {
      const refused = await doors.v1("POST", "/data-centers", { body });
      expect(refused).toMatchObject({ status: 400, errors: [{ path }] });
    }
    const { key } = await doors.newKey(["data-centers:write"], [1]);
    expect((await doors.v1("POST", "/data-centers", { key, body: { name: "A" } })).status).toBe(403);
  });

  it("is made once under one Idempotency-Key, also after a kill before the answer", async () => {
    const place = await newPlace();
    for (const [path, body] of [
      ["/data-centers", { name: "Once" }],
      [`${place}/lead-scorings`, { name: "Once", stages: [{ name: "Ready", threshold: 1 }] }],
    ] as const) {
      const headers = { "idempotency-key": `once-${path}` };
      const call = () => doors.v1("POST", path, { body, headers });
      const first = await call();
      expect(first.status).toBe(201);
      await doors.forgetAnswers();
      const again = await call();
      expect([again.status, again.json]).toEqual([201, first.json]);
      expect(again.headers.get("location")).toBe(first.headers.get("location"));
    }
    const { leadScorings } = (await doors.v1("GET", place)).json;
    expect(leadScorings).toHaveLength(1);
    await doors.v1("DELETE", `${place}/lead-scorings/${leadScorings[0].id}`);
    await doors.forgetAnswers();
    const body = { name: "Once", stages: [{ name: "Ready", threshold: 1 }] };
    const headers = { "idempotency-key": `once-${place}/lead-scorings` };
    expect((await doors.v1("POST", `${place}/lead-scorings`, { body, headers })).status).toBe(409);
  });

  it("an item of a list has the next free id, or its own where that is free", async () => {
    const place = await newPlace();
    const add = (body: unknown) => doors.v1("POST", `${place}/personas`, { body });
    const first = await add({ name: "Buyer", threshold: 10 });
    expect(first).toMatchObject({ status: 201, json: { id: 1, name: "Buyer", threshold: 10 } });
    expect(first.headers.get("location")).toBe(`/api/v1/${world.clientId}${place}/personas/1`);
    expect((await add({ id: 7, name: "Seventh", threshold: 7 })).json.id).toBe(7);
    expect((await add({ name: "Next", threshold: 10 })).json.id).toBe(8);
    expect((await add({ id: 7, name: "Seventh", threshold: 7 })).status).toBe(409);
    expect(await add({ name: "Half" })).toMatchObject({ status: 400, errors: [{ path: "threshold" }] });
    expect(
      (await doors.v1("POST", "/data-centers/9999/personas", { body: { name: "A", threshold: 1 } })).status,
    ).toBe(404);
    expect((await doors.v1("POST", `${place}/toString`, { body: {} })).status).toBe(404);
  });
});
