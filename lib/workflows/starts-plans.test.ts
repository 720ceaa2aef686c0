import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { createSegment } from "@/lib/contacts/segments";
import { writeContacts } from "@/lib/contacts/write";
import { DAY_MS } from "@/lib/time";
import { activateWorkflow, archiveWorkflow } from "./change-status";
import { createWorkflow } from "./create";
import { runDueStarts } from "./run-starts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ on: "sqlite" });
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
});
afterAll(() => world.close());

it("starts among millions of contacts never go through all that are watched, nor sort them", async () => {
  const { database } = world.tidings;
  if (database.dialect !== "sqlite") throw new Error("The plans are SQLite's.");
  const place = { dataCenterId: world.dataCenterId };
  const rules = { match: "all", conditions: [{ subject: "field.City", is: "is", value: "Gosau" }] };
  const { id: segmentId } = await createSegment(world.caller, world.dataCenterId, { name: "Gosau", rules });
  const triggers = [
    { type: "segment_met", segmentId, includePresent: true },
    { type: "contact_date", field: "birthdate", time: "09:00" },
  ];
  const prepare = database.sqlite.prepare;
  const asked = new Set<string>();
  database.sqlite.prepare = function (this: typeof database.sqlite, text: string) {
    asked.add(text);
    return prepare.call(this, text);
  } as typeof prepare;
  const ids: string[] = [];
  for (const trigger of triggers) {
    const definition = { trigger, steps: [{ id: "e", type: "end" }] };
    const { id } = await createWorkflow(world.caller, { name: trigger.type, ...place, definition });
    await activateWorkflow(world.caller, id);
    ids.push(id);
  }
  const write = (properties: object) =>
    writeContacts(world.caller, world.dataCenterId, {
      contacts: [{ id: "7", email: "a@b.example", properties }],
    });
  const starts = () => runDueStarts(world.tidings, { pause: async () => {} });
  await write({ birthdate: "2026-03-05" });
  await starts();
  await write({ City: "Gosau" });
  world.clock.now += 5 * DAY_MS;
  await starts();
  for (const id of ids) await archiveWorkflow(world.caller, id);
  await starts();
  database.sqlite.prepare = prepare;

  const about = /watched_contacts|passages|"contacts"/;
  const read = [...asked].filter((text) => /^\s*(select|delete|update)/i.test(text) && about.test(text));
  expect(read.length).toBeGreaterThan(8);
  for (const numbered of read) {
    const text = numbered.replace(/\?\d+|\$\d+/g, "?");
    const values = (text.match(/\?/g) ?? []).map(() => 1);
    const rows = database.sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
    const plan = rows.map((row) => (row as { detail: string }).detail).join("\n");
    // Workflows, accounts and what they watch for are few.
    expect(plan, text).not.toMatch(
      /SCAN (?!workflows|v\b|w\b|a\b|accounts|workflow_watches|CONSTANT|json_each)/,
    );
    expect(plan, text).not.toMatch(/USE TEMP B-TREE FOR ORDER BY/);
  }
});
