import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";

const SECOND = 1_000;
const DELAYS = [60, 300, 1_800, 7_200];
const DELIVERIES = 200;

let world: World;
let doors: Doors;
let id: string;
/** Each delivery's runs, by when they began. */
const began = new Map<string, number[]>();

/** Always failing, on a clock that goes from one retry to the next. */
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  world.receiver.script("/hook", { status: 500 });
  const retry = { kind: "schedule", delaysSeconds: DELAYS, jitter: 0.2 };
  ({ id } = await world.webhook({ delivery: { retry, suspension: null } }));
  await world.accept(Array.from({ length: DELIVERIES }, () => passed()));
  await world.deliver();
  for (let next = await nextDue(); next !== null; next = await nextDue()) {
    // What is due within the same second goes along, so that it takes hundreds of steps and not a thousand.
    await world.pass(next + SECOND - world.clock.now);
  }
  const runs = await world.tidings.database.rows<{ delivery: string; at: number }>(
    "SELECT delivery_id AS delivery, started_at AS at FROM runs WHERE webhook_id = $1 ORDER BY id",
    [id],
  );
  for (const { delivery, at } of runs) began.set(delivery, [...(began.get(delivery) ?? []), at]);
}, 120_000);
afterAll(() => world.close());

async function nextDue(): Promise<number | null> {
  const [row] = await world.tidings.database.rows<{ at: number | null }>(
    "SELECT min(next_attempt_at) AS at FROM deliveries WHERE webhook_id = $1 AND state = 'pending'",
    [id],
  );
  return row?.at ?? null;
}

describe("D5: of 200 deliveries that always fail", () => {
  it("each is tried exactly as often as the schedule says", () => {
    expect(began.size).toBe(DELIVERIES);
    for (const times of began.values()) expect(times).toHaveLength(DELAYS.length + 1);
    expect(world.receiver.requests).toHaveLength(DELIVERIES * (DELAYS.length + 1));
  });

  it("each waits at least its delay d between two tries, and at most 1.25 d", () => {
    for (const times of began.values()) {
      for (const [index, seconds] of DELAYS.entries()) {
        const gap = (times[index + 1] ?? 0) - (times[index] ?? 0);
        expect(gap).toBeGreaterThanOrEqual(seconds * SECOND);
        expect(gap).toBeLessThanOrEqual(1.25 * seconds * SECOND);
      }
    }
  });

  it("they do not all come at the same moment", () => {
    const gaps = [...began.values()].map((times) => (times[1] ?? 0) - (times[0] ?? 0));
    expect(new Set(gaps).size).toBeGreaterThan(5);
  });

  it("each is failed in the end, listed with its reason, and can be sent again", async () => {
    const { json } = await doors.v1("GET", `/webhooks/${id}/deliveries?state=failed&limit=1000`);
    expect(json.deliveries).toHaveLength(DELIVERIES);
    for (const { attempts, reason, nextAttemptAt } of json.deliveries) {
      const ended = { attempts: DELAYS.length + 1, reason: "status_not_accepted", nextAttemptAt: null };
      expect({ attempts, reason, nextAttemptAt }).toEqual(ended);
    }
    world.receiver.script("/hook", { status: 200 });
    const resent = await doors.v1("POST", `/deliveries/${json.deliveries[0].id}/resend`);
    expect(resent.status).toBe(202);
    await world.deliver();
    const found = await doors.v1("GET", `/deliveries/${resent.json.deliveryId}`);
    expect(found.json).toMatchObject({ state: "delivered", eventId: json.deliveries[0].eventId });
  });
});
