import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { sweepHealth } from "@/lib/engine/sweep-health";
import { HOUR_MS } from "@/lib/time";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { readAttention } from "./attention";
import type { Attention } from "./schema";
import { readToday } from "./today";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Account = Awaited<ReturnType<World["newAccount"]>>;

/** A webhook of its own account on a path of its own, after so many events that its endpoint answers as said. */
async function webhookThatGot(
  account: Account,
  statuses: number[],
  delivery: object = { retry: { kind: "none" } },
) {
  const path = `/${crypto.randomUUID()}`;
  world.receiver.script(
    path,
    statuses.map((status) => ({ status })),
  );
  const { id } = await world.webhook({ url: world.receiver.url(path), delivery }, account);
  for (const _ of statuses) {
    await world.accept(passed(), account);
    await world.deliver();
  }
  return id;
}

const kinds = (attention: Attention) =>
  (["suspended", "failing", "lost", "waiting", "neverActivated"] as const).filter(
    (kind) => attention[kind].items.length > 0,
  );
const read = ({ caller }: Account) => readAttention(caller, { administrator: true });

describe("what needs attention", () => {
  it("is nothing in an account whose webhooks deliver; the day's numbers are the counters'", async () => {
    const account = await world.newAccount("Quiet");
    expect((await read(account)).webhooks).toBe(0);
    await webhookThatGot(account, [200, 200]);
    const attention = await read(account);
    expect(kinds(attention)).toEqual([]);
    expect(attention).toMatchObject({ webhooks: 1, engineSilent: false, plainHttp: null });
    expect(await readToday(account.caller)).toEqual({
      ...{ accepted: { count: 2, more: false }, delivered: 2, lost: 0, waiting: { count: 0, more: false } },
    });
  });

  it("is a webhook whose last three runs failed, with the reason, and what it lost; two are not enough", async () => {
    const account = await world.newAccount("Failing");
    await webhookThatGot(account, [404, 404]);
    expect(kinds(await read(account))).toEqual(["lost"]);
    const account3 = await world.newAccount("Failing thrice");
    const failing = await webhookThatGot(account3, [404, 404, 404]);
    const attention = await read(account3);
    expect(kinds(attention)).toEqual(["failing", "lost"]);
    expect(attention.failing.items).toMatchObject([
      { id: failing, failedInARow: 3, last: { reason: "status_not_accepted", statusCode: 404 } },
    ]);
    expect(attention.lost.items).toMatchObject([{ id: failing, lost: 3 }]);
    expect((await readToday(account3.caller)).lost).toBe(3);
  });

  it("decision 11: is a webhook that may be suspended soon, however few of its runs failed", async () => {
    const account = await world.newAccount("Warned");
    const suspension = { failedInARow: 1, hoursWithoutSuccess: 2, autoResume: false };
    const id = await webhookThatGot(account, [404], { retry: { kind: "none" }, suspension });
    world.clock.now += HOUR_MS;
    await sweepHealth(world.tidings);
    const { failing } = await read(account);
    expect(failing.items).toMatchObject([
      { id, failedInARow: 1, warning: expect.stringContaining("for 1 h.") },
    ]);
    world.clock.now += HOUR_MS;
    await sweepHealth(world.tidings);
    const at = new Date(world.clock.now).toISOString();
    world.clock.now += HOUR_MS;
    expect((await read(account)).suspended.items).toMatchObject([
      { id, at, reason: "The last delivery failed, and nothing has succeeded for 2 h." },
    ]);
  });

  it("is a suspended webhook, told once although its events wait", async () => {
    const account = await world.newAccount("Suspended");
    const id = await webhookThatGot(account, [410], {});
    world.clock.now += 2 * HOUR_MS;
    const attention = await read(account);
    expect(kinds(attention)).toEqual(["suspended"]);
    expect(attention.suspended.items).toMatchObject([{ id, reason: expect.stringContaining("410") }]);
    expect((await readToday(account.caller)).waiting).toEqual({ count: 1, more: false });
  });

  it("is what has waited for more than an hour, also for a webhook that is not active", async () => {
    const account = await world.newAccount("Waiting");
    const retry = { kind: "schedule", delaysSeconds: [86_400], jitter: 0 };
    const id = await webhookThatGot(account, [503], { retry });
    world.clock.now += HOUR_MS;
    expect(kinds(await read(account))).toEqual([]);
    world.clock.now += 1;
    expect((await read(account)).waiting.items).toMatchObject([{ id, active: true }]);
    await deactivateWebhook(account.caller, id);
    expect((await read(account)).waiting.items).toMatchObject([{ id, active: false }]);
  });

  it("is a webhook that was never activated, not one that somebody has stopped", async () => {
    const account = await world.newAccount("Never");
    const { id } = await world.webhook({ status: "inactive" }, account);
    const { id: stopped } = await world.webhook({}, account);
    await deactivateWebhook(account.caller, stopped);
    expect((await read(account)).neverActivated.items.map((item) => item.id)).toEqual([id]);
  });

  it("names five of a kind and counts the others", async () => {
    const account = await world.newAccount("Many");
    for (let n = 0; n < 7; n++) await world.webhook({ status: "inactive" }, account);
    const { neverActivated } = await read(account);
    expect([neverActivated.items.length, neverActivated.more]).toEqual([5, 2]);
  });

  it("tells administrators alone that mails are kept", async () => {
    expect((await readAttention(world.caller, { administrator: true })).mailsAreKept).toBe(true);
    expect((await readAttention(world.caller, { administrator: false })).mailsAreKept).toBe(false);
  });

  it("is an engine that has fallen silent, and plain http off loopback", async () => {
    const { tidings } = world;
    const { PUBLIC_URL } = tidings.env;
    tidings.engine = { heartbeatAt: Date.now() - 11_000, startedAt: 0 };
    tidings.env.PUBLIC_URL = "http://tidings.example.com";
    const attention = await read(world);
    expect(attention).toMatchObject({ engineSilent: true, plainHttp: "http://tidings.example.com" });
    tidings.engine = undefined;
    tidings.env.PUBLIC_URL = PUBLIC_URL;
  });
});
