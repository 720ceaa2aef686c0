import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { verifyStandardWebhook } from "@/e2e/receiver/verify-signature";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const create = async (changes: object = {}) =>
  (await doors.v1("POST", "/webhooks", { body: doors.draft({ ...changes }) })).json;

describe("promise 9: credentials are never answered", () => {
  const secret = (name: string) => `s3cret-${name}-${crypto.randomUUID()}`;
  const [password, raw, own, header] = ["password", "raw", "own", "header"].map(secret) as [
    string,
    string,
    string,
    string,
  ];
  const encoded = Buffer.from(`user:${password}`).toString("base64");

  it("neither by the webhook's calls nor in runs, whatever is called", async () => {
    const secretHeader = { headers: [{ name: "X-Key", value: header, secret: true }] };
    const authentications = [
      { type: "basic", username: "user", password },
      { type: "raw", value: raw },
      { type: "headers", headers: [{ name: "X-Auth", value: own }] },
    ];
    for (const authentication of authentications) {
      const { id } = await create({ authentication, ...secretHeader, status: "active" });
      await world.accept();
      await world.deliver();
      await doors.v1("POST", `/webhooks/${id}/test`);
      const { runs } = (await doors.v1("GET", `/webhooks/${id}/runs`)).json;
      expect(runs).toHaveLength(2);
      for (const run of runs) {
        const { request } = (await doors.v1("GET", `/runs/${run.id}`)).json;
        const masked = request.headers.filter(({ value }: { value: string }) => /^•+$/.test(value));
        expect(masked.map(({ name }: { name: string }) => name.toLowerCase()).sort()).toEqual(
          authentication.type === "headers" ? ["x-auth", "x-key"] : ["authorization", "x-key"],
        );
      }
      await doors.v1("GET", `/webhooks/${id}`);
      await doors.v1("GET", "/webhooks");
      await doors.v1("GET", `/webhooks/${id}/deliveries`);
      await doors.v1("GET", `/webhooks/${id}/signing-keys`);
      await doors.v1("PATCH", `/webhooks/${id}`, { body: { description: "changed" } });
      await doors.v1("PATCH", `/webhooks/${id}`, { body: { authentication: { type: "bearer" } } });
      await doors.v1("POST", `/webhooks/${id}/activate`);
      await doors.v1("POST", `/webhooks/${id}/deactivate`);
      await doors.v1("DELETE", `/webhooks/${id}`);
      await doors.v1("GET", `/webhooks/${id}`);
    }
    // They did leave, to the endpoint alone.
    const sent = world.receiver.requests.map((request) => JSON.stringify(request.headers)).join();
    const answered = doors.texts.join();
    for (const text of [encoded, raw, own, header]) {
      expect(sent).toContain(text);
      expect(answered).not.toContain(text);
    }
    expect(answered).not.toContain(password);
  });

  it("nor by an answer that refuses them", async () => {
    const value = `${secret("refused")}\n`;
    const before = doors.texts.length;
    for (const changes of [
      { authentication: { type: "raw", value } },
      { authentication: { type: "basic", username: "a:b", password: value } },
      { headers: [{ name: "X-Key", value, secret: true }] },
      { authentication: { type: "bearer", token: value } },
    ]) {
      const { status } = await doors.v1("POST", "/webhooks", { body: doors.draft(changes) });
      expect(status).toBe(400);
    }
    expect(doors.texts.slice(before).join()).not.toContain(value.trim());
  });

  it("what is read says which secrets are set", async () => {
    const { authentication } = await create({ authentication: { type: "basic", username: "u", password } });
    expect(authentication).toEqual({ type: "basic", username: "u", passwordSet: true });
    expect((await create({ authentication: { type: "raw", value: raw } })).authentication).toEqual({
      type: "raw",
      valueSet: true,
    });
    const headers = [{ name: "X-Auth", value: own }];
    expect((await create({ authentication: { type: "headers", headers } })).authentication).toEqual({
      type: "headers",
      headers: [{ name: "X-Auth", valueSet: true }],
    });
  });

  it("an API key is never answered either", async () => {
    await doors.v1("GET", "/webhooks");
    expect(doors.texts.join()).not.toContain(doors.masterKey);
  });
});

describe("decision 15: signing keys", () => {
  const keysOf = async (id: string) => (await doors.v1("GET", `/webhooks/${id}/signing-keys`)).json.keys;

  it("are revealed to secrets:read alone; the key verifies what is sent", async () => {
    const { id } = await create({ status: "active" });
    const answer = await doors.v1("GET", `/webhooks/${id}/signing-keys`);
    expect(answer.json).toEqual({
      keys: [{ kind: "hmac", secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/), expiresAt: null }],
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    await doors.v1("POST", `/webhooks/${id}/test`);
    const request = world.receiver.requests.at(-1);
    const now = new Date(world.clock.now);
    expect(verifyStandardWebhook(request as never, answer.json.keys[0].secret, { now })).toBe(true);
    await doors.v1("POST", `/webhooks/${id}/deactivate`);
  });

  it("every look is audited", async () => {
    const { id } = await create();
    await keysOf(id);
    await keysOf(id);
    const rows = await world.tidings.database.rows<{ action: string }>(
      "SELECT action FROM audit_entries WHERE target_id = $1 AND action = 'signing_key.revealed'",
      [id],
    );
    expect(rows).toHaveLength(2);
  });

  it("a rotated key signs beside the new one for 24 hours and is gone then", async () => {
    const { id } = await create();
    const [old] = await keysOf(id);
    const rotated = await doors.v1("POST", `/webhooks/${id}/signing-keys/rotate`);
    expect(rotated.status).toBe(200);
    const expiresAt = new Date(world.clock.now + 24 * HOUR).toISOString();
    expect(rotated.json.keys).toEqual([
      { kind: "hmac", secret: expect.stringMatching(/^whsec_/), expiresAt: null },
      { ...old, expiresAt },
    ]);
    const [fresh] = rotated.json.keys;
    expect(fresh.secret).not.toBe(old.secret);
    const verified = async () => {
      await doors.v1("POST", `/webhooks/${id}/test`, { body: { event: passed() } });
      const request = world.receiver.requests.at(-1) as never;
      const now = new Date(world.clock.now);
      return [fresh, old].map(({ secret }) => verifyStandardWebhook(request, secret, { now }));
    };
    expect(await verified()).toEqual([true, true]);
    world.clock.now += 24 * HOUR - 1_000;
    expect(await verified()).toEqual([true, true]);
    world.clock.now += 1_001;
    expect(await verified()).toEqual([true, false]);
    expect(await keysOf(id)).toEqual([fresh]);
  });
});
