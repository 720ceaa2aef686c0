import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  events,
  HOUR,
  isoOf,
  NO_RETRY,
  openReplayWorld,
  type ReplayWorld,
  SECOND,
} from "@/e2e/fixtures/replay-world";
import { resendDelivery } from "@/lib/deliveries/resend";
import { listReplays } from "@/lib/replays/find";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES } from "./engines";

describe.each(ENGINES)("Resend everything failed since … on $name", ({ place }) => {
  let world: ReplayWorld;
  beforeEach(async () => {
    world = await openReplayWorld((await place()).env);
  });

  it("counts first and stores nothing, then sends each once with the same webhook-id and bytes (decision 16)", async () => {
    world.receiver.script("/hook", { status: 500 });
    const webhook = await world.webhook({ delivery: NO_RETRY });
    await world.accept(events(5));
    await world.deliver();
    const before = world.receiver.requests.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`);
    world.receiver.script("/hook", { status: 200 });
    world.receiver.clear();
    world.clock.now += SECOND;
    await updateWebhook(world.caller, webhook.id, { headers: [{ name: "X-New", value: "1" }] });
    expect(await world.count(webhook.id, { kind: "failed" })).toEqual({ count: 5 });
    expect((await listReplays(world.caller, webhook.id, {})).replays).toEqual([]);
    const replay = await world.start(webhook.id, { kind: "failed", since: isoOf(world.clock.now - HOUR) });
    expect(replay).toMatchObject({
      ...{ kind: "failed", state: "running", total: 5, queued: 0, skipped: 0, perSecond: 100 },
      ...{ webhookId: webhook.id, createdBy: "test", finishedAt: null, reason: null },
      since: isoOf(world.clock.now - HOUR),
      until: isoOf(world.clock.now),
    });
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", queued: 5, skipped: 0, total: 5 });
    expect(await world.statesOf(webhook.id)).toEqual({ failed: 5, delivered: 5 });
    const after = world.receiver.requests.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`);
    expect(after.toSorted()).toEqual(before.toSorted());
    expect(await world.count(webhook.id, { kind: "failed" })).toEqual({ count: 0 });
  });

  it("takes what ended from since to before until, whatever was accepted when", async () => {
    const webhook = await world.failed(2);
    const first = world.clock.now - SECOND;
    world.receiver.script("/hook", { status: 500 });
    await world.accept(events(3));
    await world.deliver();
    const range = (since: number, until?: number) =>
      world.count(webhook.id, { kind: "failed", since: isoOf(since), ...(until && { until: isoOf(until) }) });
    world.clock.now += SECOND;
    expect(await range(first)).toEqual({ count: 5 });
    expect(await range(first + 1)).toEqual({ count: 3 });
    expect(await range(first, first + SECOND)).toEqual({ count: 2 });
    expect(await range(first, first)).toEqual({ count: 0 });
  });

  it("leaves out what was sent again with success or is on its way, other webhooks' and what was cancelled", async () => {
    const other = await world.failed(2);
    await deactivateWebhook(world.caller, other.id);
    const webhook = await world.failed(4);
    const [a, b, c] = await world.deliveries(webhook.id);
    await resendDelivery(world.caller, a?.id as string);
    await world.deliver();
    await resendDelivery(world.caller, b?.id as string);
    expect(await world.count(webhook.id, { kind: "failed" })).toEqual({ count: 2 });
    world.receiver.script("/hook", { status: 500 });
    await resendDelivery(world.caller, c?.id as string);
    await world.deliver();
    world.clock.now += SECOND;
    // b and c failed once more: of several deliveries of one event the last counts, so that it goes once.
    expect(await world.count(webhook.id, { kind: "failed" })).toEqual({ count: 3 });
    await world.accept();
    await deactivateWebhook(world.caller, webhook.id, { waiting: "cancel" });
    await activateWebhook(world.caller, webhook.id);
    world.clock.now += SECOND;
    expect(await world.count(webhook.id, { kind: "failed" })).toEqual({ count: 3 });
  });

  it("counts as skipped what somebody sends again meanwhile", async () => {
    const webhook = await world.failed(5);
    const replay = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    await world.runDue();
    const [newest] = (await world.deliveries(webhook.id)).filter(({ state }) => state === "failed");
    await resendDelivery(world.caller, newest?.id as string);
    await world.deliver();
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", total: 5, queued: 4, skipped: 1 });
    expect(await world.statesOf(webhook.id)).toEqual({ failed: 5, delivered: 5 });
  });

  it("sends one that was never tried as well", async () => {
    const webhook = await world.webhook();
    await world.accept();
    await deactivateWebhook(world.caller, webhook.id);
    world.clock.now += 8 * 24 * HOUR;
    await activateWebhook(world.caller, webhook.id);
    world.clock.now += SECOND;
    expect(await world.statesOf(webhook.id)).toEqual({ discarded: 1 });
    const replay = await world.start(webhook.id, { kind: "failed" });
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", queued: 1 });
    expect(await world.statesOf(webhook.id)).toEqual({ discarded: 1, delivered: 1 });
  });

  it("decision 16: one that went out among others goes alone, under a new id", async () => {
    const webhook = await world.failed(3);
    const { orm, tables } = world.tidings.database;
    const rows = await orm
      .select()
      .from(tables.deliveries)
      .where(eq(tables.deliveries.webhookId, webhook.id));
    const batchId = rows[0]?.batchId as string;
    await world.tidings.database.atomically(function* (tx) {
      const { deliveries, batches, batchDeliveries } = tables;
      yield* tx.run(tx.orm.update(deliveries).set({ batchId }).where(eq(deliveries.webhookId, webhook.id)));
      const { clientId: accountId } = world;
      yield* tx.run(
        tx.orm.insert(batches).values({
          ...{
            id: batchId,
            accountId,
            webhookId: webhook.id,
            size: 3,
            revision: 1,
            frozenAt: world.clock.now,
          },
        }),
      );
      yield* tx.run(
        tx.orm.insert(batchDeliveries).values(rows.map(({ id }) => ({ batchId, deliveryId: id }))),
      );
    });
    await resendDelivery(world.caller, rows[2]?.id as string);
    const replay = await world.start(webhook.id, { kind: "failed" });
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", queued: 2, total: 2 });
    const ids = world.receiver.requests.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(batchId);
    const again = await orm.select().from(tables.deliveries).where(eq(tables.deliveries.state, "delivered"));
    expect(again.map(({ resendOf }) => resendOf).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  });

  it("refuses to send again what is no longer kept, and leaves it out of a count", async () => {
    const webhook = await world.failed(2);
    const [kept, gone] = await world.deliveries(webhook.id);
    const { events: stored } = world.tidings.database.tables;
    await world.tidings.database.atomically(function* (tx) {
      yield* tx.run(tx.orm.delete(stored).where(eq(stored.id, gone?.eventId as string)));
    });
    await expect(resendDelivery(world.caller, gone?.id as string)).rejects.toMatchObject({ status: 409 });
    expect(await world.count(webhook.id, { kind: "failed" })).toEqual({ count: 1 });
    const replay = await world.start(webhook.id, {
      kind: "selected",
      deliveryIds: [kept?.id, gone?.id],
    });
    expect(await world.untilEnd(replay.id)).toMatchObject({ total: 2, queued: 1, skipped: 1, state: "done" });
  });
});
