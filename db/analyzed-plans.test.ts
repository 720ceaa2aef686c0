import { expect, it, onTestFinished } from "vitest";
import { openWorld, passed } from "@/e2e/fixtures/world";

it("S1.27, D1: who analyzes an empty database owes and reads later without going through whole tables", async () => {
  const world = await openWorld();
  onTestFinished(() => world.close());
  const { database } = world.tidings;
  if (database.dialect !== "sqlite") throw new Error("The plans are SQLite's.");
  const { sqlite } = database;
  sqlite.exec("ANALYZE");
  const prepare = sqlite.prepare;
  const asked = new Set<string>();
  sqlite.prepare = function (this: typeof sqlite, text: string) {
    asked.add(text);
    return prepare.call(this, text);
  } as typeof prepare;
  const triggers = [{ type: "persona.threshold_passed" }];
  await world.webhook({ triggers, delivery: { order: "contact" } });
  await world.accept([passed({ id: "order-1" }), passed()]);
  world.receiver.script("/hook", [{ status: 500 }, { status: 200 }]);
  await world.deliver();
  await world.pass(60_000);
  sqlite.prepare = prepare;

  const read = [...asked].filter((text) => text.includes("json_each(?") && !/^\s*UPDATE/.test(text));
  expect(read.length).toBeGreaterThan(3);
  for (const numbered of read) {
    const text = numbered.replace(/\?\d+/g, "?");
    const values = (text.match(/\?/g) ?? []).map(() => "[]");
    const rows = sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
    const plan = rows.map((row) => (row as { detail: string }).detail).join("\n");
    // The accounts are few.
    expect(plan, text).not.toMatch(/SCAN (?!a\b|j\b|json_each|refinement|wanted|facet|CONSTANT)/);
  }
});
