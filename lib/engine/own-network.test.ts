import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { opened, openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listRuns } from "@/lib/runs/list";
import { activateWebhook } from "@/lib/webhooks/activate";
import { readWebhookOverview } from "@/lib/webhooks/overview";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => {
  vi.restoreAllMocks();
  return world.close();
});

/** Our name servers can't be reached, until the returned function mends them. */
function breakNetwork() {
  const spy = vi.spyOn(world.tidings.resolver, "resolve");
  spy.mockResolvedValue({ ok: false, reason: "own_network_down" });
  return () => spy.mockRestore();
}

const suspension = { failedInARow: 1, hoursWithoutSuccess: 1, autoResume: false };
const KINDS: [string, object][] = [
  ["without retries", { delivery: { retry: { kind: "none" }, suspension } }],
  [
    "with one retry",
    { delivery: { retry: { kind: "schedule", delaysSeconds: [60], jitter: 0 }, suspension } },
  ],
  [
    "with retries at an interval",
    { profile: "stream", status: undefined, triggers: [{ type: "message.opened" }] },
  ],
];

describe("our own network trouble is not charged to the webhook", () => {
  it.each(KINDS)(
    "%s: every try is given back, its health stays, and it goes on by itself",
    async (_, kind) => {
      const { id, status } = await world.webhook({ url: world.streamUrl(), ...kind });
      if (status !== "active") await activateWebhook(world.caller, id);
      const mend = breakNetwork();
      await world.accept([passed(), opened()]);
      await world.pass(SECOND);
      for (let hour = 0; hour < 5; hour++) await world.pass(HOUR);
      expect(world.receiver.requests).toHaveLength(0);
      expect(await world.deliveries(id)).toMatchObject([{ state: "pending", attempts: 0 }]);
      const { runs } = await listRuns(world.caller, id, {});
      expect(runs.length).toBeGreaterThan(1);
      expect(new Set(runs.map(({ reason }) => reason))).toEqual(new Set(["own_network_down"]));
      const overview = await readWebhookOverview(world.caller, id);
      expect(overview).toMatchObject({ status: "active", failedInARow: 0, lost: 0 });
      expect(overview).toMatchObject({ health: { state: "healthy", reason: null }, waiting: { held: null } });
      mend();
      await world.pass(10 * SECOND);
      expect(world.receiver.requests).toHaveLength(1);
      expect(await world.deliveries(id)).toMatchObject([{ state: "delivered", attempts: 1 }]);
    },
  );

  it("gives the endpoint every try that its schedule has, once the network is back", async () => {
    world.receiver.script("/hook", { status: 500 });
    const retry = { kind: "schedule", delaysSeconds: [60, 60], jitter: 0 };
    const { id } = await world.webhook({ url: world.streamUrl(), delivery: { retry } });
    const mend = breakNetwork();
    await world.accept();
    await world.deliver();
    for (let minute = 0; minute < 10; minute++) await world.pass(60 * SECOND);
    mend();
    for (let minute = 0; minute < 5; minute++) await world.pass(65 * SECOND);
    expect(world.receiver.requests).toHaveLength(3);
    expect(await world.deliveries(id)).toMatchObject([{ state: "failed", attempts: 3 }]);
  });

  it("but a name that does not exist is", async () => {
    const { id } = await world.webhook({
      url: world.streamUrl(),
      delivery: { retry: { kind: "none" } },
    });
    vi.spyOn(world.tidings.resolver, "resolve").mockResolvedValue({ ok: false, reason: "dns_lookup_failed" });
    await world.accept();
    await world.deliver();
    expect(await world.deliveries(id)).toMatchObject([{ state: "failed", reason: "dns_lookup_failed" }]);
    expect(await readWebhookOverview(world.caller, id)).toMatchObject({ failedInARow: 1, lost: 1 });
  });
});
