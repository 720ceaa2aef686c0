import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { NEXT } from "./first-id";
import { FAILED, missedOf } from "./look";
import { RUNNING } from "./run-due";

let world: World;
beforeAll(async () => {
  world = await openWorld({ on: "sqlite" });
});
afterAll(() => world.close());

/** How SQLite goes about a statement: one line a table. */
async function planOf(text: string, values: unknown[]): Promise<string> {
  const rows = await world.tidings.database.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, values);
  return rows.map(({ detail }) => detail).join("\n");
}

describe("a replay among millions of deliveries and events is counted and worked off along indexes", () => {
  it("what failed: the account's unsuccessful deliveries in the order of ids, each with its event's few", async () => {
    const plan = await planOf(FAILED, [1, "0", "w", 0, 1, 10]);
    expect(plan.match(/deliveries_unsuccessful \(account_id=\? AND state=\? AND id>\?\)/g)).toHaveLength(2);
    expect(plan).toContain("newer USING INDEX deliveries_event (event_id=?)");
    expect(plan).not.toMatch(/SCAN (?![dfg]\b)/);
  });

  it("what was missed: the account's events of each type in the order of ids, each with its few deliveries", async () => {
    const plan = await planOf(missedOf(3), [1, "0", 1, 0, 1, "w", 10, "a", "b", "c"]);
    expect(plan.match(/events_type \(account_id=\? AND type=\? AND id>\?\)/g)).toHaveLength(3);
    expect(plan).toContain("d USING INDEX deliveries_event (event_id=?)");
    expect(plan).not.toMatch(/SCAN (?!e\b|t\d)/);
  });

  it("refinements: of the events that were looked at, never of all", async () => {
    const { text, values } = world.tidings.database.sql.wantedBy("w", [{ id: "e", facets: {} }]);
    const [first, second, third] = (await planOf(text, values)).split("\n");
    expect(first).toMatch(/^SCAN j/);
    expect(second).toMatch(/^SEARCH e .*\(id=\?\)/);
    expect(third).toMatch(/^SEARCH t .*\(webhook_id=\? AND type=\?\)/);
  });

  it("where to begin, and what runs: a seek", async () => {
    expect(await planOf(NEXT, [1, "0"])).toContain("events_account (account_id=? AND id>?)");
    expect(await planOf(RUNNING, [])).toContain("replays_due");
  });
});
