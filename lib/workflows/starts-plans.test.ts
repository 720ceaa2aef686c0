import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { eraseContact } from "@/lib/contacts/erase";
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

/** Asks SQLite for its plans of what was asked meanwhile about passages and contacts. */
async function expectNoScans(atLeast: number, ask: () => Promise<unknown>) {
  const { database } = world.tidings;
  if (database.dialect !== "sqlite") throw new Error("The plans are SQLite's.");
  const prepare = database.sqlite.prepare;
  const asked = new Set<string>();
  database.sqlite.prepare = function (this: typeof database.sqlite, text: string) {
    asked.add(text);
    return prepare.call(this, text);
  } as typeof prepare;
  await ask();
  database.sqlite.prepare = prepare;
  const about = /watched_contacts|step_contacts|passages|"contacts"/;
  const read = [...asked].filter(
    (text) => /^\s*(select|delete|update|insert[\s\S]*select)/i.test(text) && about.test(text),
  );
  expect(read.length).toBeGreaterThan(atLeast);
  for (const numbered of read) {
    const text = numbered.replace(/\?\d+|\$\d+/g, "?");
    const values = (text.match(/\?/g) ?? []).map(() => 1);
    const rows = database.sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
    const plan = rows.map((row) => (row as { detail: string }).detail).join("\n");
    // Workflows, their steps, accounts and what they watch for are few.
    expect(plan, text).not.toMatch(
      /SCAN (?!workflows|v\b|w\b|a\b|accounts|workflow_watches|CONSTANT|json_each)/,
    );
    for (const table of ["step_contacts", "s"])
      expect(plan, text).not.toMatch(new RegExp(`SEARCH ${table} USING [^(]*\\(workflow_id=\\?\\)`));
    expect(plan, text).not.toMatch(/USE TEMP B-TREE FOR ORDER BY/);
  }
}

const starts = () => runDueStarts(world.tidings, { pause: async () => {} });
const write = (contact: object) => writeContacts(world.caller, world.dataCenterId, { contacts: [contact] });

it("starts among millions of contacts never go through all that are watched, nor sort them", () =>
  expectNoScans(8, async () => {
    const place = { dataCenterId: world.dataCenterId };
    const conditions = [{ subject: "field.City", is: "is", value: "Gosau" }];
    const segment = { name: "Gosau", rules: { match: "all", conditions } };
    const { id: segmentId } = await createSegment(world.caller, world.dataCenterId, segment);
    const triggers = [
      { type: "segment_met", segmentId, includePresent: true },
      { type: "contact_date", field: "birthdate", time: "09:00" },
    ];
    const ids: string[] = [];
    for (const trigger of triggers) {
      const definition = { trigger, steps: [{ id: "e", type: "end" }] };
      const { id } = await createWorkflow(world.caller, { name: trigger.type, ...place, definition });
      await activateWorkflow(world.caller, id);
      ids.push(id);
    }
    const ada = { id: "7", email: "a@b.example" };
    await write({ ...ada, properties: { birthdate: "2026-03-05" } });
    await starts();
    await write({ ...ada, properties: { City: "Gosau" } });
    world.clock.now += 5 * DAY_MS;
    await starts();
    for (const id of ids) await archiveWorkflow(world.caller, id);
    await starts();
  }));

it("a contact that gets its id, or is erased, is found among millions of passages", () =>
  expectNoScans(8, async () => {
    await write({ email: "jo@example.org" });
    await write({ id: "8", email: "jo@example.org" });
    await eraseContact(world.caller, world.dataCenterId, { id: "8" });
  }));
