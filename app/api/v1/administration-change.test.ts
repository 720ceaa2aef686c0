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

const create = async (changes: object = {}) =>
  (await doors.v1("POST", "/webhooks", { body: doors.draft({ ...changes }) })).json;
const patch = async (id: string, body: object) => {
  const { status, json } = await doors.v1("PATCH", `/webhooks/${id}`, { body });
  expect(status, JSON.stringify(json)).toBe(200);
  return json;
};
const on = (id: string, verb: string, body?: unknown) =>
  doors.v1("POST", `/webhooks/${id}/${verb}`, { body });
/** The headers of the newest request that arrived. */
async function sentFor(id: string) {
  expect((await on(id, "test")).status).toBe(200);
  return world.receiver.requests.at(-1)?.headers ?? {};
}

describe("PATCH", () => {
  it("keeps what is omitted, raises the revision and moves updatedAt alone", async () => {
    const before = await create({ description: "d", delivery: { deadlineMs: 2_000 } });
    world.clock.now += 5_000;
    const after = await patch(before.id, { label: `${before.label}!` });
    expect(after).toEqual({
      ...before,
      label: `${before.label}!`,
      revision: 2,
      updatedAt: new Date(world.clock.now).toISOString(),
    });
    expect(await patch(before.id, {})).toEqual({ ...after, revision: 3 });
  });

  it("merges objects key by key", async () => {
    const { id, delivery } = await create({ delivery: { deadlineMs: 2_000, success: "200" } });
    const after = await patch(id, { delivery: { deadlineMs: 3_000, signature: { standard: "off" } } });
    expect(after.delivery).toEqual({
      ...delivery,
      deadlineMs: 3_000,
      signature: { standard: "off", rsa: false },
    });
  });

  it("replaces arrays whole", async () => {
    const { id } = await create({
      triggers: [{ type: "persona.threshold_passed", personaIds: [1, 2] }],
      headers: [
        { name: "X-A", value: "a" },
        { name: "X-B", value: "b" },
      ],
    });
    const after = await patch(id, {
      triggers: [{ type: "persona.threshold_passed" }],
      headers: [{ name: "X-C", value: "c" }],
    });
    expect(after.triggers).toEqual([{ type: "persona.threshold_passed" }]);
    expect(after.headers).toEqual([{ name: "X-C", value: "c" }]);
  });

  it("replaces retry whole, also by the same kind", async () => {
    const { id } = await create({
      delivery: { retry: { kind: "schedule", delaysSeconds: [1, 2], jitter: 0.5 } },
    });
    const shorter = await patch(id, { delivery: { retry: { kind: "schedule", delaysSeconds: [9] } } });
    expect(shorter.delivery.retry).toEqual({ kind: "schedule", delaysSeconds: [9], jitter: 0 });
    expect((await patch(id, { delivery: { retry: { kind: "none" } } })).delivery.retry).toEqual({
      kind: "none",
    });
    const half = await doors.v1("PATCH", `/webhooks/${id}`, {
      body: { delivery: { retry: { jitter: 0.1 } } },
    });
    expect(half.errors).toMatchObject([{ path: "delivery.retry.kind", message: "is missing" }]);
  });

  it("decision 2: a profile that is given refills every delivery setting the request does not name", async () => {
    const { id } = await create({ delivery: { deadlineMs: 2_000, concurrency: 3, retry: { kind: "none" } } });
    const kept = await patch(id, { delivery: { deadlineMs: 2_500 } });
    expect(kept).toMatchObject({ profile: "simple", delivery: { deadlineMs: 2_500, concurrency: 3 } });
    const refilled = await patch(id, { profile: "custom", delivery: { concurrency: 4 } });
    expect(refilled).toMatchObject({ profile: "custom", delivery: { deadlineMs: 15_000, concurrency: 4 } });
    expect(refilled.delivery.retry.delaysSeconds).toHaveLength(7);
    expect(refilled.url).toBe(kept.url);
  });

  it("judges the merged whole: several triggers need profile custom", async () => {
    const { id } = await create();
    const triggers = [{ type: "contact.updated" }, { type: "contact.became_contact" }];
    const refused = await doors.v1("PATCH", `/webhooks/${id}`, { body: { triggers } });
    expect(refused.errors).toMatchObject([{ path: "triggers" }]);
    const { triggers: taken } = await patch(id, { triggers, profile: "custom" });
    expect(taken).toEqual(triggers);
    const back = await doors.v1("PATCH", `/webhooks/${id}`, { body: { profile: "simple" } });
    expect(back.errors).toMatchObject([{ path: "triggers" }]);
  });

  it("S1.33, S1.34, S1.35, S1.36: an omitted secret stays, a given one replaces it, another type forgets it", async () => {
    const basic = (credentials: object) => ({ authentication: { type: "basic", ...credentials } });
    const encoded = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
    const { id } = await create(basic({ username: "u", password: "first" }));
    await patch(id, { authentication: { username: "v" } });
    expect((await sentFor(id)).authorization).toBe(encoded("v:first"));
    await patch(id, basic({ username: "w" }));
    expect((await sentFor(id)).authorization).toBe(encoded("w:first"));
    await patch(id, { authentication: { password: "second" } });
    expect((await sentFor(id)).authorization).toBe(encoded("w:second"));
    await patch(id, { authentication: { type: "none" } });
    expect(await sentFor(id)).not.toHaveProperty("authorization");
    const forgotten = await doors.v1("PATCH", `/webhooks/${id}`, { body: basic({ username: "w" }) });
    expect(forgotten.errors).toMatchObject([{ path: "authentication.password", message: "is missing" }]);
  });

  it("a secret header keeps its value when the list is reordered, and loses it when it is left out", async () => {
    const { id, headers } = await create({
      authentication: { type: "headers", headers: [{ name: "X-Auth", value: "auth-secret" }] },
      headers: [
        { name: "X-Plain", value: "seen" },
        { name: "X-Key", value: "key-secret", secret: true },
      ],
    });
    expect(headers).toEqual([
      { name: "X-Plain", value: "seen" },
      { name: "X-Key", valueSet: true, secret: true },
    ]);
    await patch(id, {
      authentication: { type: "headers", headers: [{ name: "X-New", value: "new" }, { name: "x-auth" }] },
      headers: [{ name: "X-Key", secret: true }],
    });
    const sent = await sentFor(id);
    expect(sent).toMatchObject({ "x-auth": "auth-secret", "x-new": "new", "x-key": "key-secret" });
    expect(sent).not.toHaveProperty("x-plain");
    await patch(id, { headers: [] });
    const body = { headers: [{ name: "X-Key", secret: true }] };
    expect((await doors.v1("PATCH", `/webhooks/${id}`, { body })).errors).toMatchObject([
      { path: "headers.0.value" },
    ]);
  });

  it("parallel changes are applied one by one or answered 409, never mixed", async () => {
    const { id } = await create();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        doors.v1("PATCH", `/webhooks/${id}`, { body: { description: `change ${index}` } }),
      ),
    );
    const applied = answers.filter(({ status }) => status === 200);
    expect(applied.length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect((await doors.v1("GET", `/webhooks/${id}`)).json.revision).toBe(1 + applied.length);
  });
});
