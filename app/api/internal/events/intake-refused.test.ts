import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CallOptions, type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { revokeApiKey } from "@/lib/api-keys/revoke";
import { createDataCenter } from "@/lib/data-centers/create";

let world: World;
let doors: Doors;
let before: object;

const stored = async () => ({
  events: await doors.count("events"),
  keys: await doors.count("event_keys"),
  deliveries: await doors.count("deliveries"),
});

beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  await world.webhook();
  await createDataCenter(world.tidings, world.clientId, { name: "Empty", sampleData: false });
});
beforeEach(async () => {
  before = await stored();
});
afterAll(() => world.close());

/** Refused with this status, and nothing kept. */
async function refused(status: number, body: unknown, options: CallOptions = {}) {
  const answer = await doors.post(body, options);
  expect(answer.status, answer.text.slice(0, 300)).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.json).toMatchObject({ type: expect.stringMatching(/^\/problems\/\w+$/), status });
  expect(answer.json.title).toMatch(/\S/);
  expect(answer.json.detail).toMatch(/\S/);
  expect(await stored()).toEqual(before);
  return answer;
}

describe("size and form", () => {
  it("0 and 1,001 events are 400", async () => {
    const none = await refused(400, []);
    expect(none.errors).toMatchObject([{ path: "", message: "holds no events" }]);
    const many = await refused(
      400,
      Array.from({ length: 1_001 }, () => passed()),
    );
    expect(many.errors).toMatchObject([{ path: "", message: "holds 1,001 events" }]);
  });

  it("an event over 256 KiB is 413 and named by its index", async () => {
    const large = (bytes: number) => passed({ data: { personaId: 1, score: 1, text: "x".repeat(bytes) } });
    const one = await refused(413, large(1024 * 1024));
    expect(one.errors).toMatchObject([{ path: "", remedy: expect.stringMatching(/\.$/) }]);
    expect(one.errors[0]).not.toHaveProperty("index");
    const { errors } = await refused(413, [passed(), large(256 * 1024), passed()]);
    expect(errors.map((error) => error.index)).toEqual([1]);
  });

  it("an event of 256 KiB is accepted, one of a byte more is not", async () => {
    const sized = (bytes: number) => {
      const event = (text: string) => passed({ data: { personaId: 1, score: 1, text } });
      return event("x".repeat(bytes - JSON.stringify(event("")).length));
    };
    await refused(413, sized(256 * 1024 + 1));
    expect((await doors.post(sized(256 * 1024))).status).toBe(202);
  });

  it("a body over 8 MiB is 413, whether its length is announced or not", async () => {
    const body = `[${" ".repeat(8 * 1024 * 1024)}]`;
    await refused(413, undefined, { raw: body });
    await refused(413, undefined, { raw: body, headers: { "content-length": String(body.length) } });
    const announced = { "content-length": String(9 * 1024 * 1024) };
    await refused(413, undefined, { raw: "[]", headers: announced });
    const understated = { "content-length": "2" };
    await refused(413, undefined, { raw: body, headers: understated });
  });

  it("a body that never ends is 413 as soon as it is too long", async () => {
    let sent = 0;
    const raw = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    await refused(413, undefined, { raw });
    expect(sent).toBeLessThan(9 * 1024 * 1024);
  });

  it.each([
    ["50,000 open brackets", "[".repeat(50_000)],
    ["50,000 nested arrays", `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
    ["50,000 nested objects", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`],
    ["a cut object", '{"type":"contact.updated"'],
    ["a trailing comma", "[{},]"],
    ["nothing", ""],
    ["blanks", "  "],
    ["a name twice", '{"type":"contact.updated","type":"contact.updated"}'],
    ["__proto__", '{"__proto__":{}}'],
    ["NaN", '{"data":NaN}'],
    ["two values", "{}{}"],
  ])("G11: %s is 400", async (_, raw) => {
    const { json, errors } = await refused(400, undefined, { raw });
    expect(json.type).toBe("/problems/malformed_json");
    expect(errors[0]?.remedy).toMatch(/\.$/);
  });

  it("bytes that are not UTF-8 are 400", async () => {
    await refused(400, undefined, { raw: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) });
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])(
    "media type %j is 415",
    async (type) => {
      const { json } = await refused(415, passed(), { headers: { "content-type": type } });
      expect(json.detail).toContain("application/json");
    },
  );

  it("a charset after the media type is fine, in any case", async () => {
    const { status } = await doors.post(passed(), {
      headers: { "content-type": "Application/JSON; charset=UTF-8" },
    });
    expect(status).toBe(202);
  });
});

describe("what an event names has to exist", () => {
  const lead = (leadScoringId: number, stageId: number) => ({
    type: "lead_scoring.threshold_passed",
    data: { leadScoringId, stageId, score: 1 },
  });
  it.each([
    ["type", { type: "contact.deleted" }],
    ["dataCenterId", { dataCenterId: 99 }],
    ["dataCenterId", { dataCenterId: "1" }],
    ["data.personaId", { data: { personaId: 99, score: 1 } }],
    ["data.personaId", { dataCenterId: 2 }],
    ["data.leadScoringId", lead(99, 1)],
    ["data.stageId", lead(1, 3)],
    ["contact", { contact: {} }],
    ["data.score", { data: { personaId: 1 } }],
    ["colour", { colour: "red" }],
    ["occurredAt", { occurredAt: "2026-03-02T10:05:01Z" }],
  ])("400 at %s, with the index in an array: %j", async (path, changes) => {
    const alone = await refused(400, passed(changes));
    expect(alone.errors).toMatchObject([{ path }]);
    expect(alone.errors[0]).not.toHaveProperty("index");
    const { errors } = await refused(400, [passed({ id: "kept-if-wrong" }), passed(changes)]);
    expect(errors).toMatchObject([{ index: 1, path, message: expect.any(String) }]);
    for (const error of errors) expect(error.remedy).toMatch(/\.$/);
  });

  it("another account's data center is unknown", async () => {
    const gamma = await world.newAccount("Gamma");
    await createDataCenter(world.tidings, gamma.clientId, { name: "Second", sampleData: false });
    await createDataCenter(world.tidings, gamma.clientId, { name: "Third", sampleData: true });
    const { errors } = await refused(400, passed({ dataCenterId: 3 }));
    expect(errors).toMatchObject([{ path: "dataCenterId" }]);
  });
});

describe("who may post", () => {
  it.each([
    ["no key", null],
    ["another scheme's word", ""],
    ["an invented key", "tdg_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
    ["no key of ours", "whsec_secret"],
  ])("401 for %s", async (_, key) => {
    const { headers, json } = await refused(401, passed(), { key });
    expect(headers.get("www-authenticate")).toContain("Bearer");
    expect(json.type).toBe("/problems/unauthenticated");
  });

  it("401 from the moment a key is revoked", async () => {
    const { apiKeyId, key } = await doors.newKey(["events:write"]);
    expect((await doors.post(passed(), { key })).status).toBe(202);
    before = await stored();
    await revokeApiKey(world.caller, apiKeyId);
    await refused(401, passed(), { key });
  });

  it("403 without the scope events:write, naming it", async () => {
    const { key } = await doors.newKey(["webhooks:read", "webhooks:write", "secrets:read"]);
    const { json } = await refused(403, passed(), { key });
    expect(json.detail).toContain("events:write");
  });

  it("403 for a data center that is not the key's, even one that does not exist", async () => {
    const { key } = await doors.newKey(["events:write"], [1]);
    for (const dataCenterId of [2, 99]) {
      const { errors } = await refused(403, [passed(), passed({ dataCenterId })], { key });
      expect(errors).toMatchObject([{ index: 1, path: "dataCenterId" }]);
    }
    expect((await doors.post(passed(), { key })).status).toBe(202);
  });

  it("S1.4: 402 on a free plan, and nothing is kept for later", async () => {
    const free = await world.newAccount("Free");
    await updateAccount(world.tidings, free.clientId, { plan: "free" });
    const { key } = await doors.newKey(["events:write"], null, free.clientId);
    const { json } = await refused(402, passed({ id: "later" }), { key });
    expect(json.detail).toContain("contact Sales");
    await updateAccount(world.tidings, free.clientId, { plan: "paid" });
    expect((await doors.post(passed({ id: "later" }), { key })).json).toMatchObject({ accepted: 1 });
  });
});
