import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createAccount } from "@/lib/accounts/create-account";
import { sampleFor } from "@/lib/webhooks/preview";
import { createDataCenter } from "./create";
import { findList } from "./find";
import { listDataCenters } from "./list";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** The rows of a table that belong to a data center. */
async function rowsOf(
  table: "personas" | "leadScorings" | "stages" | "mailings" | "communicationTypes" | "fields" | "contacts",
  accountId: number,
  dataCenterId: number,
) {
  const { orm, tables } = world.tidings.database;
  const rows = await orm.select().from(tables[table]);
  return rows.filter((row) => row.accountId === accountId && row.dataCenterId === dataCenterId);
}

describe("sample data", () => {
  it("has at least what docs/edge.md promises", async () => {
    const view = await createDataCenter(world.tidings, world.clientId, { name: "More", sampleData: true });
    expect(view.personas.length).toBeGreaterThanOrEqual(2);
    expect(view.leadScorings.length).toBeGreaterThanOrEqual(2);
    for (const { stages } of view.leadScorings) expect(stages.length).toBeGreaterThanOrEqual(2);
    const count = async (table: Parameters<typeof rowsOf>[0]) =>
      (await rowsOf(table, world.clientId, view.dataCenterId)).length;
    expect(await count("mailings")).toBeGreaterThanOrEqual(3);
    expect(await count("communicationTypes")).toBeGreaterThanOrEqual(3);
    expect(await count("contacts")).toBeGreaterThanOrEqual(20);
    expect(await count("fields")).toBeGreaterThanOrEqual(1);
  });

  it("has contacts with distinct ids and addresses that nobody owns", async () => {
    const contacts = (await rowsOf("contacts", world.clientId, world.dataCenterId)) as {
      id: unknown;
      email?: string | null;
    }[];
    expect(new Set(contacts.map((contact) => contact.id)).size).toBe(contacts.length);
    expect(new Set(contacts.map((contact) => contact.email)).size).toBe(contacts.length);
    for (const { email } of contacts) expect(email).toMatch(/^[a-z]+\.[a-z]+@example\.org$/);
  });

  it("has stages that belong to a lead scoring of the data center, and one field that is the key", async () => {
    const scorings = await rowsOf("leadScorings", world.clientId, world.dataCenterId);
    const ids = scorings.map((scoring) => scoring.id);
    for (const stage of await rowsOf("stages", world.clientId, world.dataCenterId)) {
      expect(ids).toContain((stage as unknown as { leadScoringId: number }).leadScoringId);
    }
    const fields = await rowsOf("fields", world.clientId, world.dataCenterId);
    expect(fields.filter((field) => (field as unknown as { keyField: boolean }).keyField)).toHaveLength(1);
  });

  it("S3.23: has a field of consent to pick, the one that samples of opt-ins name", async () => {
    const { fields } = await findList(world.caller, world.dataCenterId, "fields");
    const { data } = await sampleFor(world.caller, {
      type: "contact.opted_in",
      dataCenterId: world.dataCenterId,
    });
    expect(fields.filter(({ type }) => type === "boolean").map(({ code }) => code)).toEqual([
      data.optInField,
    ]);
  });

  it("is left out unless it is asked for", async () => {
    const view = await createDataCenter(world.tidings, world.clientId, { name: "Bare", sampleData: false });
    expect(view).toEqual({ dataCenterId: view.dataCenterId, personas: [], leadScorings: [] });
  });

  it("gives a new account two data centers to choose from, when it is set up with it", async () => {
    const { clientId } = await createAccount(world.tidings, {
      name: "Fresh",
      plan: "paid",
      administrator: { email: "fresh@example.org", password: "a long password" },
      sampleData: true,
    });
    const dataCenters = await listDataCenters({ ...world.caller, accountId: clientId });
    expect(dataCenters.map(({ id, name }) => [id, name])).toEqual([
      [1, "Quantum"],
      [2, "Alpha"],
    ]);
    for (const { personas } of dataCenters) expect(personas.length).toBeGreaterThanOrEqual(2);
  });

  it("numbers data centers within their account", async () => {
    const other = await world.newAccount("Other");
    expect(other.dataCenterId).toBe(1);
    const second = await createDataCenter(world.tidings, other.clientId, { name: "B", sampleData: false });
    expect(second.dataCenterId).toBe(2);
    await expect(
      createDataCenter(world.tidings, 99, { name: "Nowhere", sampleData: true }),
    ).rejects.toMatchObject({ status: 404 });
  });
});
