import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everythingStored } from "@/e2e/fixtures/everything-stored";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { OPERATIONS } from "@/lib/api/operations";
import { listAudit } from "@/lib/audit/list";
import type { Scope } from "@/lib/vocabulary";
import { SCOPE_GROUPS } from "@/texts/api-keys";
import { createApiKey } from "./create";
import { findKeyHolder } from "./find-holder";
import { listApiKeys } from "./list";
import { findAccountOfKey, revokeApiKey } from "./revoke";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("an API key", () => {
  const create = (changes: Record<string, unknown> = {}) =>
    createApiKey(world.caller, {
      ...{ name: "CRM", scopes: ["events:write", "webhooks:read"], dataCenterIds: null },
      ...changes,
    });

  it("finds its holder: account, scopes and data centers", async () => {
    const { apiKeyId, key } = await create({ dataCenterIds: [1, 1] });
    expect(key).toMatch(/^tdg_[\w-]{43}$/);
    expect(await findKeyHolder(world.tidings, key)).toEqual({
      ...{ apiKeyId, accountId: world.clientId, name: "CRM", dataCenterIds: [1] },
      scopes: ["events:write", "webhooks:read"],
    });
    const everywhere = await create();
    expect((await findKeyHolder(world.tidings, everywhere.key))?.dataCenterIds).toBeNull();
  });

  it("is never stored as it is, only its hash and a hint too short to use", async () => {
    const { key } = await create();
    const stored = await everythingStored(world);
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(key.slice(4, 20));
    expect(stored).toContain(`${key.slice(0, 8)}`);
  });

  it("is not found once revoked, and can be revoked once", async () => {
    const { apiKeyId, key } = await create();
    const other = await create();
    await revokeApiKey(world.caller, apiKeyId);
    expect(await findKeyHolder(world.tidings, key)).toBeUndefined();
    expect(await findKeyHolder(world.tidings, other.key)).toBeDefined();
    await expect(revokeApiKey(world.caller, apiKeyId)).rejects.toMatchObject({ status: 404 });
  });

  it.each(["", "tdg_", "tdg_wrong", "wrong", "tdg_' OR 1=1 --"])("is not found for %j", async (key) => {
    await create();
    expect(await findKeyHolder(world.tidings, key)).toBeUndefined();
  });

  it("is refused for an account or a data center that isn't there", async () => {
    await expect(
      createApiKey(
        { ...world.caller, accountId: 99 },
        { name: "x", scopes: ["events:write"], dataCenterIds: null },
      ),
    ).rejects.toMatchObject({ status: 404 });
    await expect(create({ dataCenterIds: [1, 7] })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: "dataCenterIds" }],
    });
  });

  it("belongs to its account: another one neither sees nor ends it", async () => {
    const { apiKeyId, key } = await create();
    const other = await world.newAccount("Other");
    expect(await findAccountOfKey(world.tidings, apiKeyId)).toBe(world.clientId);
    expect((await listApiKeys(other.caller)).keys).toEqual([]);
    await expect(revokeApiKey(other.caller, apiKeyId)).rejects.toMatchObject({ status: 404 });
    expect(await findKeyHolder(world.tidings, key)).toBeDefined();
  });

  it("is listed newest first with who made it, without anything that opens a door", async () => {
    const { apiKeyId } = await create({ dataCenterIds: [1] });
    const { key, apiKeyId: newer } = await create({ name: "Newer" });
    await revokeApiKey(world.caller, apiKeyId);
    const { keys, total } = await listApiKeys(world.caller);
    expect(total).toBe(2);
    expect(keys).toMatchObject([
      { id: newer, name: "Newer", createdBy: "test", dataCenterIds: null, lastUsedAt: null, revokedAt: null },
      { id: apiKeyId, name: "CRM", dataCenterIds: [1], revokedAt: expect.any(String) },
    ]);
    expect(JSON.stringify(keys)).not.toContain(key);
    expect(keys[0]).not.toHaveProperty("hash");
    expect((await listApiKeys(world.caller, { state: "active" })).keys.map(({ id }) => id)).toEqual([newer]);
    expect((await listApiKeys(world.caller, { state: "revoked" })).keys.map(({ id }) => id)).toEqual([
      apiKeyId,
    ]);
    expect(await listApiKeys(world.caller, { id: apiKeyId })).toMatchObject({
      total: 2,
      keys: [{ id: apiKeyId }],
    });
  });

  it.each([
    ["name", { name: "  " }],
    ["name", { name: "x".repeat(201) }],
    ["name", { name: "two\nlines" }],
    ["scopes", { scopes: [] }],
    ["scopes.0", { scopes: ["everything"] }],
    ["dataCenterIds", { dataCenterIds: [] }],
    ["dataCenterIds.0", { dataCenterIds: ["1"] }],
    ["hash", { hash: "mine" }],
  ])("is refused at %s for %j", async (path, changes) => {
    await expect(create(changes)).rejects.toMatchObject({ status: 400, errors: [{ path }] });
  });

  it("can be given every scope that an operation asks for, and no other", async () => {
    const asked = new Set<string>(["events:write", ...OPERATIONS.map(({ scope }) => scope)]);
    const offered = SCOPE_GROUPS.flatMap(({ scopes }) => scopes.map(({ scope }) => scope));
    expect(offered.toSorted()).toEqual([...asked].toSorted());
  });

  it("may be made by a person with whatever it is to have, by a key only within its own rights", async () => {
    const within = (scopes: Scope[] | null, dataCenterIds: number[] | null = null) =>
      createApiKey(
        world.caller,
        { name: "x", scopes: ["events:write", "users:write"], dataCenterIds: [1] },
        { within: { scopes, dataCenterIds } },
      );
    await within(null);
    await within(["users:write", "events:write"], [1]);
    await expect(within(["users:write"])).rejects.toMatchObject({
      ...{ status: 403, detail: expect.stringContaining("lacks the scope events:write and") },
    });
    await expect(within(["users:write", "events:write"], [2])).rejects.toMatchObject({ status: 403 });
  });

  it.each(["no uuid", "00000000-0000-7000-8000-000000000000"])("is 404 to revoke as %s", async (id) => {
    await expect(revokeApiKey(world.caller, id)).rejects.toMatchObject({ status: 404 });
  });

  it("G13: leaves one audit entry when made and one when revoked, without the key", async () => {
    const { apiKeyId, key } = await create();
    await revokeApiKey(world.caller, apiKeyId);
    const { entries } = await listAudit(world.caller, { targetKind: "api_key", targetId: apiKeyId });
    expect(entries).toMatchObject([
      { action: "api_key.revoked", actor: world.caller.actor, details: { name: "CRM" } },
      {
        action: "api_key.created",
        details: { name: "CRM", scopes: ["events:write", "webhooks:read"], dataCenterIds: null },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(key);
  });
});
