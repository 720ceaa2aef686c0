import { describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createApiKey } from "@/lib/api-keys/create";
import { createKeyUses } from "@/lib/api-keys/key-uses";
import { findApiKey, listApiKeyPage, listApiKeys } from "@/lib/api-keys/list";
import { listAuditActors } from "@/lib/audit/actors";
import { listAudit } from "@/lib/audit/list";
import { iso } from "@/lib/time";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES } from "./engines";

describe.each(ENGINES)("D20: keys and the audit log on $name", ({ place }) => {
  async function open(): Promise<World> {
    const { env } = await place();
    const world = await openWorld({ env });
    onTestFinished(() => world.close());
    return world;
  }

  it("two processes that see the same key used write one entry, and the later of both times", async () => {
    const world = await open();
    const { database, log } = world.tidings;
    const { apiKeyId } = await createApiKey(world.caller, {
      ...{ name: "CRM", scopes: ["webhooks:read"], dataCenterIds: null },
    });
    const holder = { apiKeyId, accountId: world.clientId, name: "CRM" };
    const call = { method: "GET", route: "/api/v1/{clientId}/webhooks", address: () => "203.0.113.9" };
    const processes = [createKeyUses(database, log), createKeyUses(database, log)];
    for (const [second, uses] of processes.entries()) {
      uses.used(holder, world.clock.now + second * 1_000);
      uses.called(holder, world.clock.now, call);
    }
    await Promise.all(processes.map((uses) => uses.flush()));
    const { entries } = await listAudit(world.caller, { action: "api_key.used" });
    expect(entries).toMatchObject([
      { target: { id: apiKeyId, name: "CRM", exists: true }, details: { address: "203.0.113.9" } },
    ]);
    const { keys } = await listApiKeys(world.caller);
    expect(keys).toMatchObject([{ id: apiKeyId, lastUsedAt: iso(world.clock.now + 1_000) }]);
  });

  it("keys are sorted and cut, the never used as the longest unused, and found by id", async () => {
    const world = await open();
    const ids: string[] = [];
    for (const name of ["b", "a"]) {
      world.clock.now += 1_000;
      const { apiKeyId } = await createApiKey(world.caller, {
        ...{ name, scopes: ["webhooks:read"], dataCenterIds: null },
      });
      ids.push(apiKeyId);
    }
    const uses = createKeyUses(world.tidings.database, world.tidings.log);
    uses.used({ apiKeyId: ids[0] ?? "", accountId: world.clientId, name: "b" }, world.clock.now);
    await uses.flush();
    for (const [sort, names] of [
      ["createdAt", "ab"] as const,
      ["name", "ba"] as const,
      ["lastUsedAt", "ba"] as const,
    ]) {
      const { apiKeys, total } = await listApiKeyPage(world.caller, { sort, state: "active" });
      expect([apiKeys.map(({ name }) => name).join(""), total]).toEqual([names, 2]);
    }
    expect((await listApiKeyPage(world.caller, { limit: "1", offset: "1" })).apiKeys).toHaveLength(1);
    expect(await findApiKey(world.caller, ids[0] ?? "")).toMatchObject({ name: "b" });
  });

  it("entries are filtered, paged and their actors found", async () => {
    const world = await open();
    const { id } = await world.webhook({ label: "Hot leads" });
    const ada = { ...world.caller, actor: { kind: "user" as const, id: "u-ada", name: "ada@example.org" } };
    await updateWebhook(ada, id, { delivery: { deadlineMs: 7_000 } });
    await updateWebhook(ada, id, { label: "Hotter leads" });
    const about = { targetKind: "webhook", targetId: id };
    const first = await listAudit(world.caller, { ...about, limit: 1 });
    expect(first.entries).toMatchObject([
      { action: "webhook.updated", details: { changes: { label: { before: "Hot leads" } } } },
    ]);
    const rest = await listAudit(world.caller, { ...about, cursor: first.next ?? "" });
    expect(rest.entries.map(({ action }) => action)).toEqual(["webhook.updated", "webhook.created"]);
    expect(await listAudit(world.caller, { actorId: "u-ada", since: iso(world.clock.now + 1) })).toEqual({
      ...{ entries: [], next: null },
    });
    expect((await listAudit(world.caller, { actorId: "command_line", ...about })).entries).toHaveLength(1);
    expect(await listAuditActors(world.caller)).toEqual([
      { id: "u-ada", kind: "user", name: "ada@example.org" },
    ]);
    expect((await listAudit(world.caller, { targetId: "no uuid" })).entries).toEqual([]);
  });
});
