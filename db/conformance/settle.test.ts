import { beforeEach, describe, expect, it } from "vitest";
import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";
import type { Database } from "../database";
import type { Settlement } from "../dialect/dialect";
import { ENGINES } from "./engines";
import {
  allDeliveries,
  insertAccounts,
  insertDeliveries,
  insertWebhook,
  leaseAndClaim,
  NOW,
  newRun,
  settlement,
} from "./rows";

describe.each(ENGINES)("settling on $name", (engine) => {
  let database: Database;
  let webhook: string;
  let ids: string[];
  beforeEach(async () => {
    database = (await engine.place()).connect();
    await insertAccounts(database);
    webhook = await insertWebhook(database);
    ids = await insertDeliveries(database, webhook, [NOW - 4, NOW - 3, NOW - 2, NOW - 1]);
    await leaseAndClaim(database, webhook);
  });

  const settle = (...settlements: Settlement[]) =>
    database.atomically((tx) => database.sql.settle(tx, settlements));
  const id = (index: number) => ids[index] as string;
  const byId = async () =>
    new Map((await allDeliveries(database)).map((delivery) => [delivery.id, delivery]));

  it("writes delivered, waiting again, failed and discarded, whatever their order", async () => {
    const settled = await settle(
      settlement(id(3), 1, { state: "discarded", reason: "webhook_not_active" }),
      settlement(id(0), 1),
      settlement(id(2), 1, { state: "failed", reason: "gone" }),
      settlement(id(1), 1, {
        state: "pending",
        reason: "status_not_accepted",
        nextAttemptAt: NOW + 5_000,
      }),
    );
    expect(new Map(settled.map((row) => [row.id, row.state]))).toEqual(
      new Map([
        [id(0), "delivered"],
        [id(1), "pending"],
        [id(2), "failed"],
        [id(3), "discarded"],
      ]),
    );
    const rows = await byId();
    const final = { finishedAt: NOW + 50, nextAttemptAt: null, leaseEpoch: null };
    expect(rows.get(id(0))).toMatchObject({ state: "delivered", reason: null, ...final });
    expect(rows.get(id(1))).toMatchObject({
      ...{ state: "pending", reason: "status_not_accepted", finishedAt: null },
      ...{ nextAttemptAt: NOW + 5_000, leaseEpoch: null },
    });
    expect(rows.get(id(2))).toMatchObject({ state: "failed", reason: "gone", ...final });
    expect(rows.get(id(3))).toMatchObject({ state: "discarded", ...final });
  });

  it("keeps the time of the row that is due next as a number", async () => {
    await settle(settlement(id(0), 1, { state: "pending", reason: "gone", nextAttemptAt: NOW + 5_000 }));
    const claim = await leaseAndClaim(database, webhook, { now: NOW + 5_000 });
    expect(claim?.rows.map((row) => row.id)).toEqual([id(0)]);
  });

  it("cancelled under way: delivered if it succeeded, else cancelled", async () => {
    await database.atomically(function* (tx) {
      const { deliveries } = database.tables;
      yield* tx.run(tx.orm.update(deliveries).set({ cancelRequested: true }));
    });
    await settle(
      settlement(id(0), 1),
      settlement(id(1), 1, { state: "pending", reason: "gone", nextAttemptAt: NOW + 5_000 }),
      settlement(id(2), 1, { state: "failed", reason: "gone" }),
    );
    const rows = await byId();
    const final = { finishedAt: NOW + 50, nextAttemptAt: null, leaseEpoch: null };
    expect(rows.get(id(0))).toMatchObject({ state: "delivered", ...final });
    expect(rows.get(id(1))).toMatchObject({ state: "cancelled", reason: "gone", ...final });
    expect(rows.get(id(2))).toMatchObject({ state: "cancelled", ...final });
  });

  it("writes nothing of what is no longer leased under its epoch", async () => {
    const before = await allDeliveries(database);
    expect(await settle(settlement(id(0), 2))).toEqual([]);
    expect(await allDeliveries(database)).toEqual(before);
    await database.atomically((tx) => database.sql.rescue(tx, "next", NOW + 5, "others"));
    expect(await settle(settlement(id(0), 1))).toEqual([]);
    const next = await leaseAndClaim(database, webhook, { owner: "next", now: NOW + 5 });
    expect(await settle(settlement(id(0), 1), settlement(id(1), next?.epoch as number))).toEqual([
      { id: id(1), state: "delivered" },
    ]);
    expect((await byId()).get(id(0))?.state).toBe("sending");
  });

  it("settles once: what is final stays as it is", async () => {
    await settle(settlement(id(0), 1));
    expect(await settle(settlement(id(0), 1, { state: "failed", reason: "gone" }))).toEqual([]);
    expect((await byId()).get(id(0))?.state).toBe("delivered");
  });

  it("keeps runs with their bytes: NUL, what is no UTF-8, nothing at all", async () => {
    const bytes = Buffer.from([0, 1, 0xff, 0xfe, 0x5c, 0x22, 0x00]);
    const rows = [
      newRun(webhook, { batchId: id(0), deliveryId: id(0), responseBody: bytes, requestBody: bytes }),
      newRun(webhook, { responseBody: Buffer.alloc(0), test: true, responseTruncated: true }),
      newRun(webhook, {
        ...{
          verdict: "failed",
          reason: "tls_failed",
          detail: 'it said "no", {once}, \\twice',
          statusCode: null,
        },
        ...{ request: null, responseHeaders: '[["x-nul","a\\u0000b"]]', responseBody: null },
      }),
    ];
    await database.atomically((tx) => database.sql.insertRuns(tx, rows));
    const { runs } = database.tables;
    const [whole, empty, failed] = await database.orm.select().from(runs).orderBy(runs.id);
    expect(whole).toMatchObject({
      ...rows[0],
      request: JSON.parse(rows[0]?.request ?? ""),
      responseHeaders: [],
    });
    expect(Buffer.compare(whole?.responseBody as Buffer, bytes)).toBe(0);
    expect(empty).toMatchObject({ test: true, responseTruncated: true, deliveryId: null });
    expect(empty?.responseBody).toHaveLength(0);
    expect(failed).toMatchObject({
      ...{ verdict: "failed", reason: "tls_failed", detail: 'it said "no", {once}, \\twice' },
      ...{ statusCode: null, request: null, responseBody: null, responseHeaders: [["x-nul", "a\0b"]] },
    });
  });

  it("survives a NUL in a run's detail, which comes from the receiver's bytes", async () => {
    const run = newRun(webhook, { verdict: "failed", reason: "malformed_response", detail: "bad\0line" });
    await database.atomically((tx) => database.sql.insertRuns(tx, [run]));
    const [row] = await database.orm.select().from(database.tables.runs);
    expect(row?.detail).toMatch(/^bad.?line$/su);
  });

  it("adds runs up by webhook and hour, and by day", async () => {
    const DAY = 86_400_000;
    const hour = Math.floor(NOW / DAY) * DAY + 23 * 3_600_000;
    const took = DURATION_BOUNDS_MS.map((_, index) => (index === 3 ? 3 : 0));
    const counts = { webhookId: webhook, hour, succeeded: 2, failed: 1, lost: 1, took };
    await database.atomically((tx) => database.sql.addToRunCounts(tx, [counts]));
    await database.atomically((tx) =>
      database.sql.addToRunCounts(tx, [
        { ...counts, succeeded: 0, lost: 0 },
        { ...counts, hour: hour + 3_600_000 },
      ]),
    );
    const { runHours, runDays } = database.tables;
    expect(await database.orm.select().from(runHours).orderBy(runHours.hour)).toMatchObject([
      { webhookId: webhook, hour, succeeded: 2, failed: 2, lost: 1, took_2: 0, took_3: 6 },
      { webhookId: webhook, hour: hour + 3_600_000, succeeded: 2, failed: 1, lost: 1, took_3: 3 },
    ]);
    expect(await database.orm.select().from(runDays).orderBy(runDays.day)).toEqual([
      { webhookId: webhook, day: hour - 23 * 3_600_000, succeeded: 2, failed: 2, lost: 1 },
      { webhookId: webhook, day: hour + 3_600_000, succeeded: 2, failed: 1, lost: 1 },
    ]);
  });

  it("takes nothing in and gives nothing back where nothing is given", async () => {
    await database.atomically(function* (tx) {
      expect(yield* database.sql.settle(tx, [])).toEqual([]);
      yield* database.sql.insertRuns(tx, []);
      yield* database.sql.addToRunCounts(tx, []);
    });
  });
});
