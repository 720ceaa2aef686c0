import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { ownWebhook } from "@/e2e/fixtures/own-webhook";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listAudit } from "@/lib/audit/list";
import { dispatch } from "@/lib/engine/dispatch";

let world: World;
let doors: Doors;
let webhookId: string;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  webhookId = (await ownWebhook(doors, world)).id;
});
afterAll(() => world.close());

const isoOf = (millis: number) => new Date(millis).toISOString();
const startWith = (body: unknown, id = webhookId) => doors.v1("POST", `/webhooks/${id}/replays`, { body });

describe("POST /webhooks/{id}/replays refuses what it can't obey, at its place", () => {
  it.each([
    [{}, "kind", "is missing"],
    [{ kind: "all" }, "kind", /^can only be "failed"/],
    [{ kind: "failed", from: "2026-03-02T10:00:00Z" }, "from", "is not known here"],
    [{ kind: "failed", since: "yesterday" }, "since", "is not an ISO 8601 time"],
    [{ kind: "failed", since: "2026-03-02" }, "since", "is not an ISO 8601 time"],
    [{ kind: "missed", until: 5 }, "until", "is not an ISO 8601 time"],
    [{ kind: "missed", since: "2026-03-02T10:00:00.001Z" }, "since", "lies in the future"],
    [
      { kind: "failed", since: "2026-03-02T09:00:00Z", until: "2026-03-02T08:00:00Z" },
      ...["since", "is after until"],
    ],
    [{ kind: "failed", perSecond: 0 }, "perSecond", "is below 1"],
    [{ kind: "failed", perSecond: 1_001 }, "perSecond", "is above 1,000"],
    [{ kind: "failed", perSecond: 1.5 }, "perSecond", "is not a whole number"],
    [{ kind: "failed", dryRun: "yes" }, "dryRun", "is not true or false"],
    [{ kind: "failed", deliveryIds: [] }, "deliveryIds", "does not go with this kind"],
    [{ kind: "selected" }, "deliveryIds", "is missing"],
    [{ kind: "selected", deliveryIds: [] }, "deliveryIds", "is empty"],
    [{ kind: "selected", deliveryIds: ["x"] }, "deliveryIds.0", "is not a delivery's id"],
    [
      { kind: "selected", deliveryIds: Array.from({ length: 1_001 }, () => crypto.randomUUID()) },
      ...["deliveryIds", "has more than 1,000 entries"],
    ],
    [
      { kind: "selected", deliveryIds: ["0190f000-0000-7000-8000-000000000000"] },
      ...["deliveryIds.0", "is no delivery of this webhook"],
    ],
    [
      { kind: "selected", since: "2026-03-02T09:00:00Z", deliveryIds: [crypto.randomUUID()] },
      ...["since", "does not go with this kind"],
    ],
  ] as [object, string, string | RegExp][])("%j", async (body, path, message) => {
    const answer = await startWith(body);
    expect(answer.status).toBe(400);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]).toMatchObject({ path, remedy: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(answer.errors[0]?.message).toMatch(message);
  });

  it("takes a time with any offset, and an until that is still ahead as now", async () => {
    const { status, json } = await startWith({
      ...{ kind: "failed", since: "2026-03-02T10:30:00+01:00", until: "2030-01-01T00:00:00Z" },
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({ since: "2026-03-02T09:30:00.000Z", until: isoOf(world.clock.now) });
  });
});

it("counts, starts, lists, pauses, resumes and cancels; a dispatcher works it off where no engine runs", async () => {
  const { id, path } = await ownWebhook(doors, world, { delivery: { retry: { kind: "none" } } });
  world.receiver.script(path, { status: 500 });
  await doors.post([passed(), passed(), passed()]);
  await world.deliver();
  world.receiver.script(path, { status: 200 });
  world.clock.now += 1_000;
  const counted = await startWith({ kind: "failed", dryRun: true }, id);
  expect([counted.status, counted.json]).toEqual([200, { count: 3 }]);
  const started = await startWith({ kind: "failed", perSecond: 2 }, id);
  expect(started.status).toBe(201);
  const at = started.headers.get("location") as string;
  expect(at).toBe(`/api/v1/${world.clientId}/replays/${started.json.id}`);
  expect((await doors.call("GET", at)).json).toEqual(started.json);
  expect((await startWith({ kind: "failed" }, id)).status).toBe(409);
  expect((await doors.call("POST", `${at}/resume`)).status).toBe(409);
  expect((await doors.call("POST", `${at}/pause`)).json).toMatchObject({ state: "paused" });
  expect((await doors.call("POST", `${at}/resume`)).json).toMatchObject({ state: "running" });
  await world.engine.release();
  expect(await dispatch(world.tidings, 200)).toMatchObject({ succeeded: 2, remaining: expect.any(Number) });
  expect((await doors.call("GET", at)).json).toMatchObject({ queued: 2, state: "running" });
  expect((await doors.call("POST", `${at}/cancel`)).json).toMatchObject({
    ...{ state: "cancelled", finishedAt: isoOf(world.clock.now) },
  });
  expect((await doors.call("POST", `${at}/cancel`)).json).toMatchObject({
    ...{ status: 409, detail: "The replay is cancelled already." },
  });
  const again = await startWith({ kind: "failed" }, id);
  expect(again.json.total).toBe(1);
  const listed = await doors.v1("GET", `/webhooks/${id}/replays?limit=1`);
  expect(listed.json.replays.map((replay: { id: string }) => replay.id)).toEqual([again.json.id]);
  const older = await doors.v1("GET", `/webhooks/${id}/replays?limit=1&cursor=${listed.json.next}`);
  expect(older.json).toMatchObject({ replays: [{ id: started.json.id }], next: null });
});

it("G13: counting alone is written down as a call of the key, like reading", async () => {
  const { apiKeyId, key } = await doors.newKey();
  await doors.v1("POST", `/webhooks/${webhookId}/replays`, { key, body: { kind: "failed", dryRun: true } });
  await world.tidings.keyUses.flush();
  const { entries } = await listAudit(world.caller, { actorId: apiKeyId });
  expect(entries).toMatchObject([
    { action: "api_key.used", details: { route: "/api/v1/{clientId}/webhooks/{id}/replays" } },
  ]);
});
