import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { HOUR_MS } from "@/lib/time";
import { createKeyUses } from "./key-uses";
import { listApiKeys } from "./list";
import { revokeApiKey } from "./revoke";

let world: World;
let doors: Doors;
beforeEach(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterEach(() => world.close());

const MINUTE_MS = 60_000;

/** Lets what the requests left behind be written. */
const flush = () => world.tidings.keyUses.flush();
const lastUse = async (apiKeyId: string) => {
  await flush();
  const { keys } = await listApiKeys(world.caller);
  return keys.find(({ id }) => id === apiKeyId)?.lastUsedAt;
};
const uses = async (apiKeyId: string) => {
  await flush();
  const { entries } = await listAudit(world.caller, { actorId: apiKeyId });
  return entries.map(({ action, details }) =>
    action === "api_key.used" ? `${details.method} ${details.route}` : action,
  );
};

describe("a key's last use", () => {
  it("is not known before the first, and comes with any request that knows the key", async () => {
    const { apiKeyId, key } = await doors.newKey(["webhooks:read"]);
    expect(await lastUse(apiKeyId)).toBeNull();
    await doors.v1("GET", "/webhooks", { key });
    expect(await lastUse(apiKeyId)).toBe(new Date(world.clock.now).toISOString());
    world.clock.now += MINUTE_MS;
    expect((await doors.post(passed(), { key })).status).toBe(403);
    expect(await lastUse(apiKeyId)).toBe(new Date(world.clock.now).toISOString());
  });

  it("is written once a minute at most, however many events are posted", async () => {
    const { apiKeyId, key } = await doors.newKey(["events:write"]);
    const first = world.clock.now;
    const transactions = vi.spyOn(world.tidings.database, "atomically");
    for (let request = 0; request < 20; request++) {
      expect((await doors.post(passed(), { key })).status).toBe(202);
      await flush();
      world.clock.now += 2_900;
    }
    // One for each request's events; the key's two: its last use, and the hour's entry.
    expect(transactions.mock.calls.length).toBeLessThanOrEqual(20 + 2);
    expect(await lastUse(apiKeyId)).toBe(new Date(first).toISOString());
    world.clock.now = first + MINUTE_MS;
    await doors.post(passed(), { key });
    expect(await lastUse(apiKeyId)).toBe(new Date(first + MINUTE_MS).toISOString());
  });

  it("stays unknown for a request with a revoked key", async () => {
    const { apiKeyId, key } = await doors.newKey(["webhooks:read"]);
    await revokeApiKey(world.caller, apiKeyId);
    expect((await doors.v1("GET", "/webhooks", { key })).status).toBe(401);
    expect(await lastUse(apiKeyId)).toBeNull();
  });
});

describe("G13: what a key is used for", () => {
  it("leaves one entry for each route in an hour: a thousand posts are one", async () => {
    const { apiKeyId, key } = await doors.newKey();
    const { id } = await world.webhook();
    const other = await world.webhook();
    for (let request = 0; request < 3; request++) {
      await doors.post(passed(), { key });
      await doors.v1("GET", "/webhooks?limit=1", { key });
      await doors.v1("GET", `/webhooks/${id}`, { key });
      await doors.v1("GET", `/webhooks/${other.id}`, { key });
    }
    const hour = [
      "GET /api/v1/{clientId}/webhooks",
      "GET /api/v1/{clientId}/webhooks/{id}",
      "POST /api/internal/events",
    ];
    expect((await uses(apiKeyId)).toSorted()).toEqual(hour);
    world.clock.now += HOUR_MS;
    await doors.v1("GET", "/webhooks", { key });
    expect((await uses(apiKeyId)).toSorted()).toEqual([hour[0], ...hour]);
  });

  it("leaves no second entry where the call leaves its own: writes, and looks at a secret", async () => {
    const { apiKeyId, key } = await doors.newKey();
    const { json } = await doors.v1("POST", "/webhooks", { key, body: doors.draft() });
    await doors.v1("GET", `/webhooks/${json.id}/signing-keys`, { key });
    await doors.v1("POST", `/webhooks/${json.id}/activate`, { key });
    expect(await uses(apiKeyId)).toEqual(["webhook.activated", "signing_key.revealed", "webhook.created"]);
  });

  it("leaves none for what was refused or not found", async () => {
    const { apiKeyId, key } = await doors.newKey(["webhooks:read"]);
    await doors.v1("GET", "/webhooks/00000000-0000-7000-8000-000000000000", { key });
    await doors.post(passed(), { key });
    expect(await uses(apiKeyId)).toEqual([]);
  });

  it("names key, account and the client's address, which the server in front tells", async () => {
    const { apiKeyId, key } = await doors.newKey();
    world.tidings.ownServer = true;
    const headers = { "x-tidings-client": "203.0.113.9", "x-forwarded-for": "198.51.100.1" };
    await doors.v1("GET", "/webhooks", { key, headers });
    await flush();
    const { entries } = await listAudit(world.caller, { action: "api_key.used" });
    expect(entries).toMatchObject([
      {
        actor: { kind: "api_key", id: apiKeyId, name: "a program" },
        target: { kind: "api_key", id: apiKeyId, name: "a program", exists: true },
        details: { method: "GET", route: "/api/v1/{clientId}/webhooks", address: "203.0.113.9" },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(key);
  });

  it("is not repeated after a restart within the hour, nor by another process", async () => {
    const { apiKeyId, key } = await doors.newKey();
    await doors.v1("GET", "/webhooks", { key });
    await flush();
    const { database, log } = world.tidings;
    const another = createKeyUses(database, log);
    const holder = { apiKeyId, accountId: world.clientId, name: "a program" };
    const call = { method: "GET", route: "/api/v1/{clientId}/webhooks", address: () => null };
    another.called(holder, world.clock.now, call);
    another.called(holder, world.clock.now, { ...call, route: "/api/v1/{clientId}/runs/{id}" });
    await another.flush();
    expect(await uses(apiKeyId)).toEqual([
      "GET /api/v1/{clientId}/runs/{id}",
      "GET /api/v1/{clientId}/webhooks",
    ]);
  });

  it("never hurts a request: a failing write is logged and made up for at the next use", async () => {
    const { apiKeyId, key } = await doors.newKey();
    const { log } = world.tidings;
    const warned = vi.spyOn(log, "warn");
    const broken = vi
      .spyOn(world.tidings.database, "atomically")
      .mockRejectedValueOnce(new Error("disk full"));
    expect((await doors.v1("GET", "/webhooks", { key })).status).toBe(200);
    await flush();
    expect(warned).toHaveBeenCalledWith(expect.anything(), "api_key.use_not_written");
    broken.mockRestore();
    await doors.v1("GET", "/webhooks", { key });
    expect(await uses(apiKeyId)).toEqual(["GET /api/v1/{clientId}/webhooks"]);
    expect(await lastUse(apiKeyId)).not.toBeNull();
  });

  it("is written before the instance is closed", async () => {
    const { key } = await doors.newKey();
    await doors.v1("GET", "/webhooks", { key });
    const written = vi.spyOn(world.tidings.database, "close");
    const flushed = vi.spyOn(world.tidings.keyUses, "flush");
    await world.tidings.close();
    expect(flushed.mock.invocationCallOrder[0]).toBeLessThan(written.mock.invocationCallOrder[0] as number);
  });
});
