import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listDeliveries } from "@/lib/deliveries/list";
import { listDeliveryRows } from "@/lib/deliveries/list-rows";
import { EARLIEST, waitingOf } from "@/lib/deliveries/waiting";
import { deliveryWalks } from "@/lib/deliveries/walks";
import { lookBack } from "@/lib/drafts/hindsight";
import { recalledSamples } from "@/lib/drafts/recall-events";
import { showRecalledRequest } from "@/lib/drafts/recalled-request";
import { findEvent } from "@/lib/events/find";
import { inspectEvent } from "@/lib/events/inspect";
import { listEventRows, listEvents } from "@/lib/events/list";
import { newId } from "@/lib/ids";
import { eventWalks } from "./events/walks";

let world: World;
beforeAll(async () => {
  world = await openWorld({ on: "sqlite" });
});
afterAll(() => world.close());

/** How SQLite goes about a statement: one line a table. */
async function planOf(query: { toSQL(): { sql: string; params: unknown[] } } | string): Promise<string> {
  const { sql, params } = typeof query === "string" ? { sql: query, params: [1] } : query.toSQL();
  const rows = await world.tidings.database.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
  return rows.map(({ detail }) => detail).join("\n");
}

/** What `eventWalks` and `deliveryWalks` build before it is awaited. */
type Query = { toSQL(): { sql: string; params: unknown[] } };
const built = (query: unknown) => query as Query;
const page = { before: newId(), limit: 26 };

describe("a list of a hundred thousand events or a million deliveries is read along an index in its own order", () => {
  it.each([
    ["all", "events_account (account_id=? AND id<?)"],
    ["key", "events_key (account_id=? AND key=?)"],
    ["type", "events_type (account_id=? AND type=? AND id<?)"],
    ["contactId", "events_contact (account_id=? AND contact_id=? AND id<?)"],
    ["contactEmail", "events_email (account_id=? AND contact_email=? AND id<?)"],
  ] as const)("events by %s", async (by, index) => {
    const walks = eventWalks(world.caller);
    const query = by === "all" ? walks.all(page) : walks[by]("x", page);
    const plan = await planOf(built(query));
    expect(plan).toContain(`USING INDEX ${index}`);
    expect(plan).not.toContain("TEMP B-TREE");
    expect(plan).not.toContain("SCAN");
  });

  it.each([
    ["all", "deliveries_account (account_id=? AND id<?)"],
    ["webhook", "deliveries_webhook (webhook_id=? AND id<?)"],
    ["failed", "deliveries_unsuccessful (account_id=? AND state=? AND id<?)"],
    ["cancelled", "deliveries_unsuccessful (account_id=? AND state=? AND id<?)"],
    ["waiting", "deliveries_due (webhook_id=? AND (next_attempt_at,id)>(?,?))"],
  ] as const)("deliveries: %s", async (by, index) => {
    const walks = deliveryWalks(world.caller);
    const query = {
      all: () => walks.all(page),
      webhook: () => walks.webhook(newId(), page),
      failed: () => walks.unsuccessful("failed", page),
      cancelled: () => walks.unsuccessful("cancelled", page),
      waiting: () => waitingOf(world.caller, newId(), `1.${newId()}`, 26),
    }[by]();
    const plan = await planOf(built(query));
    expect(plan).toContain(`INDEX ${index}`);
    expect(plan).not.toContain("TEMP B-TREE");
    expect(plan).not.toContain("SCAN");
  });

  it("deliveries under way, of one webhook and of all: by each webhook's own index", async () => {
    for (const id of [undefined, newId()]) {
      const plan = await planOf(built(deliveryWalks(world.caller).sending(id)));
      expect(plan).toContain("deliveries USING INDEX deliveries_sending (webhook_id=?)");
      expect(plan).not.toContain("SCAN");
    }
  });

  it("the earliest delivery of each webhook: one seek", async () => {
    const plan = await planOf(EARLIEST);
    expect(plan).toContain("deliveries_due (webhook_id=?)");
    expect(plan).not.toMatch(/SCAN [dw]\b/);
  });

  it("samples that outlived their events: by data center and type", async () => {
    const group = { dataCenterId: 1, type: "x" };
    const plan = await planOf(built(recalledSamples(world.caller, group, 20)));
    expect(plan).toContain("USING INDEX sample_events_type (account_id=? AND data_center_id=? AND type=?)");
    expect(plan).not.toContain("TEMP B-TREE");
  });

  it("whatever the lists, the event's page and a draft's look back ask: nothing goes through a whole table or account", async () => {
    const { caller } = world;
    const webhook = await world.webhook();
    const { events } = await world.accept(passed());
    await world.deliver();
    const id = events[0]?.id ?? "";
    const asked = await recorded(async () => {
      await listEvents(caller, { contact: "1353", type: "persona.threshold_passed" });
      await listEventRows(caller, { q: id });
      await listDeliveryRows(caller, { q: id });
      await listDeliveries(caller, webhook.id, { eventId: id });
      await listDeliveries(caller, webhook.id, { state: "failed", cursor: id });
      await listDeliveryRows(caller, { webhookId: webhook.id, reason: "gone" });
      await findEvent(caller, id);
      await inspectEvent(caller, id);
      const settings = { dataCenterId: 1, triggers: [{ type: "persona.threshold_passed", personaIds: [1] }] };
      expect((await lookBack(caller, { settings })).events).toHaveLength(1);
      await showRecalledRequest(caller, { settings, eventId: id });
    });
    expect(asked.length).toBeGreaterThan(20);
    for (const query of asked) {
      const plan = await planOf({ toSQL: () => query });
      expect(plan, query.sql).not.toMatch(/SCAN (?!CONSTANT)/);
      // Where nothing else is asked for, the account's own order ends at the limit.
      if (/where "events"."account_id" = \? order by "events"."id" desc limit \?$/.test(query.sql)) continue;
      expect(plan, query.sql).not.toMatch(/(deliveries|events|entries)_account \(account_id=\?\)/);
    }
  });
});

/** The reading statements of some calls, as the database was asked them. */
async function recorded(calls: () => Promise<void>): Promise<{ sql: string; params: unknown[] }[]> {
  const client = (world.tidings.database.orm as unknown as { $client: Client }).$client;
  const prepare = client.prepare;
  const texts: string[] = [];
  client.prepare = function (text: string) {
    texts.push(text);
    return prepare.call(this, text);
  };
  try {
    await calls();
  } finally {
    client.prepare = prepare;
  }
  const reads = texts.filter((text) => /^\s*select/i.test(text));
  return reads.map((sql) => ({ sql, params: (sql.match(/\?/g) ?? []).map(() => 1) }));
}

interface Client {
  prepare(text: string): unknown;
}
