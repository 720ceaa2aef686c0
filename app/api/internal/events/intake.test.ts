import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  await world.webhook();
});
afterAll(() => world.close());

const freshKey = () => crypto.randomUUID();
const stored = async () => ({
  events: await doors.count("events"),
  keys: await doors.count("event_keys"),
  deliveries: await doors.count("deliveries"),
});

describe("accepting events", () => {
  it("S1.2: one event is answered with 202, its own id, the producer's key and how many deliveries it owes", async () => {
    const key = freshKey();
    const { status, json, headers } = await doors.post(passed({ id: key }));
    expect(status).toBe(202);
    expect(headers.get("content-type")).toBe("application/json");
    expect(json).toEqual({
      accepted: 1,
      duplicates: 0,
      events: [{ id: expect.stringMatching(UUID_V7), key, deliveries: 1 }],
    });
  });

  it("an array is answered in the order posted, without a key where none was posted", async () => {
    const [first, last] = [freshKey(), freshKey()];
    const exited = passed({ type: "persona.threshold_exited" });
    const { json } = await doors.post([passed({ id: first }), exited, passed({ id: last })]);
    expect(json).toMatchObject({ accepted: 3, duplicates: 0 });
    expect(json.events.map((event: { key: string }) => event.key)).toEqual([first, null, last]);
    expect(json.events.map((event: { deliveries: number }) => event.deliveries)).toEqual([1, 0, 1]);
    expect(new Set(json.events.map((event: { id: string }) => event.id)).size).toBe(3);
  });

  it("1,000 events in one request are accepted", async () => {
    const { status, json } = await doors.post(Array.from({ length: 1_000 }, () => passed()));
    expect(status).toBe(202);
    expect(json).toMatchObject({ accepted: 1_000, duplicates: 0 });
    expect(json.events).toHaveLength(1_000);
  });

  it("the answered id is the EventId of the request that is sent", async () => {
    const { json } = await doors.post(passed({ contact: { id: "the one" } }));
    await world.deliver();
    const sent = world.receiver.requests.map((request) => request.json() as { EventId: string });
    expect(sent.filter(({ EventId }) => EventId === json.events[0].id)).toMatchObject([
      { EventType: "PersonaScoringPassedThreshold", Contact: { ContactId: "the one" } },
    ]);
  });
});

describe("D7: repeats under one key", () => {
  const first = (id: string) =>
    passed({ id, contact: { id: 1353, properties: { a: 1, b: [1, { c: 2, d: 3 }] } } });

  it.each([
    ["the very same", (event: object) => event],
    ["other order of keys", (event: object) => Object.fromEntries(Object.entries(event).reverse())],
    [
      "other order of nested keys",
      (event: object) => ({ ...event, contact: { properties: { b: [1, { d: 3, c: 2 }], a: 1 }, id: 1353 } }),
    ],
    [
      "contact id as text",
      (event: object) => ({
        ...event,
        contact: { id: "1353", properties: { a: 1, b: [1, { c: 2, d: 3 }] } },
      }),
    ],
    ["the default cause, named", (event: object) => ({ ...event, cause: "api" })],
  ])("equal content is a duplicate: %s", async (_, repeated) => {
    const event = first(freshKey());
    const { json: accepted } = await doors.post(event);
    const before = await stored();
    world.clock.now += 60_000;
    const { status, json } = await doors.post(repeated(event));
    expect(status).toBe(202);
    expect(json).toEqual({ accepted: 0, duplicates: 1, events: accepted.events });
    expect(await stored()).toEqual(before);
  });

  it("the same moment in another spelling is a duplicate", async () => {
    const event = passed({ id: freshKey(), occurredAt: "2026-03-02T09:59:00Z" });
    const { json: accepted } = await doors.post(event);
    const { json } = await doors.post({ ...event, occurredAt: "2026-03-02T10:59:00.000+01:00" });
    expect(json).toEqual({ accepted: 0, duplicates: 1, events: accepted.events });
  });

  it.each([
    ["type", { type: "persona.threshold_exited" }],
    ["cause", { cause: "recalculation" }],
    ["contact", { contact: { id: 1354 } }],
    ["data", { data: { personaId: 1, score: 106 } }],
    ["occurredAt, which the first did not name", { occurredAt: "2026-03-02T10:00:00Z" }],
  ])("other content is a conflict: %s", async (_, changes) => {
    const id = freshKey();
    await doors.post(passed({ id }));
    const before = await stored();
    const { status, json } = await doors.post(passed({ id, ...changes }));
    expect(status).toBe(409);
    expect(json).toMatchObject({
      type: "/problems/idempotency_conflict",
      status: 409,
      errors: [{ path: "id", message: expect.any(String), remedy: expect.stringMatching(/\.$/) }],
    });
    expect(json.errors[0]).not.toHaveProperty("index");
    expect(await stored()).toEqual(before);
  });

  it("a conflict anywhere in an array stores nothing of it and names the index", async () => {
    const id = freshKey();
    await doors.post(passed({ id }));
    const before = await stored();
    const fresh = freshKey();
    const { status, errors } = await doors.post([
      passed({ id: fresh }),
      passed(),
      passed({ id, cause: "form" }),
    ]);
    expect(status).toBe(409);
    expect(errors).toMatchObject([{ index: 2, path: "id" }]);
    expect(await stored()).toEqual(before);
    expect((await doors.post(passed({ id: fresh, cause: "form" }))).json).toMatchObject({ accepted: 1 });
  });

  it("inside one array a repeat is a duplicate and other content a conflict", async () => {
    const id = freshKey();
    const { json } = await doors.post([passed({ id }), passed(), passed({ id })]);
    expect(json).toMatchObject({ accepted: 2, duplicates: 1 });
    expect(json.events[2]).toEqual(json.events[0]);
    expect(json.events[0].deliveries).toBe(1);
    const other = freshKey();
    const conflict = await doors.post([passed({ id: other }), passed({ id: other, cause: "user" })]);
    expect(conflict.status).toBe(409);
    expect(conflict.errors).toMatchObject([{ index: 1, path: "id" }]);
    expect((await doors.post(passed({ id: other, cause: "user" }))).json.accepted).toBe(1);
  });

  it("50 parallel posts of one key make one event, and all get its id", async () => {
    const before = await stored();
    const id = freshKey();
    const answers = await Promise.all(Array.from({ length: 50 }, () => doors.post(passed({ id }))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.json.events[0].id)).size).toBe(1);
    expect(answers.reduce((sum, answer) => sum + answer.json.accepted, 0)).toBe(1);
    expect(answers.every((answer) => answer.json.events[0].deliveries === 1)).toBe(true);
    expect(await stored()).toEqual({
      events: before.events + 1,
      keys: before.keys + 1,
      deliveries: before.deliveries + 1,
    });
  });

  it("of 50 parallel posts of one key with two contents, those of the other content conflict", async () => {
    const before = await stored();
    const id = freshKey();
    const bodies = Array.from({ length: 50 }, (_, index) =>
      passed({ id, cause: index % 2 ? "user" : "form" }),
    );
    const answers = await Promise.all(bodies.map((body) => doors.post(body)));
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(25);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(25);
    expect((await stored()).events).toBe(before.events + 1);
  });

  it("a conflict does not sink the requests that share its commit", async () => {
    const id = freshKey();
    await doors.post(passed({ id }));
    const before = await stored();
    const reused = freshKey();
    const answers = await Promise.all([
      doors.post(passed()),
      doors.post([passed({ id: reused }), passed({ id, cause: "user" })]),
      doors.post(passed({ id })),
      doors.post(passed({ id: reused, cause: "form" })),
      doors.post([passed(), passed()]),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([202, 409, 202, 202, 202]);
    expect(answers[2]?.json.duplicates).toBe(1);
    expect(answers[3]?.json.accepted).toBe(1);
    expect((await stored()).events).toBe(before.events + 4);
  });

  it("another account's key is another key", async () => {
    const beta = await world.newAccount("Beta");
    const { key } = await doors.newKey(["events:write"], null, beta.clientId);
    const id = freshKey();
    const { json: mine } = await doors.post(passed({ id }));
    const { status, json } = await doors.post(passed({ id, cause: "user" }), { key });
    expect(status).toBe(202);
    expect(json.events[0].id).not.toBe(mine.events[0].id);
    expect(json.events[0].deliveries).toBe(0);
  });
});
