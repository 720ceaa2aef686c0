import { describe, expect, it, onTestFinished } from "vitest";
import { openDoors } from "@/e2e/fixtures/doors";
import { openWorld } from "@/e2e/fixtures/world";

async function start(perMinute: number) {
  const world = await openWorld({ env: { API_CALLS_PER_MINUTE: String(perMinute) } });
  onTestFinished(() => world.close());
  const doors = await openDoors(world);
  return { world, doors };
}

describe("calls of the administration API", () => {
  it("tell what is left, and beyond the limit are 429 with Retry-After, until the minute is over; other keys go on", async () => {
    const { doors } = await start(3);
    const left = async () => {
      const { status, headers } = await doors.v1("GET", "/webhooks");
      expect(headers.get("ratelimit-policy")).toBe('"default";q=3;w=60');
      const [, remaining, seconds] = /^"default";r=(\d+);t=(\d+)$/.exec(headers.get("ratelimit") ?? "") ?? [];
      expect(Number(seconds)).toBeGreaterThan(0);
      expect(Number(seconds)).toBeLessThanOrEqual(60);
      return [status, Number(remaining)];
    };
    expect([await left(), await left(), await left()]).toEqual([
      [200, 2],
      [200, 1],
      [200, 0],
    ]);
    const { key } = await doors.newKey();
    for (let more = 0; more < 3; more++) {
      const { status, headers, json } = await doors.v1("POST", "/webhooks", { body: doors.draft() });
      expect(status).toBe(429);
      expect(json).toMatchObject({
        type: "/problems/rate_limited",
        detail: expect.stringMatching(/^More than 3 calls/),
      });
      const wait = Number(headers.get("retry-after"));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      expect(headers.get("ratelimit")).toMatch(/^"default";r=0;t=\d+$/);
      expect(headers.get("ratelimit-policy")).toBe('"default";q=3;w=60');
      expect((await doors.v1("GET", "/webhooks", { key })).status).toBe(200);
    }
    expect(await doors.count("webhooks")).toBe(0);
  });

  it("count where they are refused too, and say so; who has no key is not counted at all", async () => {
    const { doors } = await start(2);
    for (let strangers = 0; strangers < 5; strangers++) {
      expect((await doors.v1("GET", "/webhooks", { key: null })).status).toBe(401);
    }
    const unknown = await doors.v1("GET", `/webhooks/${crypto.randomUUID()}`);
    expect([unknown.status, unknown.headers.get("ratelimit")]).toEqual([404, expect.stringMatching(/r=1;/)]);
    const bad = await doors.v1("POST", "/webhooks", { body: {} });
    expect([bad.status, bad.headers.get("ratelimit")]).toEqual([400, expect.stringMatching(/r=0;/)]);
    expect((await doors.v1("GET", "/webhooks")).status).toBe(429);
  });

  it("of producers have no such limit", async () => {
    const { doors } = await start(1);
    const event = { type: "contact.became_contact", dataCenterId: 1, contact: { id: "1" } };
    for (let posts = 0; posts < 5; posts++) expect((await doors.post(event)).status).toBe(202);
    expect((await doors.v1("GET", "/webhooks")).status).toBe(200);
  });
});
