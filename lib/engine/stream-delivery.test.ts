import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { opened, openWorld, type World } from "@/e2e/fixtures/world";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import { resendDelivery } from "@/lib/deliveries/resend";
import { inspectRun } from "@/lib/runs/inspect";
import { listRuns } from "@/lib/runs/list";
import { activateWebhook } from "@/lib/webhooks/activate";
import { updateWebhook } from "@/lib/webhooks/update";
import { Engine } from "./engine";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** Ten seconds, and what a connection may have taken before the request left. */
const TEN = 13 * SECOND;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** An active event stream; its requests come to the receiver's /hook. */
async function stream(delivery: object = {}) {
  const webhook = await world.webhook({
    ...{ profile: "stream", triggers: [{ type: "message.opened" }], url: world.streamUrl(), delivery },
    status: undefined,
  });
  await activateWebhook(world.caller, webhook.id);
  return webhook.id;
}

const open = (count: number) =>
  world.accept(
    Array.from({ length: count }, (_, n) => opened({ data: { ...opened().data, mailId: `mail-${n}` } })),
  );
const bodies = () => world.receiver.requests.map((request) => request.json() as { mailId: string }[]);
const idsOf = (index: number) => world.receiver.requests[index]?.headers["webhook-id"];
const statesOf = async (id: string) => {
  const states: Record<string, number> = {};
  for (const { state } of await world.deliveries(id)) states[state] = (states[state] ?? 0) + 1;
  return states;
};

describe("an event stream", () => {
  it("S2.30: sends 101 events as lists of 100 and 1, each event once", async () => {
    const id = await stream();
    await open(101);
    await world.deliver();
    expect(bodies().map((list) => list.length)).toEqual([100]);
    await world.pass(SECOND);
    expect(bodies().map((list) => list.length)).toEqual([100, 1]);
    expect(new Set(bodies().flatMap((list) => list.map(({ mailId }) => mailId))).size).toBe(101);
    expect(await statesOf(id)).toEqual({ delivered: 101 });
    const { runs } = await listRuns(world.caller, id, {});
    expect(runs.map((run) => run.deliveries)).toEqual([1, 100]);
  });

  it("waits up to maxWaitMs for more before it sends a list that isn't full", async () => {
    await stream({ batch: { max: 100, maxWaitMs: 5_000 } });
    await open(2);
    await world.deliver();
    await world.pass(4 * SECOND);
    await open(1);
    await world.deliver();
    expect(world.receiver.requests).toHaveLength(0);
    await world.pass(SECOND);
    expect(bodies().map((list) => list.length)).toEqual([3]);
  });

  it("S2.32, decision 16: tries a list again every 10 s with the same bytes and webhook-id", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 202 }, { status: 200 }]);
    const id = await stream();
    await open(3);
    await world.pass(SECOND);
    await world.pass(9_900);
    expect(world.receiver.requests).toHaveLength(1);
    await world.pass(3 * SECOND);
    await world.pass(TEN);
    expect(world.receiver.requests).toHaveLength(3);
    expect(new Set(world.receiver.requests.map((request) => request.body.toString())).size).toBe(1);
    expect(new Set([idsOf(0), idsOf(1), idsOf(2)]).size).toBe(1);
    expect(await statesOf(id)).toEqual({ delivered: 3 });
  });

  it("S2.34: probes a failing endpoint with one list, the oldest, and holds the rest in order", async () => {
    let healthy = false;
    world.receiver.script("/hook", () => ({ status: healthy ? 200 : 503 }));
    const id = await stream({ batch: { max: 2, maxWaitMs: 0 }, concurrency: 1 });
    await open(6);
    await world.deliver();
    for (let probe = 0; probe < 5; probe++) await world.pass(TEN);
    expect(world.receiver.requests).toHaveLength(6);
    expect(new Set(world.receiver.requests.map((request) => request.headers["webhook-id"])).size).toBe(1);
    healthy = true;
    await world.pass(TEN);
    expect(await statesOf(id)).toEqual({ delivered: 6 });
    const received = bodies()
      .slice(6)
      .flat()
      .map(({ mailId }) => mailId);
    expect(received).toEqual(["mail-0", "mail-1", "mail-2", "mail-3", "mail-4", "mail-5"]);
  });

  it("keeps probing with one list after a restart", async () => {
    world.receiver.script("/hook", () => ({ status: 503 }));
    await stream({ batch: { max: 1, maxWaitMs: 0 }, concurrency: 10 });
    await open(3);
    await world.deliver();
    const before = world.receiver.requests.length;
    await world.engine.release();
    const next = new Engine(world.tidings, { owner: "the next engine", alone: true });
    await next.rescue();
    world.clock.now += TEN;
    await next.drain();
    expect(world.receiver.requests).toHaveLength(before + 1);
  });

  it("S2.34: still probes with one list after an edit that came while the first attempt was under way", async () => {
    let edited: Promise<unknown> | undefined;
    world.receiver.script("/hook", async () => {
      edited ??= updateWebhook(world.caller, id, { delivery: { concurrency: 2 } });
      await edited;
      return { status: 500 };
    });
    const id = await stream({ batch: { max: 1, maxWaitMs: 0 }, concurrency: 1 });
    await open(6);
    await world.deliver();
    await world.pass(TEN);
    expect(world.receiver.requests).toHaveLength(2);
  });

  it("holds nothing back any more once another retry rule is set", async () => {
    world.receiver.script("/hook", () => ({ status: 500 }));
    const id = await stream({ batch: { max: 1, maxWaitMs: 0 } });
    await open(1);
    await world.deliver();
    const retry = { kind: "schedule", delaysSeconds: [3_600], jitter: 0 };
    await updateWebhook(world.caller, id, { delivery: { retry } });
    world.receiver.script("/hook", () => ({ status: 200 }));
    await world.pass(TEN);
    world.receiver.script("/hook", () => ({ status: 500 }));
    await open(1);
    await world.pass(TEN);
    world.receiver.script("/hook", () => ({ status: 200 }));
    await open(3);
    await world.pass(TEN);
    expect(await statesOf(id)).toEqual({ delivered: 4, pending: 1 });
  });

  it("decision 11: sends nothing in the turn in which what expired has suspended it", async () => {
    world.receiver.script("/hook", () => ({ status: 500 }));
    const suspension = { failedInARow: 1, hoursWithoutSuccess: 1, autoResume: true };
    const id = await stream({ batch: { max: 1, maxWaitMs: 0 }, suspension });
    await open(1);
    await world.deliver();
    world.clock.now += 72 * HOUR + 1;
    await open(1);
    await world.deliver();
    expect(world.receiver.requests).toHaveLength(1);
    expect(await statesOf(id)).toEqual({ discarded: 1, pending: 1 });
  });

  it("S2.33: discards each event three days after its own acceptance, tried or not; the rest go on as a new list", async () => {
    let healthy = false;
    world.receiver.script("/hook", () => ({ status: healthy ? 200 : 500 }));
    const id = await stream({ batch: { max: 100, maxWaitMs: 60_000 }, suspension: null });
    await open(1);
    world.clock.now += 30 * SECOND;
    await open(1);
    await world.pass(30 * SECOND);
    expect(bodies().map((list) => list.length)).toEqual([2]);
    const first = idsOf(0);
    world.clock.now += 72 * HOUR - 65 * SECOND;
    await world.deliver();
    expect(bodies().map((list) => list.length)).toEqual([2, 2]);
    expect(idsOf(1)).toBe(first);
    healthy = true;
    await world.pass(TEN);
    expect(await statesOf(id)).toEqual({ discarded: 1, delivered: 1 });
    expect(bodies().at(-1)).toHaveLength(1);
    expect(world.receiver.requests.at(-1)?.headers["webhook-id"]).not.toBe(first);
  });

  it("S2.33: events held behind a probe are discarded at their own limit, counted as lost, with the reason", async () => {
    world.receiver.script("/hook", () => ({ status: 500 }));
    const id = await stream({ batch: { max: 1, maxWaitMs: 0 }, concurrency: 1, suspension: null });
    await open(3);
    await world.deliver();
    await world.pass(72 * HOUR + 1);
    expect(await statesOf(id)).toEqual({ discarded: 3 });
    const reasons = (await world.deliveries(id)).map((delivery) => delivery.reason);
    expect(new Set(reasons)).toEqual(new Set(["status_not_accepted"]));
    const [count] = await world.tidings.database.rows<{ lost: number }>(
      "SELECT sum(lost) AS lost FROM run_hours WHERE webhook_id = $1",
      [id],
    );
    expect(Number(count?.lost)).toBe(3);
  });

  it("S2.34: keeps the first 10 and the last 20 runs of a list in full and counts the rest by status", async () => {
    let attempts = 0;
    world.receiver.script("/hook", () => (++attempts === 12 ? { status: 503 } : { status: 500 }));
    const id = await stream();
    await open(2);
    await world.pass(SECOND);
    for (let attempt = 1; attempt < 50; attempt++) await world.pass(TEN);
    expect(world.receiver.requests).toHaveLength(50);
    const { runs } = await listRuns(world.caller, id, { limit: "100" });
    expect(runs.map((run) => run.attempt).toReversed()).toEqual([
      ...Array.from({ length: 10 }, (_, n) => n + 1),
      ...Array.from({ length: 20 }, (_, n) => n + 31),
    ]);
    const inspected = await inspectRun(world.caller, runs[0]?.id ?? "");
    expect(inspected.attempts).toHaveLength(30);
    expect(inspected.counted).toEqual([
      { outcome: "500", runs: 19 },
      { outcome: "503", runs: 1 },
    ]);
  });

  it("S2.34: counts the runs of a single event's request likewise; a resend of it begins anew", async () => {
    world.receiver.script("/hook", () => ({ status: 500 }));
    const id = await stream({ batch: { max: 1, maxWaitMs: 0 }, concurrency: 1 });
    await open(1);
    await world.deliver();
    for (let attempt = 1; attempt < 33; attempt++) await world.pass(TEN);
    const [last] = (await listRuns(world.caller, id, {})).runs;
    expect((await inspectRun(world.caller, last?.id ?? "")).counted).toEqual([{ outcome: "500", runs: 3 }]);
    const [owed] = await world.deliveries(id);
    await cancelDelivery(world.caller, owed?.id as string);
    await resendDelivery(world.caller, owed?.id as string);
    await world.pass(TEN);
    const [resent] = (await listRuns(world.caller, id, {})).runs;
    expect(resent).toMatchObject({ attempt: 1 });
    expect((await inspectRun(world.caller, resent?.id ?? "")).counted).toEqual([]);
  });

  it("decision 16: once one of a list is cancelled, the others go as a new list without it", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 200 }]);
    const id = await stream();
    await open(3);
    await world.pass(SECOND);
    const [some] = await world.deliveries(id);
    await cancelDelivery(world.caller, some?.id as string);
    await world.pass(TEN);
    expect(bodies().map((list) => list.length)).toEqual([3, 2]);
    expect(idsOf(1)).not.toBe(idsOf(0));
    expect(await statesOf(id)).toEqual({ delivered: 2, cancelled: 1 });
  });

  it("decision 16: an edit between attempts changes neither bytes nor id of what was sent", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 200 }]);
    const id = await stream();
    await open(3);
    await world.pass(SECOND);
    await updateWebhook(world.caller, id, { delivery: { batch: { max: 1 }, success: "2xx" } });
    await world.pass(TEN);
    const [first, second] = world.receiver.requests;
    expect(second?.body.equals(first?.body as Buffer)).toBe(true);
    expect(idsOf(1)).toBe(idsOf(0));
    expect(await statesOf(id)).toEqual({ delivered: 3 });
  });

  it("an edit of the interval lets new events go at once, however long the old one was", async () => {
    world.receiver.script("/hook", [{ status: 500 }]);
    const retry = { kind: "interval", everySeconds: 86_400, untilHours: 72, from: "accepted" };
    const id = await stream({ retry, batch: { max: 1, maxWaitMs: 0 } });
    await open(1);
    await world.deliver();
    world.clock.now += 1;
    await updateWebhook(world.caller, id, { delivery: { retry: { kind: "none" } } });
    // As the engine's look at other connections' commits does.
    world.engine.wake();
    world.clock.now += 1;
    await open(1);
    await world.deliver();
    expect(world.receiver.requests).toHaveLength(2);
  });

  it("S2.33 with from first_attempt: an event fails once its hours after the first attempt are over", async () => {
    world.receiver.script("/hook", () => ({ status: 500 }));
    const retry = { kind: "interval", everySeconds: 3_000, untilHours: 2, from: "first_attempt" };
    const id = await stream({ retry, batch: { max: 1, maxWaitMs: 0 } });
    await open(1);
    await world.deliver();
    await world.pass(HOUR);
    expect(await statesOf(id)).toEqual({ pending: 1 });
    await world.pass(HOUR);
    expect(await statesOf(id)).toEqual({ failed: 1 });
  });
});
