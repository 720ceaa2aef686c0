import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

let last = 100;
/** A data center of the test's own, empty. */
async function newPlace(): Promise<string> {
  const path = `/data-centers/${++last}`;
  expect((await doors.v1("PUT", path, { body: { name: `Place ${last}` } })).status).toBe(201);
  return path;
}
const put = (path: string, body: unknown) => doors.v1("PUT", path, { body });
const persona = (id: number, changes: object = {}) => ({
  id,
  name: `Persona ${id}`,
  threshold: id,
  ...changes,
});

async function lastEntry() {
  const { orm, tables } = world.tidings.database;
  const entries = await orm.select().from(tables.auditEntries);
  return entries.toSorted((one, other) => (one.id < other.id ? -1 : 1)).at(-1);
}

describe("data centers", () => {
  it("are created by the first PUT, renamed by the next, and read whole", async () => {
    const created = await put("/data-centers/42", { name: "Forty-two" });
    expect(created).toMatchObject({ status: 201, json: { id: 42, name: "Forty-two" } });
    expect(await put("/data-centers/42", { name: "Renamed" })).toMatchObject({ status: 200 });
    const { json } = await doors.v1("GET", "/data-centers/42");
    expect(json).toEqual({
      ...{ id: 42, name: "Renamed", createdAt: expect.stringMatching(/Z$/) },
      ...{ personas: [], leadScorings: [], fields: [], mailings: [], communicationTypes: [] },
    });
    const { dataCenters } = (await doors.v1("GET", "/data-centers")).json;
    expect(dataCenters[0]).toMatchObject({ id: 1, name: "Quantum", counts: { personas: 3, webhooks: 0 } });
  });

  it.each(["0", "-1", "x", "1.0", "01", "9007199254740992", " ", "é"])("are 404 at the id %j", async (id) => {
    const path = `/data-centers/${encodeURIComponent(id)}`;
    expect((await put(path, { name: "A" })).status).toBe(404);
    expect((await doors.v1("GET", path)).status).toBe(404);
    expect((await doors.v1("GET", `${path}/personas`)).status).toBe(404);
    expect((await put(`${path}/personas`, { personas: [] })).status).toBe(404);
  });

  it("are 404 where there are none, and so are lists and items", async () => {
    expect((await put("/data-centers/9999/personas", { personas: [] })).status).toBe(404);
    expect((await put("/data-centers/9999/personas/1", { name: "A", threshold: 1 })).status).toBe(404);
    expect((await doors.v1("GET", "/data-centers/1/leadScorings")).status).toBe(404);
    expect((await doors.v1("DELETE", "/data-centers/1/personas/9999")).status).toBe(404);
    expect((await doors.v1("DELETE", "/data-centers/1/personas/x")).status).toBe(404);
  });

  it("that a key is not for are 403, before anything else is judged", async () => {
    const { key } = await doors.newKey(["data-centers:write", "webhooks:read"], [1]);
    for (const path of ["/data-centers/42", "/data-centers/42/mailings", "/data-centers/42/mailings/1"]) {
      expect((await doors.v1("PUT", path, { key, body: {} })).status).toBe(403);
    }
    expect((await doors.v1("DELETE", "/data-centers/42/mailings/1", { key })).status).toBe(403);
    const mailing = { name: "Mine" };
    expect((await doors.v1("PUT", "/data-centers/1/mailings/77", { key, body: mailing })).status).toBe(201);
  });
});

describe("a whole list", () => {
  it.each([
    ["personas", { personas: [persona(3), persona(1, { threshold: -5 })] }],
    ["fields", { fields: [{ id: 1, code: "f_EMail", label: "E-mail", type: "email", keyField: true }] }],
    ["mailings", { mailings: [{ id: 123456789004, name: "Spring" }] }],
    ["communication-types", { communicationTypes: [{ id: 1, name: "Newsletter" }] }],
    ["lead-scorings", { leadScorings: [{ id: 1, name: "Interest", stages: [persona(2), persona(1)] }] }],
  ])("of %s is replaced: what is missing goes, and a repeat changes nothing", async (list, body) => {
    const path = `${await newPlace()}/${list}`;
    const [name] = Object.keys(body) as [string];
    const first = await put(path, body);
    expect(first.status).toBe(200);
    expect(first.json[name].map(({ id }: { id: number }) => id)).toEqual(
      (Object.values(body)[0] as { id: number }[]).map(({ id }) => id).sort((one, other) => one - other),
    );
    expect((await put(path, body)).json).toEqual(first.json);
    expect((await lastEntry())?.details).toMatchObject({ counts: { added: 0, changed: 0, removed: 0 } });
    expect((await doors.v1("GET", path)).json).toEqual(first.json);
    expect((await put(path, { [name]: [] })).json).toEqual({ [name]: [] });
    expect((await doors.v1("GET", path)).json).toEqual({ [name]: [] });
  });

  it("changes, creates and removes in one go, with one audit entry; two codes can swap", async () => {
    const path = `${await newPlace()}/fields`;
    const field = (id: number, code: string) => ({ id, code, label: code, type: "text" });
    await put(path, { fields: [field(1, "a"), field(2, "b"), field(3, "c")] });
    const { json } = await put(path, { fields: [field(1, "b"), field(2, "a"), field(4, "C")] });
    expect(json.fields.map(({ code }: { code: string }) => code)).toEqual(["b", "a", "C"]);
    expect(await lastEntry()).toMatchObject({
      action: "fields.replaced",
      targetId: String(last),
      details: {
        counts: { added: 1, changed: 2, removed: 1 },
        changes: { "1.code": { before: "a", after: "b" }, "3.code": { before: "c", after: null } },
      },
    });
  });

  it("of ten thousand is taken, and its audit entry only counts", async () => {
    const path = `${await newPlace()}/mailings`;
    const mailings = Array.from({ length: 10_000 }, (_, at) => ({ id: at + 1, name: `Mailing ${at}` }));
    expect((await put(path, { mailings })).status).toBe(200);
    expect((await lastEntry())?.details).toEqual({
      dataCenter: `Place ${last}`,
      counts: { added: 10_000, changed: 0, removed: 0 },
    });
    expect((await put(`${path}/10001`, { name: "One more" })).status).toBe(409);
    expect((await put(path, { mailings: [...mailings, { id: 10_001, name: "A" }] })).errors).toMatchObject([
      { path: "mailings", message: "has more than 10,000 entries" },
    ]);
  });

  it("over 16 MiB is 413; the longest list there may be is far below", async () => {
    const raw = JSON.stringify({ personas: [persona(1, { name: "x".repeat(16 * 1024 * 1024) })] });
    expect((await doors.v1("PUT", "/data-centers/1/personas", { raw })).status).toBe(413);
    const mailings = Array.from({ length: 10_000 }, (_, index) => ({ id: index + 1, name: "x".repeat(200) }));
    const path = `${await newPlace()}/mailings`;
    expect((await doors.v1("PUT", path, { body: { mailings } })).status).toBe(200);
  });
});

describe("one item", () => {
  it("is created, changed and deleted at its own address", async () => {
    const path = `${await newPlace()}/personas/5`;
    expect(await put(path, { name: "A", threshold: 1 })).toMatchObject({
      status: 201,
      json: { id: 5, name: "A", threshold: 1 },
    });
    expect((await put(path, { id: 5, name: "B", threshold: 2 })).status).toBe(200);
    expect((await put(path, { id: 6, name: "B", threshold: 2 })).errors).toMatchObject([{ path: "id" }]);
    expect((await put(path, { name: "B" })).errors).toMatchObject([
      { path: "threshold", message: "is missing" },
    ]);
    expect((await doors.v1("DELETE", path)).status).toBe(204);
    expect((await doors.v1("DELETE", path)).status).toBe(404);
  });

  it("of a lead scoring brings its stages, whose ids the platform gives", async () => {
    const path = `${await newPlace()}/lead-scorings/1`;
    const answer = await put(path, { name: "A", stages: [{ name: "Hot", threshold: 1 }] });
    expect(answer.errors).toMatchObject([{ path: "stages.0.id", message: "is missing" }]);
    await put(path, { name: "A", stages: [persona(1), persona(2)] });
    const { json } = await put(path, { name: "A", stages: [persona(2, { threshold: 9 })] });
    expect(json.stages).toEqual([persona(2, { threshold: 9 })]);
  });
});

describe("what a webhook is narrowed to", () => {
  it("can't be removed in any way until the webhook is deleted or lets it go; it can be changed", async () => {
    const webhook = async (triggers: object[]) =>
      (
        await doors.v1("POST", "/webhooks", {
          body: doors.draft({ label: `W${triggers.length}${++last}`, triggers }),
        })
      ).json;
    const first = await webhook([{ type: "persona.threshold_passed", personaIds: [2] }]);
    const second = await webhook([
      { type: "lead_scoring.threshold_passed", leadScorings: [{ id: 1, stageIds: [2] }] },
    ]);
    const refusals = [
      await doors.v1("DELETE", "/data-centers/1/personas/2"),
      await put("/data-centers/1/personas", { personas: [persona(1)] }),
    ];
    for (const { status, json } of refusals) {
      expect(status).toBe(409);
      expect(json.detail).toContain(`"${first.label}"`);
      expect(json.errors[0]).toMatchObject({ remedy: expect.stringMatching(/^Keep it/) });
    }
    expect(refusals.map(({ errors }) => errors[0]?.path)).toEqual(["", "personas"]);
    const withoutStage = { name: "Product interest", stages: [{ id: 1, name: "A", threshold: 1 }] };
    const scoring = await put("/data-centers/1/lead-scorings/1", withoutStage);
    expect(scoring).toMatchObject({
      status: 409,
      json: { detail: expect.stringContaining("a stage of lead scoring 1") },
    });
    const moved = { id: 2, name: "B", stages: [{ id: 2, name: "Moved", threshold: 1 }] };
    const list = await put("/data-centers/1/lead-scorings", {
      leadScorings: [{ id: 1, ...withoutStage }, moved],
    });
    expect(list.json.detail).toContain(`"${second.label}"`);

    expect((await put("/data-centers/1/personas/2", { name: "Renamed", threshold: 1 })).status).toBe(200);
    await doors.v1("PATCH", `/webhooks/${second.id}`, { body: { triggers: [{ type: "contact.updated" }] } });
    expect((await put("/data-centers/1/lead-scorings/1", withoutStage)).status).toBe(200);
    await doors.v1("DELETE", `/webhooks/${first.id}`);
    expect((await doors.v1("DELETE", "/data-centers/1/personas/2")).status).toBe(204);
  });
});
