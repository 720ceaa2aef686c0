import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { createDataCenter } from "@/lib/data-centers/create";

let world: World;
let doors: Doors;
beforeEach(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterEach(() => world.close());

const shop = (changes: object = {}) => ({ name: "Shop", scopes: ["events:write"], ...changes });
const create = (body: unknown, options = {}) => doors.v1("POST", "/api-keys", { body, ...options });

describe("API keys by the API", () => {
  it("are made, work at once, are read without themselves, and revoked once", async () => {
    const { status, json, headers } = await create(shop({ dataCenterIds: [1] }));
    expect([status, json]).toEqual([201, { apiKeyId: expect.any(String), key: expect.any(String) }]);
    expect((await doors.post(passed(), { key: json.key })).status).toBe(202);

    // Noted after the answer.
    await world.tidings.keyUses.flush();
    const location = headers.get("location") ?? "";
    expect(location).toBe(`/api/v1/${world.clientId}/api-keys/${json.apiKeyId}`);
    const { text, json: view } = await doors.call("GET", location);
    expect(text).not.toContain(json.key);
    expect(view).toEqual({
      ...{ id: json.apiKeyId, name: "Shop", hint: `${json.key.slice(0, 8)}…`, scopes: ["events:write"] },
      ...{ dataCenterIds: [1], createdAt: expect.any(String), createdBy: "a program" },
      ...{ lastUsedAt: expect.any(String), revokedAt: null },
    });

    expect((await doors.call("DELETE", location)).status).toBe(204);
    expect((await doors.post(passed(), { key: json.key })).status).toBe(401);
    expect((await doors.call("DELETE", location)).status).toBe(404);
    expect((await doors.call("GET", location)).json.revokedAt).toEqual(expect.any(String));
    const about = { targetKind: "api_key", targetId: json.apiKeyId };
    const { entries } = await listAudit(world.caller, about);
    const writes = entries.filter(({ action }) => action !== "api_key.used");
    expect(writes.map(({ action }) => action)).toEqual(["api_key.revoked", "api_key.created"]);
  });

  it("are listed newest first, narrowed by state, sorted and cut, with their number", async () => {
    for (const name of ["b", "c", "a"]) {
      world.clock.now += 1_000;
      await create(shop({ name }));
    }
    const list = async (query: string) => {
      const { json } = await doors.v1("GET", `/api-keys?${query}`);
      return [json.apiKeys.map(({ name }: { name: string }) => name), json.total];
    };
    expect(await list("")).toEqual([["a", "c", "b", "a program"], 4]);
    expect(await list("sort=name&direction=asc&limit=2&offset=2")).toEqual([["b", "c"], 4]);
    const [newest] = (await doors.v1("GET", "/api-keys?limit=1")).json.apiKeys;
    await doors.v1("DELETE", `/api-keys/${newest.id}`);
    expect(await list("state=revoked")).toEqual([["a"], 1]);
    expect(await list("state=active&limit=1")).toEqual([["c"], 3]);
    await world.tidings.keyUses.flush();
    expect(await list("sort=lastUsedAt&limit=1&state=active")).toEqual([["a program"], 3]);
    expect((await doors.v1("GET", "/api-keys?q=a")).errors).toMatchObject([{ path: "q" }]);
  });

  it.each([
    ["name", { name: " " }],
    ["scopes", { scopes: [] }],
    ["scopes.0", { scopes: ["everything"] }],
    ["dataCenterIds", { dataCenterIds: [9] }],
    ["key", { key: "tdg_mine" }],
  ])("are refused at %s for %j", async (path, changes) => {
    expect(await create(shop(changes))).toMatchObject({ status: 400, errors: [{ path }] });
  });

  it("G13: give no scope that they lack: 403 names what is missing, and nothing is made", async () => {
    const { key } = await doors.newKey(["api-keys:write", "webhooks:read"]);
    const before = (await doors.v1("GET", "/api-keys")).json.total;
    const wanted = { name: "More", scopes: ["webhooks:read", "webhooks:write", "users:write"] };
    const refused = await create(wanted, { key });
    expect(refused).toMatchObject({ status: 403, json: { type: "/problems/forbidden" } });
    expect(refused.json.detail).toContain("webhooks:write, users:write");
    expect(refused.json.detail).not.toContain("webhooks:read");
    expect((await doors.v1("GET", "/api-keys")).json.total).toBe(before);
    expect((await create({ ...wanted, scopes: ["webhooks:read"] }, { key })).status).toBe(201);
  });

  it("give no data center beyond their own, nor all of them", async () => {
    await createDataCenter(world.tidings, world.clientId, { name: "Second", sampleData: false });
    const { key } = await doors.newKey(["api-keys:write", "events:write"], [1]);
    for (const dataCenterIds of [null, undefined, [2], [1, 2]]) {
      const refused = await create(shop({ dataCenterIds }), { key });
      expect([refused.status, refused.json.detail]).toEqual([
        403,
        expect.stringContaining("data center 1 only"),
      ]);
    }
    expect((await create(shop({ dataCenterIds: [1] }), { key })).status).toBe(201);
  });

  it("under one Idempotency-Key are made once and shown once, also after a kill before the answer", async () => {
    const headers = { "idempotency-key": "the-shop's" };
    const { json } = await create(shop(), { headers });
    const keys = async () => (await doors.v1("GET", "/api-keys")).json.total;
    const before = await keys();
    for (const forget of [false, true]) {
      if (forget) await doors.forgetAnswers();
      const again = await create(shop(), { headers });
      expect(again).toMatchObject({ status: 409, json: { type: "/problems/idempotency_conflict" } });
      expect(again.text).not.toContain(json.key);
    }
    expect(await keys()).toBe(before);
  });
});
