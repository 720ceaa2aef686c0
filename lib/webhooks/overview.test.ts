import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { ownWebhook } from "@/e2e/fixtures/own-webhook";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { sweepHealth } from "@/lib/engine/sweep-health";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { deactivateWebhook } from "./deactivate";
import { listWebhookRows } from "./list";
import { readWebhookOverview } from "./overview";
import { testWebhook } from "./test";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const delivery = { retry: { kind: "schedule", delaysSeconds: [600], jitter: 0 } };

describe("the overview of a webhook", () => {
  it("is empty for a new one: fifteen days without a run", async () => {
    const { id } = await world.webhook({ status: "inactive" });
    const overview = await readWebhookOverview(world.caller, id);
    expect(overview).toMatchObject({
      ...{ status: "inactive", succeeded: 0, failed: 0, lost: 0 },
      ...{ answerTime: null, lastRun: null, lastFailure: null },
      waiting: { count: 0, oldestAt: null, nextAttemptAt: null },
    });
    expect(overview.days).toHaveLength(15);
  });

  it("decision 11: says why it is suspended, since when, and when it is tried again", async () => {
    const suspension = { failedInARow: 1, hoursWithoutSuccess: 1, autoResume: true };
    const failing = { retry: { kind: "none" }, suspension };
    const { id, path } = await ownWebhook(doors, world, { delivery: failing });
    world.receiver.script(path, { status: 503 });
    world.clock.now += HOUR_MS / 2;
    await world.accept(passed());
    await world.deliver();
    const { rows } = await listWebhookRows(world.caller, {});
    const row = rows.find(({ webhook }) => webhook.id === id);
    const warning = await readWebhookOverview(world.caller, id);
    expect(warning).toMatchObject({
      ...{ health: { state: "warning" }, suspendedAt: null, nextProbeAt: null },
    });
    expect(row?.webhook.health).toMatchObject(warning.health);
    world.clock.now += HOUR_MS / 2;
    await sweepHealth(world.tidings);
    expect(await readWebhookOverview(world.caller, id)).toMatchObject({
      ...{ status: "suspended", suspendedAt: new Date(world.clock.now).toISOString() },
      health: {
        ...{ state: "suspended", reason: "The last delivery failed, and nothing has succeeded for 1 h." },
      },
      nextProbeAt: new Date(world.clock.now + HOUR_MS / 6).toISOString(),
      lastFailure: { run: { statusCode: 503 } },
    });
  });

  it("decision 26: counts what the table counts, says what waits and explains the last failure; tests count nowhere", async () => {
    const { id, path } = await ownWebhook(doors, world, { delivery });
    const begun = new Date(world.clock.now).toISOString();
    world.receiver.script(path, [{ status: 200 }, { status: 503 }, { status: 200 }]);
    await world.accept(passed());
    await world.deliver();
    await world.accept(passed());
    await world.deliver();
    await testWebhook(world.caller, id);
    const nextAttemptAt = (await world.deliveries(id)).find(
      ({ state }) => state === "pending",
    )?.nextAttemptAt;
    const overview = await readWebhookOverview(world.caller, id);
    expect(overview).toMatchObject({
      ...{ succeeded: 1, failed: 1, lost: 0, failedInARow: 1 },
      waiting: {
        ...{ count: 1, oldestAt: begun },
        nextAttemptAt,
      },
      lastRun: { verdict: "failed" },
      lastFailure: {
        run: { reason: "status_not_accepted", statusCode: 503, test: false },
        delivery: { state: "pending", nextAttemptAt },
      },
    });
    expect(overview.days.at(-1)).toMatchObject({ succeeded: 1, failed: 1 });
    expect(overview.answerTime?.median).toHaveProperty("ms");
    const { rows } = await listWebhookRows(world.caller, {});
    const row = rows.find(({ webhook }) => webhook.id === id);
    expect(row).toMatchObject({ succeeded: 1, failed: 1, lost: 0 });

    await deactivateWebhook(world.caller, id);
    const resting = await readWebhookOverview(world.caller, id);
    expect(resting.waiting).toMatchObject({ count: 1, nextAttemptAt: null });
  });

  it("forgets what is older than 14 days, to the hour", async () => {
    const { id, path } = await ownWebhook(doors, world, { delivery: { retry: { kind: "none" } } });
    world.receiver.script(path, [{ status: 500 }]);
    await world.accept(passed());
    await world.deliver();
    const at = world.clock.now;
    expect(await readWebhookOverview(world.caller, id)).toMatchObject({ failed: 1, lost: 1 });
    world.clock.now = at + 14 * DAY_MS;
    const last = await readWebhookOverview(world.caller, id);
    expect(last).toMatchObject({ failed: 1, lost: 1 });
    expect(last.days[0]).toMatchObject({ failed: 1 });
    world.clock.now = at + 15 * DAY_MS;
    expect(await readWebhookOverview(world.caller, id)).toMatchObject({
      ...{ failed: 0, lost: 0, lastFailure: null, lastRun: { verdict: "failed" } },
    });
    world.clock.now = at;
  });

  it("another account's webhook is not found", async () => {
    const other = await world.newAccount("Overview");
    const { id } = await world.webhook({}, other);
    await expect(readWebhookOverview(world.caller, id)).rejects.toMatchObject({ status: 404 });
  });
});
