import { beforeEach, describe, expect, it } from "vitest";
import { events, isoOf, openReplayWorld, type ReplayWorld, SECOND } from "@/e2e/fixtures/replay-world";
import { cancelReplay } from "@/lib/replays/change-state";
import { listReplayRows } from "@/lib/replays/list-rows";
import { countMissed, previewReplay } from "@/lib/replays/preview";
import { startSelected } from "@/lib/replays/start-selected";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { ENGINES } from "./engines";

const HOUR = 3_600_000;

describe.each(ENGINES)("replays in the console, on $name", ({ place }) => {
  let world: ReplayWorld;
  beforeEach(async () => {
    world = await openReplayWorld((await place()).env);
  });

  it("decision 10: what is offered after an activation is what was missed since the last deactivation", async () => {
    await world.accept(events(3));
    world.clock.now += SECOND;
    const webhook = await world.webhook({ status: "inactive" });
    await world.accept(events(2));
    world.clock.now += SECOND;
    await activateWebhook(world.caller, webhook.id);
    expect(await countMissed(world.caller, webhook.id)).toBe(2);
    const stopped = world.clock.now;
    await deactivateWebhook(world.caller, webhook.id);
    await world.accept(events(1));
    world.clock.now += SECOND;
    await activateWebhook(world.caller, webhook.id);
    expect(await countMissed(world.caller, webhook.id)).toBe(1);
    expect(await countMissed(world.caller, "no webhook's id")).toBe(0);
    const missed = (range: string, exact = {}) =>
      previewReplay(world.caller, webhook.id, { kind: "missed", range, ...exact });
    expect(await missed("stopped")).toEqual({
      ...{ count: 1, since: isoOf(stopped), until: isoOf(world.clock.now) },
    });
    expect(await missed("all")).toMatchObject({ count: 6, since: null });
    expect(await missed("1h")).toMatchObject({ count: 6, since: isoOf(world.clock.now - HOUR) });
    const since = isoOf(stopped - SECOND);
    expect(await missed("exact", { since, until: isoOf(stopped) })).toMatchObject({ count: 2, since });
    await expect(missed("exact", { since: "soon" })).rejects.toMatchObject({ status: 400 });
    await expect(missed("ever")).rejects.toMatchObject({ status: 400 });
  });

  it("sends a selection of several webhooks, and says for which it can't", async () => {
    const off = await world.failed(1, { label: "Off" });
    await deactivateWebhook(world.caller, off.id);
    const one = await world.failed(2, { label: "One" });
    await deactivateWebhook(world.caller, one.id);
    const two = await world.failed(1, { label: "Two" });
    await activateWebhook(world.caller, one.id);
    const all = await Promise.all([off, one, two].map(({ id }) => world.deliveries(id)));
    const deliveryIds = all.flat().map(({ id }) => id);
    expect(await startSelected(world.caller, { deliveryIds })).toEqual({
      count: 3,
      refused: [{ webhook: "Off", detail: "The webhook is inactive. Activate it, then start again." }],
    });
    await world.runDue();
    await world.deliver();
    expect(await world.statesOf(one.id)).toEqual({ failed: 2, delivered: 2 });
    expect(await world.statesOf(two.id)).toEqual({ failed: 1, delivered: 1 });
    const other = await world.newAccount("Other");
    expect(await startSelected(other.caller, { deliveryIds })).toEqual({ count: 0, refused: [] });
    await expect(startSelected(world.caller, { deliveryIds: [] })).rejects.toMatchObject({ status: 400 });
  });

  it("shows those that go on and those that ended within the hour, of the account's webhooks alone", async () => {
    const webhook = await world.failed(2, { label: "Hot leads" });
    const first = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    await cancelReplay(world.caller, first.id);
    world.clock.now += HOUR - 1;
    const second = await world.start(webhook.id, { kind: "failed", perSecond: 1 });
    const shown = async (webhookId?: string) =>
      (await listReplayRows(world.caller, { webhookId })).replays.map(({ id, webhook: label }) => [
        id,
        label,
      ]);
    expect(await shown()).toEqual([
      [second.id, "Hot leads"],
      [first.id, "Hot leads"],
    ]);
    world.clock.now += 1;
    expect(await shown(webhook.id)).toEqual([[second.id, "Hot leads"]]);
    const other = await world.newAccount("Other");
    expect(await listReplayRows(other.caller, { webhookId: webhook.id })).toEqual({ replays: [] });
  });
});
