import { beforeEach, describe, expect, it } from "vitest";
import { events, HOUR, isoOf, openReplayWorld, type ReplayWorld, SECOND } from "@/e2e/fixtures/replay-world";
import { updateAccount } from "@/lib/accounts/update-account";
import { cancelReplay, pauseReplay, resumeReplay } from "@/lib/replays/change-state";
import { findReplay } from "@/lib/replays/find";
import { startReplay } from "@/lib/replays/start";
import { stepReplay } from "@/lib/replays/step";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { ENGINES } from "./engines";

describe.each(ENGINES)("a replay's rules on $name", ({ place }) => {
  let world: ReplayWorld;
  beforeEach(async () => {
    world = await openReplayWorld((await place()).env);
  });

  it("keeps the pace: at most perSecond in any second, at most 500 at once", async () => {
    const webhook = await world.failed(25);
    const replay = await world.start(webhook.id, { kind: "failed", perSecond: 10 });
    const queued: number[] = [];
    for (let half = 0; half < 7; half++) {
      await world.runDue();
      queued.push((await findReplay(world.caller, replay.id)).queued);
      world.clock.now += SECOND / 2;
    }
    expect(queued).toEqual([10, 10, 20, 20, 25, 25, 25]);
    expect(await findReplay(world.caller, replay.id)).toMatchObject({ state: "done" });
  });

  it("does not stand still when the clock is set back", async () => {
    const webhook = await world.failed(2);
    const replay = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    await world.runDue();
    world.clock.now -= 5 * HOUR;
    await world.runDue();
    expect(await findReplay(world.caller, replay.id)).toMatchObject({ queued: 2 });
  });

  it("only for an active webhook, and only one of a kind at a time", async () => {
    const webhook = await world.failed(3);
    const [delivery] = await world.deliveries(webhook.id);
    const running = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    await expect(world.start(webhook.id, { kind: "failed" })).rejects.toMatchObject({ status: 409 });
    const selected = await world.start(webhook.id, { kind: "selected", deliveryIds: [delivery?.id] });
    expect(selected.state).toBe("running");
    await pauseReplay(world.caller, running.id);
    const next = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    await expect(resumeReplay(world.caller, running.id)).rejects.toMatchObject({ status: 409 });
    await cancelReplay(world.caller, next.id);
    expect(await resumeReplay(world.caller, running.id)).toMatchObject({ state: "running" });
    const inactive = await world.webhook({ status: "inactive" });
    for (const dryRun of [true, false]) {
      await expect(startReplay(world.caller, inactive.id, { kind: "missed", dryRun })).rejects.toMatchObject({
        status: 409,
        detail: "The webhook is inactive. Activate it, then start again.",
      });
    }
  });

  it("starts one of those that are asked for at the same moment", async () => {
    const webhook = await world.failed(2);
    const asked = Array.from({ length: 5 }, () => world.start(webhook.id, { kind: "failed" }));
    const results = await Promise.allSettled(asked);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("with nothing to send is done at once", async () => {
    const webhook = await world.webhook();
    const replay = await world.start(webhook.id, { kind: "failed" });
    expect(replay).toMatchObject({ state: "done", total: 0, finishedAt: isoOf(world.clock.now) });
  });

  it("D13: is refused before anything is queued where more would wait than may, saying how many fit", async () => {
    world = await openReplayWorld({ ...(await place()).env, INTAKE_MAX_BACKLOG: "6" });
    const webhook = await world.failed(5);
    await world.accept(events(2));
    await expect(world.start(webhook.id, { kind: "failed" })).rejects.toMatchObject({
      status: 503,
      problem: "backlog_full",
      detail: expect.stringContaining("so 4 more fit at present"),
    });
    expect(await world.count(webhook.id, { kind: "failed" })).toEqual({ count: 5 });
    expect(await world.statesOf(webhook.id)).toEqual({ failed: 5, pending: 2 });
    await world.deliver();
    const first = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    const other = await world.failed(2);
    // What the first has yet to queue counts as waiting.
    await expect(world.start(other.id, { kind: "failed" })).rejects.toMatchObject({ status: 503 });
    expect(await world.untilEnd(first.id)).toMatchObject({ state: "done", queued: 5 });
  });

  it("D13: says so where more match than may ever wait, and waits for room while others fill it", async () => {
    world = await openReplayWorld({ ...(await place()).env, INTAKE_MAX_BACKLOG: "4" });
    const webhook = await world.failed(3);
    world.receiver.script("/hook", { status: 500 });
    await world.accept(events(2));
    await world.deliver();
    world.clock.now += SECOND;
    await expect(world.count(webhook.id, { kind: "failed" })).rejects.toMatchObject({
      status: 409,
      detail: expect.stringMatching(/^More than 4 .* so 4 more fit at present/),
    });
    const replay = await world.start(webhook.id, { kind: "failed", until: isoOf(world.clock.now - SECOND) });
    await world.accept(events(4));
    await world.runDue();
    expect(await findReplay(world.caller, replay.id)).toMatchObject({ state: "running", queued: 0 });
    await deactivateWebhook(world.caller, webhook.id, { waiting: "cancel" });
    await activateWebhook(world.caller, webhook.id);
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", queued: 3 });
  });

  it("is paused by a deactivation and ended by a deletion", async () => {
    const webhook = await world.failed(3);
    const replay = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    await world.runDue();
    await deactivateWebhook(world.caller, webhook.id);
    world.clock.now += SECOND;
    await world.runDue();
    const paused = await findReplay(world.caller, replay.id);
    expect(paused).toMatchObject({ state: "paused", reason: "webhook_not_active", queued: 1 });
    await expect(resumeReplay(world.caller, replay.id)).rejects.toMatchObject({ status: 409 });
    await activateWebhook(world.caller, webhook.id);
    expect(await resumeReplay(world.caller, replay.id)).toMatchObject({ state: "running", reason: null });
    await world.runDue();
    await deleteWebhook(world.caller, webhook.id, { deactivateFirst: true });
    world.clock.now += SECOND;
    await world.runDue();
    expect(await findReplay(world.caller, replay.id)).toMatchObject({
      ...{ state: "cancelled", queued: 2, finishedAt: expect.any(String) },
    });
  });

  it("stands still while the account does not pay", async () => {
    const webhook = await world.failed(2);
    const replay = await world.start(webhook.id, { kind: "failed" });
    await updateAccount(world.tidings, world.clientId, { plan: "free" });
    expect(await world.runDue()).toBeUndefined();
    await updateAccount(world.tidings, world.clientId, { plan: "paid" });
    expect(await world.untilEnd(replay.id)).toMatchObject({ state: "done", queued: 2 });
  });

  it("can be paused, resumed and cancelled only from where that makes sense; each is audited", async () => {
    const webhook = await world.failed(3);
    const { id } = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    await expect(resumeReplay(world.caller, id)).rejects.toMatchObject({ status: 409 });
    expect(await pauseReplay(world.caller, id)).toMatchObject({ state: "paused", reason: null });
    await expect(pauseReplay(world.caller, id)).rejects.toMatchObject({
      detail: "The replay is paused already.",
    });
    expect(await world.runDue()).toBeUndefined();
    await resumeReplay(world.caller, id);
    await world.runDue();
    expect(await cancelReplay(world.caller, id)).toMatchObject({ state: "cancelled", queued: 1 });
    for (const verb of [pauseReplay, resumeReplay, cancelReplay]) {
      await expect(verb(world.caller, id)).rejects.toMatchObject({ status: 409 });
    }
    world.clock.now += SECOND;
    expect(await world.runDue()).toBeUndefined();
    expect(await world.statesOf(webhook.id)).toEqual({ failed: 3, pending: 1 });
    const { auditEntries } = world.tidings.database.tables;
    const entries = await world.tidings.database.orm.select().from(auditEntries).orderBy(auditEntries.id);
    expect(entries.map(({ action }) => action).filter((action) => action.startsWith("replay."))).toEqual([
      ...["replay.started", "replay.paused", "replay.resumed", "replay.cancelled"],
    ]);
  });

  it("a step that is cut off before its commit has not happened; two engines do it once", async () => {
    const webhook = await world.failed(7);
    const replay = await world.start(webhook.id, { kind: "failed", perSecond: 3 });
    const { database } = world.tidings;
    const { atomically } = database;
    Object.assign(database, {
      atomically: (body: Parameters<typeof atomically>[0]) =>
        atomically(function* (tx) {
          yield* body(tx);
          throw new Error("killed before the commit");
        }),
    });
    await expect(stepReplay(world.tidings, replay.id, world.clock.now)).rejects.toThrow("killed");
    Object.assign(database, { atomically });
    expect(await findReplay(world.caller, replay.id)).toMatchObject({ queued: 0 });
    expect(await world.statesOf(webhook.id)).toEqual({ failed: 7 });
    for (let turn = 0; turn < 3; turn++) {
      const at = world.clock.now;
      const steps = [1, 2, 3].map(() => stepReplay(world.tidings, replay.id, at));
      const made = (await Promise.all(steps)).toSorted();
      expect(made).toEqual(turn < 2 ? [0, 0, 3] : [0, 0, 1]);
      world.clock.now += SECOND;
    }
    expect(await findReplay(world.caller, replay.id)).toMatchObject({ state: "done", queued: 7 });
    expect(await world.statesOf(webhook.id)).toEqual({ failed: 7, pending: 7 });
  });
});
