import { beforeEach, describe, expect, it } from "vitest";
import { createGroupCommit, type GroupCommit, type StoredEvent } from "@/lib/events/group-commit";
import type { Database } from "../database";
import { ENGINES, type Place } from "./engines";
import { allDeliveries, insertAccounts, insertWebhook, newEvent } from "./rows";

describe.each(ENGINES)("accepting on $name", (engine) => {
  let place: Place;
  let database: Database;
  let intake: GroupCommit;
  let owed: { webhookIds: Set<string>; deliveries: number }[];
  beforeEach(async () => {
    place = await engine.place();
    database = place.connect();
    owed = [];
    intake = createGroupCommit(database, (committed) => owed.push(committed));
    await insertAccounts(database);
  });

  const store = async (...events: ReturnType<typeof newEvent>[]) =>
    (await intake.store(events)) as StoredEvent[];
  const stored = async () => (await database.orm.select().from(database.tables.events)).length;

  it("stores an event and owes it to each webhook that wants it", async () => {
    const webhook = await insertWebhook(database);
    const event = newEvent();
    expect(await store(event)).toEqual([{ id: event.id, deliveries: 1, duplicate: false }]);
    expect(await allDeliveries(database)).toMatchObject([
      {
        ...{ webhookId: webhook, eventId: event.id, accountId: 1, state: "pending", attempts: 0 },
        ...{ acceptedAt: event.acceptedAt, nextAttemptAt: event.acceptedAt, finishedAt: null, batchId: null },
      },
    ]);
    expect(owed).toEqual([{ webhookIds: new Set([webhook]), deliveries: 1 }]);
  });

  it("gives deliveries UUIDv7 ids, so that they sort by the time they were made", async () => {
    await insertWebhook(database);
    const before = Date.now();
    await store(newEvent());
    const [delivery] = await allDeliveries(database);
    expect(delivery?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const madeAt = Number.parseInt((delivery?.id ?? "").replace("-", "").slice(0, 12), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before - 1_000);
    expect(madeAt).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it("D7: answers a repeat under the same key with the first one's id and what that owed", async () => {
    await insertWebhook(database);
    const [first] = await store(newEvent({ key: "order-7" }));
    expect(await store(newEvent({ key: "order-7" }))).toEqual([
      { id: first?.id, deliveries: 1, duplicate: true },
    ]);
    expect(await stored()).toBe(1);
    expect(await allDeliveries(database)).toHaveLength(1);
  });

  it("D7: refuses another content under the same key and stores nothing of that request", async () => {
    await store(newEvent({ key: "order-7" }));
    const request = [newEvent({ key: "order-8" }), newEvent({ key: "order-7", contentHash: "another" })];
    expect(await intake.store(request)).toEqual({ conflictAt: 1 });
    expect(await stored()).toBe(1);
    expect(await store(newEvent({ key: "order-8", contentHash: "free" }))).toMatchObject([
      { duplicate: false },
    ]);
  });

  it("D7: finds repeats and conflicts inside one request", async () => {
    const [first, repeat] = await store(newEvent({ key: "a" }), newEvent({ key: "a" }));
    expect(repeat).toEqual({ ...first, duplicate: true });
    const conflict = [newEvent({ key: "b" }), newEvent({ key: "b", contentHash: "another" })];
    expect(await intake.store(conflict)).toEqual({ conflictAt: 1 });
    expect(await stored()).toBe(1);
  });

  it("D7: makes one event of 50 parallel posts of the same key", async () => {
    await insertWebhook(database);
    const results = await Promise.all(Array.from({ length: 50 }, () => store(newEvent({ key: "one" }))));
    expect(new Set(results.flat().map((event) => event.id)).size).toBe(1);
    expect(results.flat().filter((event) => !event.duplicate)).toHaveLength(1);
    expect(results.flat().every((event) => event.deliveries === 1)).toBe(true);
    expect(await stored()).toBe(1);
    expect(await allDeliveries(database)).toHaveLength(1);
  });

  it("D7: makes one event of each key that several processes are posted at once", async () => {
    await insertWebhook(database);
    const others = Array.from({ length: 3 }, () => createGroupCommit(place.connect(), () => {}));
    const keys = Array.from({ length: 20 }, (_, i) => `key-${i}`);
    const results = await Promise.all(
      [intake, ...others].flatMap((process, i) =>
        // Each in another order, so that they meet in the middle.
        [...keys.slice(i * 5), ...keys.slice(0, i * 5)].map((key) => process.store([newEvent({ key })])),
      ),
    );
    const ids = (results as StoredEvent[][]).flat().map((event) => event.id);
    expect(ids).toHaveLength(80);
    expect(new Set(ids).size).toBe(20);
    expect(await stored()).toBe(20);
    expect(await allDeliveries(database)).toHaveLength(20);
  });

  it("keeps keys apart by account", async () => {
    const [a] = await store(newEvent({ key: "same" }));
    const [b] = await store(newEvent({ key: "same", accountId: 2, contentHash: "another" }));
    expect(b).toMatchObject({ duplicate: false });
    expect(b?.id).not.toBe(a?.id);
  });

  it("stores any number of events without a key, requests that arrive together too", async () => {
    await Promise.all([store(newEvent(), newEvent()), store(newEvent()), store(newEvent(), newEvent())]);
    expect(await stored()).toBe(5);
  });

  it("stores the neighbours of a request that the database refuses", async () => {
    const bad = newEvent({ masterData: null as never });
    const [good, refused, alsoGood] = await Promise.allSettled([
      store(newEvent()),
      store(bad),
      store(newEvent()),
    ]);
    expect([good.status, refused.status, alsoGood.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await stored()).toBe(2);
  });

  it("decision 10: owes to active and suspended webhooks alone", async () => {
    const active = await insertWebhook(database, { status: "active" });
    const suspended = await insertWebhook(database, { status: "suspended" });
    for (const status of ["created", "inactive", "deleted"] as const)
      await insertWebhook(database, { status });
    expect(await store(newEvent())).toMatchObject([{ deliveries: 2 }]);
    const webhooks = (await allDeliveries(database)).map((delivery) => delivery.webhookId);
    expect(new Set(webhooks)).toEqual(new Set([active, suspended]));
  });

  it("owes nothing across types, data centers and accounts", async () => {
    await insertWebhook(database, { type: "persona.threshold_exited" });
    await insertWebhook(database, { dataCenterId: 2 });
    await insertWebhook(database, { accountId: 2 });
    expect(await store(newEvent())).toMatchObject([{ deliveries: 0 }]);
    expect(await allDeliveries(database)).toEqual([]);
    expect(owed).toEqual([]);
  });

  it.each<[string, Record<string, (string | number)[]>, Record<string, (string | number)[]>, boolean]>([
    ["no refinement", {}, { personaIds: [1] }, true],
    ["one of several wanted numbers", { personaIds: [2, 1] }, { personaIds: [1] }, true],
    ["another number", { personaIds: [2] }, { personaIds: [1] }, false],
    ["one of several facets", { properties: ["City"] }, { properties: ["Name", "City"] }, true],
    ["another text", { properties: ["city"] }, { properties: ["City"] }, false],
    ["any stage of a lead scoring", { leadScorings: ["1"] }, { leadScorings: ["1", "1/2"] }, true],
    ["another stage", { leadScorings: ["1/3"] }, { leadScorings: ["1", "1/2"] }, false],
    ["a number where the facet is text", { personaIds: [1] }, { personaIds: ["1"] }, false],
    ["a refinement that the event has no facet for", { personaIds: [1] }, {}, false],
    ["both of two refinements", { a: [1], b: ["x"] }, { a: [1, 2], b: ["x"] }, true],
    ["only one of two refinements", { a: [1], b: ["y"] }, { a: [1, 2], b: ["x"] }, false],
    ["text with quotes and backslashes", { a: ['"\\'] }, { a: ['"\\'] }, true],
    ["text beyond ASCII", { a: ["Größe 😀"] }, { a: ["Größe 😀"] }, true],
  ])("S1.27: judges refinements, %s", async (_, wanted, facets, owes) => {
    await insertWebhook(database, { wanted });
    expect(await store(newEvent({ facets }))).toMatchObject([{ deliveries: owes ? 1 : 0 }]);
  });

  it("G11: keeps JSON as it was posted: key order, NUL and lone surrogates as escapes", async () => {
    const data = '{"zeta":1,"alpha":{"2":1,"1":2},"nul":"\\u0000","lone":"\\ud800","emoji":"😀"}';
    const event = newEvent({ data, contact: data, contactId: 'O\'Neil {1,2} "NULL" \\' });
    await store(event);
    const [row] = await database.rows<{ data: string; contact: string; contactId: string }>(
      `SELECT data, contact, contact_id AS "contactId" FROM events WHERE id = $1`,
      [event.id],
    );
    expect(row).toEqual({ data, contact: data, contactId: event.contactId });
    const [read] = await database.orm.select().from(database.tables.events);
    expect(read?.data).toEqual(JSON.parse(data));
  });

  it("tells null from the text NULL", async () => {
    const none = newEvent({ contactId: null, contactEmail: null, contact: null });
    const text = newEvent({ contactId: "NULL", contactEmail: "" });
    await store(none, text);
    const { events } = database.tables;
    const rows = await database.orm.select().from(events).orderBy(events.id);
    expect(rows.map((row) => [row.contactId, row.contactEmail])).toEqual([
      [null, null],
      ["NULL", ""],
    ]);
  });
});
