import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const create = async (changes: object = {}) =>
  (await doors.v1("POST", "/webhooks", { body: doors.draft({ ...changes }) })).json;
const on = (id: string, verb: string, body?: unknown) =>
  doors.v1("POST", `/webhooks/${id}/${verb}`, { body });

describe("decisions 8–10: the life cycle", () => {
  it("activate and deactivate answer the webhook; doing it twice is 409", async () => {
    const { id } = await create();
    expect((await on(id, "activate")).json).toMatchObject({ id, status: "active" });
    const again = await on(id, "activate");
    expect([again.status, again.json.type]).toEqual([409, "/problems/conflict"]);
    expect((await on(id, "deactivate")).json).toMatchObject({ id, status: "inactive" });
    const { status, json } = await on(id, "deactivate");
    expect(status).toBe(409);
    expect(json.detail).toContain("inactive");
  });

  it("ids are read in any case", async () => {
    const { id } = await create();
    const upper = id.toUpperCase();
    expect((await on(upper, "activate")).json).toMatchObject({ id, status: "active" });
    await world.accept();
    expect((await doors.v1("GET", `/webhooks/${upper}`)).json.health.waiting).toBe(1);
    expect((await doors.v1("GET", `/webhooks/${upper}/deliveries`)).json.deliveries).toHaveLength(1);
    await world.deliver();
    expect((await doors.v1("GET", `/webhooks/${upper}/runs`)).json.runs).toHaveLength(1);
    expect((await on(upper, "deactivate")).json.status).toBe("inactive");
    expect((await doors.v1("DELETE", `/webhooks/${upper}`)).status).toBe(204);
    expect((await doors.v1("GET", `/webhooks/${id}`)).json.status).toBe("deleted");
  });

  it("deactivating keeps what waits by default and sends it after activation", async () => {
    const { id } = await create({ status: "active" });
    await world.accept([passed(), passed()]);
    const { json } = await on(id, "deactivate");
    expect(json.health).toMatchObject({
      waiting: 2,
      oldestWaitingAt: new Date(world.clock.now).toISOString(),
    });
    await world.deliver();
    expect((await world.deliveries(id)).map(({ state }) => state)).toEqual(["pending", "pending"]);
    await on(id, "activate");
    await world.deliver();
    expect((await world.deliveries(id)).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
    await on(id, "deactivate", {});
  });

  it("deactivating with waiting=cancel cancels it; another word is 400", async () => {
    const { id } = await create({ status: "active" });
    await world.accept();
    const wrong = await on(id, "deactivate", { waiting: "drop" });
    expect(wrong.errors).toMatchObject([{ path: "waiting", message: 'can only be "keep" or "cancel"' }]);
    expect((await on(id, "deactivate", { wait: "keep" })).errors).toMatchObject([{ path: "wait" }]);
    expect((await on(id, "deactivate", { waiting: "cancel" })).json.health.waiting).toBe(0);
    expect(await world.deliveries(id)).toMatchObject([{ state: "cancelled", nextAttemptAt: null }]);
  });

  it("S1.21: an active webhook can't be deleted; a deleted one is read but neither changed nor used", async () => {
    const { id } = await create({ status: "active" });
    await world.accept();
    const refused = await doors.v1("DELETE", `/webhooks/${id}`);
    expect(refused.status).toBe(409);
    expect(refused.json.detail).toContain("Deactivate it first");
    await on(id, "deactivate");
    const { status, text } = await doors.v1("DELETE", `/webhooks/${id}`);
    expect([status, text]).toEqual([204, ""]);
    expect((await doors.v1("GET", `/webhooks/${id}`)).json).toMatchObject({ id, status: "deleted" });
    const [delivery] = await world.deliveries(id);
    expect(delivery?.state).toBe("cancelled");
    const after = [
      await doors.v1("DELETE", `/webhooks/${id}`),
      await doors.v1("PATCH", `/webhooks/${id}`, { body: { description: "x" } }),
      await on(id, "activate"),
      await on(id, "deactivate"),
      await on(id, "test"),
      await doors.v1("GET", `/webhooks/${id}/signing-keys`),
      await on(id, "signing-keys/rotate"),
      await doors.v1("POST", `/deliveries/${delivery?.id}/resend`),
    ];
    for (const answer of after) {
      expect(answer.status).toBe(409);
      expect(answer.json).toMatchObject({
        type: "/problems/conflict",
        detail: expect.stringMatching(/deleted/),
      });
    }
    expect((await doors.v1("GET", `/webhooks/${id}/runs`)).status).toBe(200);
  });

  it("decision 5: a 410 suspends with a reason; activate resumes, and deactivating or deleting works", async () => {
    world.receiver.script("/gone", { status: 410 });
    const { id } = await create({ status: "active", url: world.receiver.url("/gone") });
    await world.accept();
    await world.deliver();
    const suspended = (await doors.v1("GET", `/webhooks/${id}`)).json;
    expect(suspended.status).toBe("suspended");
    expect(suspended.health).toMatchObject({
      state: "suspended",
      reason: expect.stringContaining("410"),
      waiting: 1,
    });
    expect((await on(id, "activate")).json).toMatchObject({ status: "active", health: { state: "healthy" } });
    await world.deliver();
    expect((await on(id, "deactivate")).json.status).toBe("inactive");
    expect((await doors.v1("DELETE", `/webhooks/${id}`)).status).toBe(204);
  });
});
