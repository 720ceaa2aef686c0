import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createGroup } from "./groups";
import { searchContacts } from "./list";
import { mergeContacts } from "./merge";
import { writeContacts } from "./write";

let world: World;
beforeAll(async () => {
  world = await openWorld({ on: "sqlite" });
});
afterAll(() => world.close());

/** The statements of some calls that read contacts or unmerged events, each with how SQLite goes about it. */
async function plansOf(calls: () => Promise<unknown>): Promise<string[]> {
  const { database } = world.tidings;
  const client = (database.orm as unknown as { $client: { prepare(text: string): unknown } }).$client;
  const prepare = client.prepare;
  const texts = new Set<string>();
  client.prepare = function (text: string) {
    texts.add(text);
    return prepare.call(this, text);
  };
  try {
    await calls();
  } finally {
    client.prepare = prepare;
  }
  const read = [...texts].filter(
    (text) => /^\s*select/i.test(text) && /"(contacts|group_members|events)"/.test(text),
  );
  return Promise.all(
    read.map(async (text) => {
      const values = (text.match(/\?/g) ?? []).map(() => 1);
      const rows = await database.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, values);
      return rows.map(({ detail }) => detail).join("\n");
    }),
  );
}

it("S4.27: a search in a million contacts walks along an index for each key, from where the typed letters begin", async () => {
  const { id: groupId } = await createGroup(world.caller, world.dataCenterId, { name: "VIP" });
  await writeContacts(world.caller, world.dataCenterId, {
    contacts: [{ id: "431", properties: { Phone: "431" }, groupIds: [groupId] }],
  });
  const search = (filter: object) =>
    searchContacts(world.caller, { dataCenterId: world.dataCenterId, limit: 1, ...filter });
  const plans = await plansOf(async () => {
    for (const filter of [{ q: "43" }, { q: "a" }, { groupId }, { groupId, q: "43" }, {}]) {
      for (let cursor: string | undefined; ; ) {
        const page = await search({ ...filter, ...(cursor !== undefined && { cursor }) });
        if (page.next === null) break;
        cursor = page.next;
      }
    }
  });
  const all = plans.join("\n");
  for (const key of ["email", "name", "surname", "phone"]) expect(all).toContain(`INDEX contacts_${key}_key`);
  expect(plans.length).toBeGreaterThan(8);
  for (const plan of plans) {
    expect(plan).not.toContain("SCAN");
    expect(plan).not.toContain("TEMP B-TREE");
  }
});

it("decision 22: what is not merged yet is read from an index of that alone, which intake writes in passing", async () => {
  await world.accept();
  const plans = await plansOf(() => mergeContacts(world.tidings));
  expect(plans.join("\n")).toContain("events_unmerged");
  expect(plans.join("\n")).not.toContain("TEMP B-TREE");
});
