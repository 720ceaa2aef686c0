import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
let webhookId: string;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  ({ id: webhookId } = (await doors.v1("POST", "/webhooks", { body: doors.draft({ label: "Leads" }) })).json);
  world.clock.now += 60_000;
  await doors.v1("PATCH", `/webhooks/${webhookId}`, { body: { delivery: { deadlineMs: 5_000 } } });
  await world.webhook({}, await world.newAccount("Beta"));
});
afterAll(() => world.close());

const read = async (query: Record<string, string>) =>
  (await doors.v1("GET", `/audit?${new URLSearchParams(query)}`)).json;
const actions = async (query: Record<string, string>) =>
  (await read({ targetId: webhookId, ...query })).entries.map(({ action }: { action: string }) => action);

describe("G13: the audit log by the API", () => {
  it("tells who did what, newest first, with before and after", async () => {
    expect((await read({ targetId: webhookId, targetKind: "webhook" })).entries[0]).toEqual({
      id: expect.any(String),
      at: new Date(world.clock.now).toISOString(),
      actor: { kind: "api_key", id: expect.any(String), name: "a program" },
      action: "webhook.updated",
      target: { kind: "webhook", id: webhookId, name: "Leads", exists: true },
      details: expect.objectContaining({
        changes: expect.objectContaining({ "delivery.deadlineMs": { before: 15_000, after: 5_000 } }),
      }),
    });
  });

  it("is narrowed by actor, action, target and time", async () => {
    const [{ actor }] = (await read({ targetId: webhookId })).entries;
    const moment = new Date(world.clock.now).toISOString();
    expect(await actions({ actorId: actor.id })).toEqual(["webhook.updated", "webhook.created"]);
    expect(await actions({ actorId: "system" })).toEqual([]);
    expect(await actions({ action: "webhook.created" })).toEqual(["webhook.created"]);
    expect(await actions({ since: moment })).toEqual(["webhook.updated"]);
    expect(await actions({ until: moment })).toEqual(["webhook.created"]);
    expect(await actions({ targetKind: "user" })).toEqual([]);
  });

  it("is read page by page, each entry once, and holds nothing of other accounts", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { entries: { id: string }[]; next: string | null } = await read({
        ...{ limit: "1", ...(cursor && { cursor }) },
      });
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect([...new Set(seen)]).toEqual(seen.toSorted().reverse());
    expect(JSON.stringify(await read({ limit: "1000" }))).not.toContain("Beta");
  });

  it.each([
    ["since", "yesterday"],
    ["limit", "1001"],
    ["cursor", "2"],
    ["actorId", "a\u0000b"],
    ["q", "x"],
  ])("is 400 at %s=%j", async (path, value) => {
    const answer = await doors.v1("GET", `/audit?${new URLSearchParams({ [path]: value })}`);
    expect(answer).toMatchObject({ status: 400, errors: [{ path }] });
  });
});
