import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BEGINNING, openWorld, passed, type World } from "@/e2e/fixtures/world";
import { steadyClock } from "@/lib/clock";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

let world: World;
let time: { wall: number; monotonic: number };
beforeEach(async () => {
  time = { wall: BEGINNING, monotonic: 0 };
  const wallNow = () => time.wall;
  world = await openWorld({ clocks: { now: steadyClock(wallNow, () => time.monotonic), wallNow } });
});
afterEach(() => world.close());

/** Somebody sets the machine's clock. */
const setClock = (by: number) => {
  time.wall += by;
};
async function pass(ms: number) {
  time.wall += ms;
  time.monotonic += ms;
  await world.deliver();
}
const retryAfter = (...delaysSeconds: number[]) => ({
  retry: { kind: "schedule", delaysSeconds, jitter: 0 },
});
const stateOf = async (id: string) => (await world.deliveries(id)).map(({ state }) => state);

describe("a clock that is set back", () => {
  it("delays no retry that was due before, and no new event", async () => {
    world.receiver.script("/hook", [{ status: 503 }, { status: 200 }, { status: 200 }]);
    const { id } = await world.webhook({ delivery: retryAfter(60) });
    await world.accept();
    await world.deliver();
    setClock(-HOUR);
    await world.accept(passed({ occurredAt: new Date(time.wall).toISOString() }));
    await world.deliver();
    expect(world.receiver.requests).toHaveLength(2);
    await pass(59 * SECOND);
    expect(world.receiver.requests).toHaveLength(2);
    // A hundredth slower, and what the first request took to leave.
    await pass(5 * SECOND);
    expect(world.receiver.requests).toHaveLength(3);
    expect(await stateOf(id)).toEqual(["delivered", "delivered"]);
  });

  it("gives every request the wall clock's timestamp, which receivers compare with theirs", async () => {
    world.receiver.script("/hook", { status: 200 });
    await world.webhook();
    setClock(-HOUR);
    await world.accept();
    await world.deliver();
    const [request] = world.receiver.requests;
    expect(request?.headers["webhook-timestamp"]).toBe(String(time.wall / 1_000));
    expect(world.tidings.now()).toBe(BEGINNING);
  });

  it("takes a date in Retry-After by the wall clock", async () => {
    const date = new Date(BEGINNING - HOUR + 90 * SECOND).toUTCString();
    world.receiver.script("/hook", { status: 503, headers: { "Retry-After": date } });
    const { id } = await world.webhook({ delivery: retryAfter(5, 600) });
    setClock(-HOUR);
    await world.accept();
    await world.deliver();
    const [delivery] = await world.deliveries(id);
    expect(Date.parse(delivery?.nextAttemptAt ?? "") - world.tidings.now()).toBe(90 * SECOND);
  });
});

describe("a clock that jumps a day forward", () => {
  let status: number;
  /** How many requests were open as each one came. */
  let open: number[];
  beforeEach(() => {
    status = 503;
    open = [];
    let count = 0;
    world.receiver.script("/hook", async () => {
      open.push(++count);
      await new Promise(setImmediate);
      count--;
      return { status };
    });
  });
  const accept = (count: number) => world.accept(Array.from({ length: count }, () => passed()));

  it("makes no storm of what is due at once: concurrency holds", async () => {
    const { id } = await world.webhook({ delivery: { ...retryAfter(HOUR / SECOND), concurrency: 4 } });
    await accept(200);
    await world.deliver();
    expect(new Set(await stateOf(id))).toEqual(new Set(["pending"]));
    [status, open] = [200, []];
    setClock(DAY);
    await world.deliver();
    expect(open).toHaveLength(200);
    expect(Math.max(...open)).toBeLessThanOrEqual(4);
    expect(new Set(await stateOf(id))).toEqual(new Set(["delivered"]));
  });

  it("gives no more requests a second than the webhook's rate", async () => {
    status = 200;
    await world.webhook({ delivery: { ratePerSecond: 10, concurrency: 64 } });
    await accept(100);
    await world.deliver();
    open = [];
    setClock(DAY);
    await world.deliver();
    expect(open).toHaveLength(1);
    await pass(100);
    expect(open).toHaveLength(2);
  });

  it("leaves an endpoint that struggled at the pace it was slowed down to", async () => {
    const { id } = await world.webhook({ delivery: { ...retryAfter(HOUR / SECOND), concurrency: 16 } });
    await accept(80);
    await world.deliver();
    [status, open] = [200, []];
    setClock(DAY);
    await world.deliver();
    expect(open).toHaveLength(80);
    expect(Math.max(...open.slice(0, 10))).toBeLessThanOrEqual(2);
    const noted = await world.tidings.database.rows("SELECT pace FROM lanes WHERE webhook_id = $1", [id]);
    expect(noted).toEqual([{ pace: 1 }]);
  });
});
