import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { opened, openWorld, passed, type World } from "@/e2e/fixtures/world";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { listWebhookRows } from "@/lib/webhooks/list";
import { readWebhookOverview } from "@/lib/webhooks/overview";
import { MOST_LOOKED_AT } from "../waiting-rows";
import { ENGINES } from "./engines";

describe.each(ENGINES)("what waits, on $name", ({ name, place }) => {
  /** One for all tests, each of which has an account of its own. */
  let world: World;
  let account: Awaited<ReturnType<World["newAccount"]>>;
  let accounts = 0;
  afterAll(() => world.close());
  beforeEach(async () => {
    const { DATABASE_URL } = world || name === "sqlite" ? {} : (await place()).env;
    world ??= await openWorld({ env: DATABASE_URL ? { DATABASE_URL } : {} });
    account = await world.newAccount(`Account${++accounts}`);
  });

  const webhook = async (delivery: object, more: object = {}) =>
    (await world.webhook({ url: world.receiver.url(path()), delivery, ...more }, account)).id;
  const path = () => `/account${accounts}`;
  const accept = (count: number, changes: Record<string, unknown> = {}) =>
    world.accept(
      Array.from({ length: count }, () => passed(changes)),
      account,
    );
  const waiting = async (id: string) => (await readWebhookOverview(account.caller, id)).waiting;
  const rowOf = async (id: string) =>
    (await listWebhookRows(account.caller, {})).rows.find((row) => row.webhook.id === id);

  it("drains in as long as the present pace needs, for the page and the list", async () => {
    const id = await webhook({ ratePerSecond: 10 });
    await accept(250);
    expect(await waiting(id)).toMatchObject({ count: 250, drainsInSeconds: null, slowedTo: null });
    for (let passes = 0; passes < 105; passes++) await world.pass(100);
    const { count, drainsInSeconds, held } = await waiting(id);
    expect(held).toBeNull();
    expect(count).toBeGreaterThan(140);
    expect(drainsInSeconds).toBeGreaterThanOrEqual(count / 10);
    expect(drainsInSeconds).toBeLessThan(count / 9);
    expect((await rowOf(id))?.outlook).toEqual({ drainsInSeconds, heldSince: null, slowedTo: null });
    world.clock.now += 60_100;
    expect(await waiting(id)).toMatchObject({ drainsInSeconds: null });
    await deactivateWebhook(account.caller, id, { waiting: "keep" });
    expect((await rowOf(id))?.outlook).toBeUndefined();
  });

  it("is slowed where the endpoint answers 503; what is tried later makes no estimate", async () => {
    world.receiver.script(path(), () => ({ status: 503 }));
    const retry = { kind: "schedule", delaysSeconds: [1, 1, 1, 3_600], jitter: 0 };
    const id = await webhook({ concurrency: 10, retry });
    await accept(120);
    await world.deliver();
    for (let passes = 0; passes < 12; passes++) await world.pass(1_000);
    expect(await waiting(id)).toMatchObject({ count: 120, slowedTo: 1, drainsInSeconds: null, held: null });
    expect((await rowOf(id))?.outlook).toMatchObject({ slowedTo: 1 });
  });

  it("S2.34: is held behind one probe while an interval webhook's endpoint fails", async () => {
    let healthy = false;
    world.receiver.script(path(), () => ({ status: healthy ? 200 : 503 }));
    const retry = { kind: "interval", everySeconds: 10, untilHours: 72, from: "accepted" };
    const id = await webhook({ retry, concurrency: 1 });
    await accept(150);
    await world.deliver();
    const held = { since: new Date(world.clock.now).toISOString(), probeAt: expect.any(String) };
    const found = await waiting(id);
    expect(found).toMatchObject({ count: 150, held, drainsInSeconds: null });
    expect(found.nextAttemptAt).toBe(found.held?.probeAt);
    const wait = Date.parse(found.held?.probeAt ?? "") - world.clock.now;
    expect(wait).toBeGreaterThanOrEqual(10_000);
    expect(wait).toBeLessThan(13_000);
    expect((await rowOf(id))?.outlook).toMatchObject({ heldSince: world.clock.now });
    healthy = true;
    await world.pass(wait);
    expect(await waiting(id)).toMatchObject({ count: 0, held: null });
  });

  it("S1.45: waits because of a recalculation where more than 100 say so", async () => {
    const id = await webhook({});
    await accept(100, { cause: "recalculation" });
    await accept(120);
    expect(await waiting(id)).toMatchObject({ count: 220, recalculated: null });
    await accept(1, { cause: "recalculation" });
    expect(await waiting(id)).toMatchObject({ recalculated: { count: 101, more: false } });
  });

  it("S1.45: counts no further than the 10,000 that wait longest", async () => {
    const { id } = await world.webhook(
      {
        ...{ profile: "stream", url: world.streamUrl(), status: undefined },
        triggers: [{ type: "message.opened" }],
      },
      account,
    );
    await activateWebhook(account.caller, id);
    const events = Array.from({ length: 1_000 }, () => opened({ cause: "recalculation" }));
    for (let posts = 0; posts < 11; posts++) await world.accept(events, account);
    const { count, recalculated } = await waiting(id);
    expect(count).toBe(11_000);
    expect(recalculated).toEqual({ count: MOST_LOOKED_AT, more: true });
  });

  it("is another account's business alone", async () => {
    const id = await webhook({});
    await accept(101);
    const other = await world.newAccount(`Other${accounts}`);
    expect((await listWebhookRows(other.caller, {})).rows).toEqual([]);
    await expect(readWebhookOverview(other.caller, id)).rejects.toMatchObject({ status: 404 });
  });
});
