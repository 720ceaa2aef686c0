import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import type { Database } from "../database";
import type { LaneWithWork } from "../dialect/dialect";
import { ENGINES, type Place } from "./engines";
import { allDeliveries, insertAccounts, insertDeliveries, insertWebhook, leaseAndClaim, NOW } from "./rows";

describe.each(ENGINES)("claiming on $name", (engine) => {
  let place: Place;
  let database: Database;
  let webhook: string;
  beforeEach(async () => {
    place = await engine.place();
    database = place.connect();
    await insertAccounts(database);
    webhook = await insertWebhook(database);
  });

  const lease = (owner: string, now = NOW, until = now + 60_000) =>
    database.atomically((tx) => database.sql.leaseLane(tx, webhook, owner, now, until));

  it("leases a lane to one owner at a time, who may renew it under the same epoch", async () => {
    const epoch = await lease("a");
    expect(epoch).toBe(1);
    expect(await lease("b")).toBeUndefined();
    expect(await lease("a", NOW + 30_000)).toBe(epoch);
    expect(await lease("b", NOW + 60_001)).toBeUndefined();
  });

  it("leases a lane to another owner once the lease has run out, under a new epoch", async () => {
    await lease("a");
    expect(await lease("b", NOW + 60_000)).toBeUndefined();
    expect(await lease("b", NOW + 60_001)).toBe(2);
    expect(await lease("a", NOW + 60_002)).toBeUndefined();
  });

  it("frees all lanes of an owner when it releases them, and the next lease has a new epoch", async () => {
    await lease("a");
    await database.atomically((tx) => database.sql.releaseLanes(tx, "b"));
    expect(await lease("b")).toBeUndefined();
    await database.atomically((tx) => database.sql.releaseLanes(tx, "a"));
    expect(await lease("b")).toBe(2);
    await database.atomically((tx) => database.sql.releaseLanes(tx, "b"));
    expect(await lease("b")).toBe(3);
  });

  it("gives a lane that two want at once to one of them", async () => {
    const [a, b] = [place.connect(), place.connect()];
    const epochs = await Promise.all(
      [a, b].map((other, i) =>
        other.atomically((tx) => other.sql.leaseLane(tx, webhook, `owner ${i}`, NOW, NOW + 60_000)),
      ),
    );
    expect(epochs.filter((epoch) => epoch !== undefined)).toEqual([1]);
  });

  it("takes what is due, the longest due first, up to the limit", async () => {
    const [third, first, later, second] = await insertDeliveries(database, webhook, [
      NOW - 1,
      NOW - 3,
      NOW + 1,
      NOW - 2,
    ]);
    const claim = await leaseAndClaim(database, webhook, { limit: 2 });
    expect(claim?.rows.map((row) => row.id)).toEqual([first, second]);
    const rest = await leaseAndClaim(database, webhook);
    expect(rest?.rows.map((row) => row.id)).toEqual([third]);
    expect((await leaseAndClaim(database, webhook, { now: NOW + 1 }))?.rows.map((row) => row.id)).toEqual([
      later,
    ]);
    expect((await leaseAndClaim(database, webhook, { now: NOW + 1 }))?.rows).toEqual([]);
  });

  it("says and stores the same of what it takes, whether it is asked for a few or for many", async () => {
    const [a, b] = await insertDeliveries(database, webhook, [NOW - 2, NOW - 1]);
    const few = await leaseAndClaim(database, webhook, { limit: 1, now: NOW });
    const many = await leaseAndClaim(database, webhook, { limit: 256, now: NOW });
    const claimed = (id: string | undefined, late: number) => ({
      ...{ id, attempts: 1, acceptedAt: NOW, firstAttemptAt: NOW, lateMs: late, batchId: id },
      ...{ orderKey: null, batchRevision: 1, frozenAt: NOW },
    });
    expect(few?.rows).toMatchObject([claimed(a, 2)]);
    expect(many?.rows).toMatchObject([claimed(b, 1)]);
    const stored = await allDeliveries(database);
    for (const [id, lateMs] of [
      [a, 2],
      [b, 1],
    ] as const) {
      expect(stored.find((row) => row.id === id)).toMatchObject({
        ...{
          state: "sending",
          attempts: 1,
          leaseEpoch: few?.epoch,
          firstAttemptAt: NOW,
          batchId: id,
          lateMs,
        },
        ...{ revision: 1, frozenAt: NOW },
      });
    }
  });

  it("takes nothing of another webhook", async () => {
    const other = await insertWebhook(database);
    await insertDeliveries(database, other, [NOW]);
    expect((await leaseAndClaim(database, webhook))?.rows).toEqual([]);
  });

  it("counts the attempt before it is made and fences it with the lane's epoch", async () => {
    await insertDeliveries(database, webhook, [NOW]);
    await leaseAndClaim(database, webhook);
    expect(await allDeliveries(database)).toMatchObject([
      { state: "sending", attempts: 1, leaseEpoch: 1, firstAttemptAt: NOW, finishedAt: null },
    ]);
  });

  it("adds up how late attempts began, and keeps the first one's time", async () => {
    const [id] = await insertDeliveries(database, webhook, [NOW - 700]);
    const claim = await leaseAndClaim(database, webhook);
    expect(claim?.rows).toMatchObject([{ lateMs: 700, firstAttemptAt: NOW, attempts: 1 }]);
    const again = {
      id: id as string,
      epoch: 1,
      state: "pending" as const,
      reason: "gone",
      lateMs: 40,
      now: NOW,
    };
    await database.atomically((tx) => database.sql.settle(tx, [{ ...again, nextAttemptAt: NOW + 1_000 }]));
    const second = await leaseAndClaim(database, webhook, { now: NOW + 1_050 });
    expect(second?.rows).toMatchObject([{ lateMs: 790, firstAttemptAt: NOW, attempts: 2 }]);
  });

  it("fixes a delivery's bytes at its first attempt, once, by the revision and moment of that attempt", async () => {
    const [id] = await insertDeliveries(database, webhook, [NOW]);
    const first = await leaseAndClaim(database, webhook);
    expect(first?.rows).toMatchObject([{ batchId: id, batchRevision: 1, frozenAt: NOW }]);
    await database.atomically(function* (tx) {
      const lost = {
        id: id as string,
        epoch: 1,
        state: "pending" as const,
        reason: "gone",
        lateMs: 0,
        now: NOW,
      };
      yield* database.sql.settle(tx, [{ ...lost, nextAttemptAt: NOW }]);
    });
    const lane = { webhookId: webhook, revision: 9, epoch: 1, limit: 10 };
    const [rows] = await database.atomically((tx) => database.sql.claimDue(tx, [lane], NOW + 5_000));
    expect(rows).toMatchObject([{ batchId: id, batchRevision: 1, frozenAt: NOW }]);
    expect(await database.orm.select().from(database.tables.batches)).toEqual([]);
  });

  it("decision 16: a resend goes under the name and with the bytes that it was given", async () => {
    const [first, resend] = await insertDeliveries(database, webhook, [NOW, NOW + 60_000]);
    await leaseAndClaim(database, webhook);
    const { deliveries } = database.tables;
    await database.atomically(function* (tx) {
      yield* tx.rows(
        "UPDATE deliveries SET batch_id = $1, resend_of = $1, revision = 7, frozen_at = $3 WHERE id = $2",
        [first, resend, NOW],
      );
    });
    const claim = await leaseAndClaim(database, webhook, { now: NOW + 60_000 });
    expect(claim?.rows).toMatchObject([{ id: resend, batchId: first, batchRevision: 7, frozenAt: NOW }]);
    expect(await database.orm.select().from(deliveries)).toHaveLength(2);
  });

  it("hands the event over as it was stored", async () => {
    await insertDeliveries(database, webhook, [NOW]);
    const claim = await leaseAndClaim(database, webhook);
    const { text, values } = database.sql.eventsOf(claim?.rows.map(({ eventId }) => eventId) ?? []);
    expect(await database.rows(text, values)).toMatchObject([
      {
        ...{ id: claim?.rows[0]?.eventId, accountId: 1, type: "persona.threshold_passed" },
        ...{ cause: "recalculation", occurredAt: NOW, data: '{"personaId":1,"score":105}' },
        masterData: '{"dataCenter":{"id":1,"name":"Quantum"}}',
      },
    ]);
  });

  it("says when each webhook's next delivery is due, of those that have one pending", async () => {
    const idle = await insertWebhook(database);
    await insertDeliveries(database, webhook, [NOW + 50, NOW + 20]);
    const { text, values } = database.sql.nextDueOf([webhook, idle]);
    const rows = await database.rows<{ webhookId: string; at: number | null }>(text, values);
    expect(new Map(rows.map(({ webhookId, at }) => [webhookId, at]))).toEqual(
      new Map([
        [webhook, NOW + 20],
        [idle, null],
      ]),
    );
  });

  it("decision 16: of one that goes alone its row fixes the bytes, of those that go together the batch's", async () => {
    const [alone, a, b] = (await insertDeliveries(database, webhook, [NOW, NOW, NOW])) as [
      string,
      string,
      string,
    ];
    const together = newId();
    const epoch = (await lease("a")) ?? 0;
    const place = { webhookId: webhook, accountId: 1, revision: 4, epoch };
    const groups = [
      { ids: [alone], batchId: alone, fresh: true },
      { ids: [a, b], batchId: together, fresh: true },
    ];
    const rows = await database.atomically((tx) => database.sql.claimGroups(tx, place, groups, NOW));
    expect(rows.map(({ batchId, batchRevision, frozenAt }) => [batchId, batchRevision, frozenAt])).toEqual([
      [alone, 4, NOW],
      [together, 4, NOW],
      [together, 4, NOW],
    ]);
    expect(await database.orm.select().from(database.tables.batches)).toMatchObject([
      { id: together, accountId: 1, webhookId: webhook, size: 2, revision: 4, frozenAt: NOW },
    ]);
  });

  it("takes of each of several lanes as much as it may, the longest due first", async () => {
    const other = await insertWebhook(database);
    const ids = await insertDeliveries(database, webhook, [NOW, NOW - 2, NOW - 1, NOW + 9]);
    const others = await insertDeliveries(database, other, [NOW, NOW - 5]);
    const claimed = await database.atomically(function* (tx) {
      const leaseOf = (id: string) => database.sql.leaseLane(tx, id, "a", NOW, NOW + 60_000);
      const lanes = [
        { webhookId: other, revision: 7, epoch: (yield* leaseOf(other)) ?? 0, limit: 5 },
        { webhookId: webhook, revision: 1, epoch: (yield* leaseOf(webhook)) ?? 0, limit: 2 },
      ];
      return yield* database.sql.claimDue(tx, lanes, NOW);
    });
    expect(claimed.map((rows) => rows.map(({ id, batchRevision }) => [id, batchRevision]))).toEqual([
      [others[1], others[0]].map((id) => [id, 7]),
      [ids[1], ids[2]].map((id) => [id, 1]),
    ]);
  });

  it("never gives one delivery to two that claim at once", async () => {
    await insertDeliveries(
      database,
      webhook,
      Array.from({ length: 30 }, () => NOW),
    );
    const epoch = (await lease("a")) ?? 0;
    const lane = { webhookId: webhook, revision: 1, epoch, limit: 10 };
    const claims = await Promise.all(
      Array.from({ length: 4 }, () => {
        const other = place.connect();
        return other.atomically((tx) => other.sql.claimDue(tx, [lane], NOW));
      }),
    );
    const ids = claims.flat(2).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await allDeliveries(database)).every((delivery) => delivery.attempts <= 1)).toBe(true);
  });

  it("finds the lanes with work: active webhooks alone, with the earliest due moment", async () => {
    const inactive = await insertWebhook(database, { status: "inactive" });
    const suspended = await insertWebhook(database, { status: "suspended" });
    await insertWebhook(database);
    for (const id of [inactive, suspended]) await insertDeliveries(database, id, [NOW]);
    await insertDeliveries(database, webhook, [NOW + 50, NOW + 20, NOW + 90]);
    const look = () => database.rows<LaneWithWork>(database.sql.lanesWithWork, []);
    const lane = { webhookId: webhook, accountId: 1, updatedAt: NOW, connectorRevision: null };
    expect(await look()).toEqual([{ ...lane, dueAt: NOW + 20, owner: null, leaseUntil: 0 }]);
    await leaseAndClaim(database, webhook, { now: NOW + 50, owner: "a" });
    const leased = { owner: "a", leaseUntil: expect.any(Number) };
    expect(await look()).toEqual([{ ...lane, dueAt: NOW + 90, ...leased }]);
    await leaseAndClaim(database, webhook, { now: NOW + 90, owner: "a" });
    expect(await look()).toEqual([]);
  });
});

describe.each(ENGINES)("rescuing on $name", (engine) => {
  let database: Database;
  let webhook: string;
  beforeEach(async () => {
    database = (await engine.place()).connect();
    await insertAccounts(database);
    webhook = await insertWebhook(database);
    await insertDeliveries(database, webhook, [NOW, NOW, NOW + 3_600_000]);
    await leaseAndClaim(database, webhook, { owner: "dead" });
  });

  const rescue = (now: number, dead: string[] | "others", owner = "next") =>
    database.atomically((tx) => database.sql.rescue(tx, owner, now, dead));

  it("D3: puts back at once what every other owner was sending, if nobody else can be alive", async () => {
    expect(await rescue(NOW + 5, "others")).toBe(2);
    const [a, b, untouched] = await allDeliveries(database);
    for (const put of [a, b]) {
      expect(put).toMatchObject({ state: "pending", attempts: 1, nextAttemptAt: NOW, leaseEpoch: null });
    }
    expect(untouched).toMatchObject({ state: "pending", attempts: 0, nextAttemptAt: NOW + 3_600_000 });
    const next = await leaseAndClaim(database, webhook, { owner: "next", now: NOW + 5 });
    expect(next?.epoch).toBeGreaterThan(1);
    expect(next?.rows.map((row) => row.attempts)).toEqual([2, 2]);
  });

  it("D3: what was cut off comes before what became due after it, however much that is", async () => {
    await insertDeliveries(database, webhook, [NOW + 1, NOW + 2, NOW + 3]);
    await rescue(NOW + 5, "others");
    const next = await leaseAndClaim(database, webhook, { owner: "next", now: NOW + 5, limit: 2 });
    expect(next?.rows.map((row) => row.attempts)).toEqual([2, 2]);
  });

  it("D3: with several engines puts back only what a lapsed lease covered", async () => {
    expect(await rescue(NOW + 60_000, [])).toBe(0);
    expect(await rescue(NOW + 60_001, [])).toBe(2);
    expect(await rescue(NOW + 60_001, [])).toBe(0);
  });

  it("D3: puts back at once what those were sending of whom it is told that they are dead", async () => {
    expect(await rescue(NOW + 5, ["somebody else"])).toBe(0);
    expect(await rescue(NOW + 5, ["somebody else", "dead"])).toBe(2);
    expect(await leaseAndClaim(database, webhook, { owner: "next", now: NOW + 5 })).toBeDefined();
  });

  it("leaves alone what the rescuer itself is sending", async () => {
    expect(await rescue(NOW + 3_600_000, "others", "dead")).toBe(0);
  });

  it("cancels what was to be cancelled when it was cut off", async () => {
    await database.atomically(function* (tx) {
      const { deliveries } = database.tables;
      yield* tx.run(tx.orm.update(deliveries).set({ cancelRequested: true }));
    });
    expect(await rescue(NOW + 5, "others")).toBe(2);
    const [a, b] = await allDeliveries(database);
    for (const cancelled of [a, b]) {
      expect(cancelled).toMatchObject({ state: "cancelled", finishedAt: NOW + 5, nextAttemptAt: null });
    }
  });
});
