import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { newId } from "@/lib/ids";
import { openInstance } from "@/lib/instance";
import { Pruner } from "@/lib/retention/prune";
import { DAY_MS } from "@/lib/time";
import type { Database } from "../database";
import { ENGINES } from "./engines";
import { insertAccounts, insertWebhook, NOW, newEvent, newRun } from "./rows";

const DAYS = 30;
const day = fc.integer({ min: 0, max: 90 });

/** An event so many days old, and what became of its deliveries; ends are days after acceptance. */
const plannedEvent = fc.record({
  age: day,
  key: fc.boolean(),
  deliveries: fc.array(
    fc.record({
      state: fc.constantFrom("pending", "sending", "delivered", "failed", "discarded", "cancelled"),
      endedAfter: day,
      tried: fc.boolean(),
      /** Sends what the event's first delivery sent. */
      resend: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
});
type Planned = typeof plannedEvent extends fc.Arbitrary<infer Value> ? Value : never;

interface Row {
  id: string;
  eventId: string;
  batchId: string | null;
  finishedAt: number | null;
}

describe.each(ENGINES)("retention of any history on $name", ({ name, place }) => {
  it("nothing that is owed is ever pruned, nor anything that is young; all else goes", async () => {
    const here = await place();
    const tidings = await openInstance({ ...here.env, LOG_LEVEL: "silent" }, { now: () => NOW });
    onTestFinished(() => tidings.close());
    const { database } = tidings;
    await insertAccounts(database);
    const webhookId = await insertWebhook(database);
    await fc.assert(
      fc.asyncProperty(fc.array(plannedEvent, { maxLength: 12 }), async (plan) => {
        await clear(database);
        const before = await write(database, webhookId, plan);
        await new Pruner(tidings).prune({ pause: async () => {} });
        const after = await read(database);
        const since = NOW - DAYS * DAY_MS;
        const owed = before.deliveries.filter(({ finishedAt }) => finishedAt === null);
        const owedEvents = new Set(owed.map(({ eventId }) => eventId));
        const stays = before.deliveries.filter(
          ({ finishedAt }) => finishedAt === null || finishedAt >= since,
        );

        expect(after.events).toEqual(
          before.events.filter(({ id, acceptedAt }) => owedEvents.has(id) || acceptedAt >= since),
        );
        expect(after.keys).toEqual(after.events.filter(({ key }) => key !== null).map(({ id }) => id));
        expect(after.deliveries).toEqual(stays);
        const batches = new Set(stays.flatMap(({ batchId }) => batchId ?? []));
        expect(after.batches).toEqual(before.batches.filter((id) => batches.has(id)));
        const owedIds = new Set(owed.map(({ id }) => id));
        expect(after.runs).toEqual(
          before.runs.filter(
            ({ deliveryId, startedAt }) => owedIds.has(deliveryId ?? "") || startedAt >= since,
          ),
        );
      }),
      { numRuns: name === "sqlite" ? 80 : 15 },
    );
  });
});

async function write(database: Database, webhookId: string, plan: Planned[]) {
  await database.atomically(function* (tx) {
    const { deliveries, eventKeys } = database.tables;
    const runs: { deliveryId: string; batchId: string | null; startedAt: number }[] = [];
    // Ids come in the order of acceptance, those of runs in the order of their starts, as they do in life.
    for (const { age, key, deliveries: planned } of plan.toSorted((a, b) => b.age - a.age)) {
      const acceptedAt = NOW - age * DAY_MS;
      const id = newId();
      const event = newEvent({ id, acceptedAt, occurredAt: acceptedAt, key: key ? id : null });
      yield* database.sql.insertEvents(tx, [event]);
      if (key) {
        yield* tx.run(
          tx.orm.insert(eventKeys).values({ accountId: 1, key: id, eventId: id, contentHash: "x" }),
        );
      }
      let firstBatch: string | null = null;
      for (const { state, endedAfter, tried, resend } of planned) {
        const deliveryId = newId();
        const final = state !== "pending" && state !== "sending";
        const finishedAt = final ? Math.min(NOW, acceptedAt + endedAfter * DAY_MS) : null;
        const sent = tried || state === "sending" || state === "delivered";
        const batchId: string | null = resend && firstBatch ? firstBatch : sent ? deliveryId : null;
        yield* tx.run(
          tx.orm.insert(deliveries).values({
            ...{
              id: deliveryId,
              accountId: 1,
              webhookId,
              eventId: id,
              state,
              acceptedAt,
              batchId,
              finishedAt,
            },
            ...{ nextAttemptAt: final ? null : acceptedAt, leaseEpoch: state === "sending" ? 1 : null },
            ...(batchId !== null && { revision: 1, frozenAt: acceptedAt }),
          }),
        );
        if (batchId === deliveryId) firstBatch ??= batchId;
        if (sent) {
          runs.push({ deliveryId, batchId, startedAt: finishedAt ?? acceptedAt });
        }
      }
    }
    runs.sort((a, b) => a.startedAt - b.startedAt);
    yield* database.sql.insertRuns(
      tx,
      runs.map((run) => newRun(webhookId, run)),
    );
  });
  return read(database);
}

/** Every row that retention is about, by id. */
async function read(database: Database) {
  const { events, eventKeys, deliveries, batches, runs } = database.tables;
  const { orm } = database;
  return {
    events: await orm
      .select({ id: events.id, acceptedAt: events.acceptedAt, key: events.key })
      .from(events)
      .orderBy(events.id),
    keys: (await orm.select({ id: eventKeys.eventId }).from(eventKeys).orderBy(eventKeys.eventId)).map(
      ({ id }) => id,
    ),
    deliveries: (await orm
      .select({
        id: deliveries.id,
        eventId: deliveries.eventId,
        batchId: deliveries.batchId,
        finishedAt: deliveries.finishedAt,
      })
      .from(deliveries)
      .orderBy(deliveries.id)) as Row[],
    batches: (await orm.select({ id: batches.id }).from(batches).orderBy(batches.id)).map(({ id }) => id),
    runs: await orm
      .select({ id: runs.id, deliveryId: runs.deliveryId, startedAt: runs.startedAt })
      .from(runs)
      .orderBy(runs.id),
  };
}

async function clear(database: Database) {
  await database.atomically(function* (tx) {
    for (const table of ["runs", "batches", "deliveries", "event_keys", "events", "sample_events"]) {
      yield* tx.rows(`DELETE FROM ${table}`, []);
    }
  });
}
