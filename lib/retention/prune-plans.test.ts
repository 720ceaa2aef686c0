import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { createClockWatch, Pruner } from "./prune";

let world: World;
beforeAll(async () => {
  world = await openWorld({ on: "sqlite" });
});
afterAll(() => world.close());

describe("retention among millions of rows", () => {
  it("never goes through a whole table, nor sorts what it finds", async () => {
    const { database } = world.tidings;
    if (database.dialect !== "sqlite") throw new Error("The plans are SQLite's.");
    const webhook = await world.webhook();
    await world.accept([passed({ id: "a" }), passed()]);
    await world.deliver();
    const batch = (await world.deliveries(webhook.id))[0]?.id;
    const prepare = database.sqlite.prepare;
    const asked = new Set<string>();
    database.sqlite.prepare = function (this: typeof database.sqlite, text: string) {
      asked.add(text);
      return prepare.call(this, text);
    } as typeof prepare;
    // Runs of a batch of several, which name no delivery.
    await database.rows("INSERT INTO batch_deliveries (batch_id, delivery_id) VALUES ($1, $1)", [batch]);
    await database.rows("UPDATE runs SET delivery_id = NULL WHERE batch_id = $1", [batch]);
    await database.rows(
      `INSERT INTO passages (id, account_id, workflow_id, version, data_center_id, contact_id, state, because,
         started_at, finished_at) VALUES ('p', $1, 'w', 1, 1, '7', 'done', 'arrived', $2, $2)`,
      [world.clientId, world.clock.now],
    );
    world.clock.now += 31 * DAY_MS;
    const pruned = await new Pruner(world.tidings).prune({ pause: async () => {} });
    database.sqlite.prepare = prepare;
    expect(pruned).toMatchObject({ events: 2, deliveries: 2, runs: 2, counters: 2, passages: 1 });

    const statements = [...asked].filter((text) => /^\s*(select|delete|insert)/i.test(text));
    expect(statements.length).toBeGreaterThan(20);
    for (const numbered of statements) {
      const text = numbered.replace(/\?\d+/g, "?");
      const values = (text.match(/\?/g) ?? []).map(() => 1);
      const rows = database.sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      const plan = rows.map((row) => (row as { detail: string }).detail).join("\n");
      // The accounts themselves are few, and each is looked at.
      expect(plan, text).not.toMatch(/SCAN (?!accounts|json_each|CONSTANT)/);
      expect(plan, text).not.toMatch(/USE TEMP B-TREE FOR ORDER BY/);
      // In the index's own order the whole account is read no further than the limit.
      if (!/order by .* limit \?$/.test(text))
        expect(plan, text).not.toMatch(/(events|deliveries|mails)_account \(account_id=\?\)$/m);
    }
  });
});

describe("a clock that leaps", () => {
  it("is not believed until it has gone evenly for an hour", () => {
    const at = { now: Date.parse("2026-03-02T10:00:00Z"), steady: 0 };
    const trusted = createClockWatch(
      () => at.now,
      () => at.steady,
    );
    const pass = (ms: number, steadyMs = ms) => {
      at.now += ms;
      at.steady += steadyMs;
      return trusted();
    };
    expect(pass(60_000)).toBe(true);
    expect(pass(5 * 60_000, 60_000), "a small correction").toBe(true);
    expect(pass(365 * DAY_MS, 60_000)).toBe(false);
    expect(pass(60_000)).toBe(false);
    expect(pass(-365 * DAY_MS, 60_000), "and back").toBe(false);
    expect(pass(HOUR_MS)).toBe(false);
    expect(pass(60_000)).toBe(true);
  });
});
