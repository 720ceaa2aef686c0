import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import { listAccountDeliveries } from "@/lib/deliveries/list";
import { listDeliveryRows } from "@/lib/deliveries/list-rows";
import { resendDelivery } from "@/lib/deliveries/resend";
import { listEventRows, listEvents } from "@/lib/events/list";
import { iso } from "@/lib/time";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { ENGINES } from "./engines";

const MINUTE = 60_000;
const once = { delivery: { retry: { kind: "none" } } };
const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id);

describe.each(ENGINES)("the lists of events and deliveries on $name", ({ place }) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
  });

  const accept = async (event: object = {}) =>
    (await world.accept(passed(event as Record<string, unknown>))).events[0]?.id ?? "";
  const events = async (filter: Record<string, unknown>) =>
    (await listEvents(world.caller, filter)).events.map(({ id }) => id);

  it("find events by key, contact, type and time, newest first, page by page", async () => {
    const a = await accept({ id: "order-7" });
    world.clock.now += MINUTE;
    const b = await accept({ contact: { id: "7", email: "Eve@example.org" } });
    const c = await accept({ contact: { id: "Eve@example.org" }, id: "7", type: "persona.threshold_exited" });
    expect(await events({})).toEqual([c, b, a]);
    expect(await events({ key: "order-7" })).toEqual([a]);
    expect(await events({ key: "Order-7" })).toEqual([]);
    expect(await events({ contact: "Eve@example.org" })).toEqual([c, b]);
    expect(await events({ contact: "1353" })).toEqual([a]);
    expect(await events({ contact: "eve@example.org" })).toEqual([]);
    expect(await events({ type: "persona.threshold_passed" })).toEqual([b, a]);
    expect(await events({ contact: "Eve@example.org", type: "persona.threshold_exited" })).toEqual([c]);
    expect(await events({ key: "7", contact: "1353" })).toEqual([]);
    expect(await events({ since: iso(world.clock.now) })).toEqual([c, b]);
    const first = await listEvents(world.caller, { limit: "2" });
    expect(first.next).toBe(b);
    expect(await listEvents(world.caller, { limit: "2", cursor: first.next })).toMatchObject({
      events: [{ id: a, key: "order-7", contact: { id: "1353", properties: { FirstName: "John" } } }],
      next: null,
    });
    const other = await world.newAccount("Beta");
    expect((await listEvents(other.caller, {})).events).toEqual([]);
    expect((await listEvents(other.caller, { key: "order-7" })).events).toEqual([]);
  });

  it("one search understands an event's id, its key, its contact's id and e-mail", async () => {
    const a = await accept({ id: "7" });
    const b = await accept({ contact: { id: "7", email: "seven@example.org" } });
    const c = await accept({ id: a, contact: { email: "Other@example.org" } });
    const find = async (q: string) => idsOf(await listEventRows(world.caller, { q }));
    expect(await find("7")).toEqual([b, a]);
    expect(await find(a.toUpperCase())).toEqual([a]);
    expect(await find(a)).toEqual([c, a]);
    expect(await find("seven@example.org")).toEqual([b]);
    expect(await find("nobody")).toEqual([]);
    expect(idsOf(await listEventRows(world.caller, { q: "7", dataCenterId: 2 }))).toEqual([]);
    expect(idsOf(await listEventRows(world.caller, { q: "7", limit: 1, cursor: b }))).toEqual([a]);
  });

  it("say what became of each event", async () => {
    world.receiver.script("/no", { status: 500 });
    await world.webhook();
    await world.webhook({ url: world.receiver.url("/no"), ...once });
    const done = await accept();
    await world.deliver();
    const waiting = await accept();
    const unwanted = await accept({ type: "persona.threshold_exited" });
    const { rows } = await listEventRows(world.caller, {});
    expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
      [unwanted, []],
      [waiting, [{ state: "pending", deliveries: 2 }]],
      [
        done,
        [
          { state: "delivered", deliveries: 1 },
          { state: "failed", deliveries: 1 },
        ],
      ],
    ]);
  });

  it("narrow deliveries to state, webhook, reason, time and the ids that a search names", async () => {
    world.receiver.script("/no", { status: 500 });
    const good = await world.webhook();
    const bad = await world.webhook({ url: world.receiver.url("/no"), ...once });
    const first = await accept();
    await world.deliver();
    world.clock.now += MINUTE;
    await accept();
    const list = (filter: object) => listDeliveryRows(world.caller, filter);
    const all = (await list({})).rows;
    expect(all).toHaveLength(4);
    expect(idsOf({ rows: all })).toEqual(idsOf({ rows: all }).toSorted().reverse());
    const [failed] = (await list({ state: "failed" })).rows;
    expect(failed).toMatchObject({
      webhook: { id: bad.id },
      event: { id: first, contactId: "1353" },
      lastRun: { verdict: "failed", reason: "status_not_accepted", statusCode: 500 },
    });
    expect(idsOf(await list({ reason: "status_not_accepted" }))).toEqual([failed?.id]);
    expect(idsOf(await list({ state: "failed", webhookId: good.id }))).toEqual([]);
    expect((await list({ state: "delivered" })).rows).toMatchObject([{ webhook: { id: good.id } }]);
    expect((await list({ webhookId: good.id })).rows).toHaveLength(2);
    expect((await list({ since: world.clock.now })).rows).toMatchObject([
      { state: "pending" },
      { state: "pending" },
    ]);
    expect((await list({ q: first })).rows).toHaveLength(2);
    expect(idsOf(await list({ q: failed?.id }))).toEqual([failed?.id]);
    expect(idsOf(await list({ q: first, state: "failed" }))).toEqual([failed?.id]);
    expect((await list({ q: "no id" })).rows).toEqual([]);
    const byEvent = await listAccountDeliveries(world.caller, { eventId: first, webhookId: bad.id });
    expect(byEvent).toMatchObject({
      deliveries: [{ id: failed?.id, runIds: [failed?.lastRun?.id] }],
      next: null,
    });
    const waiting = { state: "pending", since: iso(world.clock.now), limit: "1" };
    const { deliveries, next } = await listAccountDeliveries(world.caller, waiting);
    const rest = await listAccountDeliveries(world.caller, { ...waiting, cursor: next });
    expect([deliveries.length, rest.deliveries.length, rest.next]).toEqual([1, 1, null]);
    expect((await listDeliveryRows((await world.newAccount("Beta")).caller, {})).rows).toEqual([]);
  });

  it("list what waits by its next attempt over all webhooks, page by page", async () => {
    world.receiver.script("/hook", { status: 500 });
    const slow = await world.webhook({
      delivery: { retry: { kind: "schedule", delaysSeconds: [600], jitter: 0 } },
    });
    const quick = await world.webhook({
      delivery: { retry: { kind: "schedule", delaysSeconds: [60, 60], jitter: 0 } },
    });
    const order: string[] = [];
    for (let i = 0; i < 3; i++) {
      await accept();
      await world.deliver();
      world.clock.now += 1_000;
    }
    let cursor: string | undefined;
    do {
      const { rows, next } = await listDeliveryRows(world.caller, { state: "pending", limit: 2, cursor });
      order.push(...rows.map(({ webhook }) => webhook.id));
      cursor = next ?? undefined;
    } while (cursor);
    expect(order).toEqual([quick.id, quick.id, quick.id, slow.id, slow.id, slow.id]);
    const narrowed = await listDeliveryRows(world.caller, { state: "pending", webhookId: slow.id });
    expect(narrowed.rows).toHaveLength(3);
    expect((await listDeliveryRows(world.caller, { state: "sending" })).rows).toEqual([]);
  });

  it("cancel what waits at once and what is under way when it fails; a resend is a delivery of its own", async () => {
    const webhook = await world.webhook(once);
    await accept();
    const [waiting] = (await listDeliveryRows(world.caller, {})).rows;
    expect(await cancelDelivery(world.caller, waiting?.id ?? "")).toEqual({
      deliveryId: waiting?.id,
      state: "cancelled",
    });
    await expect(cancelDelivery(world.caller, waiting?.id ?? "")).rejects.toMatchObject({
      problem: "conflict",
      detail: expect.stringContaining("it is cancelled already"),
    });
    for (const [answer, end] of [
      [500, "cancelled"],
      [200, "delivered"],
    ] as const) {
      let asked = () => {};
      let release = (_: { status: number }) => {};
      const reached = new Promise<void>((resolve) => {
        asked = resolve;
      });
      world.receiver.script("/hook", () => {
        asked();
        return new Promise((resolve) => {
          release = resolve;
        });
      });
      await accept();
      const delivering = world.deliver();
      await reached;
      const [row] = (await listDeliveryRows(world.caller, { state: "sending" })).rows;
      expect(await cancelDelivery(world.caller, row?.id ?? "")).toMatchObject({ state: "sending" });
      expect(await cancelDelivery(world.caller, row?.id ?? "")).toMatchObject({ state: "sending" });
      release({ status: answer });
      await delivering;
      expect((await world.deliveries(webhook.id))[0]).toMatchObject({ id: row?.id, state: end });
    }
    const { auditEntries } = world.tidings.database.tables;
    const entries = await world.tidings.database.orm.select().from(auditEntries);
    expect(
      entries.filter(({ action }) => action === "delivery.cancelled").map(({ details }) => details),
    ).toMatchObject([{ underWay: false, webhook: webhook.label }, { underWay: true }, { underWay: true }]);

    world.receiver.script("/hook", { status: 200 });
    const { deliveryId } = await resendDelivery(world.caller, waiting?.id ?? "");
    expect((await listDeliveryRows(world.caller, { q: deliveryId })).rows).toMatchObject([
      { resendOf: waiting?.id, state: "pending" },
    ]);
    await deactivateWebhook(world.caller, webhook.id);
    await expect(resendDelivery(world.caller, waiting?.id ?? "")).rejects.toMatchObject({ status: 409 });
  });
});
