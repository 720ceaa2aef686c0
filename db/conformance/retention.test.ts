import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { listDeliveryRows } from "@/lib/deliveries/list-rows";
import { resendDelivery } from "@/lib/deliveries/resend";
import { findEvent } from "@/lib/events/find";
import { newId } from "@/lib/ids";
import { Pruner } from "@/lib/retention/prune";
import { findRun } from "@/lib/runs/find";
import { inspectRun } from "@/lib/runs/inspect";
import { listRuns } from "@/lib/runs/list";
import { listRunsByDelivery } from "@/lib/runs/list-by-delivery";
import { DAY_MS } from "@/lib/time";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { ENGINES } from "./engines";

describe.each(ENGINES)("D20, retention on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    const { env } = await place();
    world = await openWorld({ env });
    onTestFinished(() => world.close());
  });

  const prune = (signal?: AbortSignal, pause: () => Promise<unknown> = async () => {}) =>
    new Pruner(world.tidings).prune({ signal, pause });
  const afterDays = (days: number) => {
    world.clock.now += days * DAY_MS;
    return prune();
  };
  const count = async (table: string) =>
    Number(
      (await world.tidings.database.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`, []))[0]?.n,
    );
  const counts = async (...tables: string[]) =>
    Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)])));
  const WHOLE = ["events", "event_keys", "deliveries", "runs"];

  it("keeps everything for 30 days, and takes away what hangs on an event with it", async () => {
    const webhook = await world.webhook();
    await world.accept([passed({ id: "order-1" }), passed()]);
    await world.deliver();
    const before = await counts(...WHOLE);
    expect(before).toEqual({ events: 2, event_keys: 1, deliveries: 2, runs: 2 });
    await afterDays(30);
    expect(await counts(...WHOLE)).toEqual(before);
    world.clock.now += 1;
    expect(await prune()).toMatchObject({ events: 2, deliveries: 2, runs: 2 });
    expect(await counts(...WHOLE)).toEqual({ events: 0, event_keys: 0, deliveries: 0, runs: 0 });
    expect(await world.deliveries(webhook.id)).toEqual([]);
    const nothing = { events: 0, deliveries: 0, runs: 0, counters: 0, replays: 0, mails: 0, passages: 0 };
    expect(await prune()).toEqual(nothing);
  });

  it("remembers an idempotency key as long as its event, and not longer", async () => {
    const first = await world.accept(passed({ id: "order-1" }));
    await afterDays(30);
    const repeated = await world.accept(passed({ id: "order-1" }));
    expect(repeated).toMatchObject({ accepted: 0, duplicates: 1, events: [{ id: first.events[0]?.id }] });
    world.clock.now += 1;
    await prune();
    const other = await world.accept(passed({ id: "order-1", data: { personaId: 2, score: 7 } }));
    expect(other).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  it("goes by an account's own days before the operator's", async () => {
    const other = await world.newAccount("Other");
    await updateAccount(world.tidings, other.clientId, { retentionDays: 14 });
    await updateAccount(world.tidings, world.clientId, { retentionDays: 365 });
    await world.accept();
    await world.accept(passed(), other);
    expect(await afterDays(15)).toMatchObject({ events: 1 });
    expect(await afterDays(330)).toMatchObject({ events: 0 });
    expect(await afterDays(21)).toMatchObject({ events: 1 });
  });

  it("keeps an event for as long as it is owed, and sends it then as it was", async () => {
    const webhook = await world.webhook();
    await world.accept();
    await updateAccount(world.tidings, world.clientId, { plan: "free" });
    await world.deliver();
    expect(await afterDays(300)).toMatchObject({ events: 0, deliveries: 0 });
    await updateAccount(world.tidings, world.clientId, { plan: "paid" });
    world.engine.wake();
    await world.deliver();
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered" }]);
    expect(await prune()).toMatchObject({ events: 1, deliveries: 0, runs: 0 });
  });

  it("keeps the runs of what is still owed: its tries are counted by them", async () => {
    world.receiver.script("/hook", { status: 500 });
    const webhook = await world.webhook();
    await world.accept();
    await world.deliver();
    await deactivateWebhook(world.caller, webhook.id);
    expect(await count("runs")).toBe(1);
    expect(await afterDays(31)).toMatchObject({ events: 0, runs: 0 });
    expect(await counts("runs", "events")).toEqual({ runs: 1, events: 1 });
  });

  it("keeps what was sent again later, and says of what remains that its event is gone", async () => {
    const { caller } = world;
    const webhook = await world.webhook();
    const { events } = await world.accept();
    await world.deliver();
    const [first] = await world.deliveries(webhook.id);
    world.clock.now += 29 * DAY_MS;
    const { deliveryId } = await resendDelivery(caller, first?.id as string);
    await world.deliver();
    expect(await afterDays(2)).toMatchObject({ events: 1, deliveries: 1, runs: 1 });
    expect(await counts("deliveries", "runs")).toEqual({ deliveries: 1, runs: 1 });

    const { runs } = await listRuns(caller, webhook.id, {});
    const kept = { body: null, bodyMissing: expect.stringContaining("events are kept for 30 days") };
    expect((await findRun(caller, runs[0]?.id as string)).request).toMatchObject({ method: "POST", ...kept });
    expect(await inspectRun(caller, runs[0]?.id as string)).toMatchObject({
      event: null,
      delivery: { id: deliveryId },
    });
    expect((await listRunsByDelivery(caller, webhook.id)).groups).toMatchObject([
      { deliveryId, eventId: events[0]?.id, eventType: null, state: "delivered" },
    ]);
    expect((await listDeliveryRows(caller, {})).rows).toMatchObject([
      { id: deliveryId, event: { id: events[0]?.id, type: null, contactId: null } },
    ]);
    await expect(resendDelivery(caller, deliveryId)).rejects.toMatchObject({
      status: 409,
      detail: expect.stringContaining("events are kept for 30 days"),
    });
    await expect(findEvent(caller, events[0]?.id as string)).rejects.toMatchObject({
      status: 404,
      detail: expect.stringContaining("Events are kept for 30 days"),
    });
    await afterDays(30);
    expect(await counts(...WHOLE)).toEqual({ events: 0, event_keys: 0, deliveries: 0, runs: 0 });
  });

  it("shows no body of a batch of several that lost one of its deliveries: it would not be what was sent", async () => {
    const webhook = await world.webhook();
    await world.accept();
    await world.deliver();
    const { runs } = await listRuns(world.caller, webhook.id, {});
    const id = runs[0]?.id as string;
    expect((await findRun(world.caller, id)).request?.body).toContain("PersonaScoringPassedThreshold");
    const { database } = world.tidings;
    await database.rows("UPDATE runs SET deliveries = 2, delivery_id = NULL WHERE id = $1", [id]);
    await database.rows(
      "INSERT INTO batch_deliveries (batch_id, delivery_id) SELECT batch_id, id FROM deliveries",
      [],
    );
    expect((await findRun(world.caller, id)).request).toMatchObject({
      body: null,
      bodyMissing: expect.stringContaining("no longer kept"),
    });
  });

  it("decision 23: the 20 newest events of each type and data center outlive it", async () => {
    const scores = async () =>
      (
        await world.tidings.database.rows<{ data: string }>("SELECT data FROM sample_events ORDER BY id", [])
      ).map(({ data }) => JSON.parse(data).score);
    const post = (from: number, to: number) =>
      world.accept(
        Array.from({ length: to - from }, (_, i) => passed({ data: { personaId: 1, score: from + i } })),
      );
    await post(0, 25);
    await afterDays(31);
    expect(await scores()).toEqual(Array.from({ length: 20 }, (_, i) => 5 + i));

    await post(25, 40);
    await prune();
    expect(await scores(), "15 newer ones are events still").toEqual([20, 21, 22, 23, 24]);
    await afterDays(31);
    expect(await scores()).toEqual(Array.from({ length: 20 }, (_, i) => 20 + i));
    await post(40, 300);
    await afterDays(31);
    expect(await scores()).toEqual(Array.from({ length: 20 }, (_, i) => 280 + i));
  });

  it("decision 26: counters are kept for the 14 days they serve, longer and shorter retention alike", async () => {
    await world.webhook();
    await world.accept();
    await world.deliver();
    await updateAccount(world.tidings, world.clientId, { retentionDays: 365 });
    await afterDays(15);
    expect(await counts("run_hours", "run_days")).toEqual({ run_hours: 1, run_days: 1 });
    await afterDays(2);
    expect(await counts("run_hours", "run_days", "runs")).toEqual({ run_hours: 0, run_days: 0, runs: 1 });
  });

  it("takes old mails and ended replays away, and keeps what is due, runs, or was done (the audit log)", async () => {
    const webhook = await world.webhook();
    const { mails, replays, auditEntries } = world.tidings.database.tables;
    const at = world.clock.now;
    const mail = { accountId: world.clientId, kind: "notification" as const, recipient: "a@example.org" };
    const text = { subject: "s", text: "t", html: "h", createdAt: at };
    const replay = { accountId: world.clientId, webhookId: webhook.id, kind: "failed" as const, total: 1 };
    const by = { perSecond: 1, createdAt: at, createdBy: "test" };
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.run(
        tx.orm.insert(mails).values([
          { ...mail, ...text, id: newId(), sentAt: at },
          { ...mail, ...text, id: newId(), nextAttemptAt: at },
          { ...mail, ...text, id: newId() },
        ]),
      );
      yield* tx.run(
        tx.orm.insert(replays).values([
          { ...replay, ...by, id: newId(), state: "done" as const, finishedAt: at },
          { ...replay, ...by, id: newId(), state: "paused" as const },
        ]),
      );
    });
    const audited = (await world.tidings.database.orm.select().from(auditEntries)).length;
    expect(audited).toBeGreaterThan(0);
    expect(await afterDays(31)).toMatchObject({ mails: 2, replays: 1 });
    expect(await counts("mails", "replays")).toEqual({ mails: 1, replays: 1 });
    expect(await world.tidings.database.orm.select().from(auditEntries)).toHaveLength(audited);
  });

  it("works in steps of at most 200 rows, pauses after each, and stops at once when told", async () => {
    await world.accept(Array.from({ length: 900 }, () => passed()));
    world.clock.now += 31 * DAY_MS;
    const left: number[] = [];
    const abort = new AbortController();
    const pruned = await prune(abort.signal, async () => {
      left.push(await count("events"));
      if (left.length === 3) abort.abort();
    });
    expect(left).toEqual([700, 500, 300]);
    expect(pruned.events).toBe(600);
    expect(await prune()).toMatchObject({ events: 300 });
  });

  it("never leaves a resend without its event, however close the two come", async () => {
    const webhook = await world.webhook();
    const { database } = world.tidings;
    for (let round = 0; round < 8; round++) {
      await world.accept();
      await world.deliver();
      const newest = (await world.deliveries(webhook.id))[0]?.id as string;
      world.clock.now += 31 * DAY_MS;
      const [resent] = await Promise.allSettled([resendDelivery(world.caller, newest), prune()]);
      const owed = await database.orm
        .select({ id: database.tables.deliveries.id })
        .from(database.tables.deliveries)
        .innerJoin(database.tables.events, eq(database.tables.events.id, database.tables.deliveries.eventId))
        .where(eq(database.tables.deliveries.state, "pending"));
      if (resent.status === "fulfilled") expect(owed).toEqual([{ id: resent.value.deliveryId }]);
      else expect(resent.reason).toMatchObject({ status: expect.toBeOneOf([404, 409]) });
      expect(owed).toHaveLength(resent.status === "fulfilled" ? 1 : 0);
      expect(await world.deliver()).toMatchObject({ claimed: owed.length });
    }
  });
});
