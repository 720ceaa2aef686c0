import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createDataCenter } from "@/lib/data-centers/create";

let world: World;
let doors: Doors;
const create = async (changes: object = {}) =>
  (await doors.v1("POST", "/webhooks", { body: doors.draft({ ...changes }) })).json;

describe("S1.7: listing webhooks", () => {
  const labels = async (query = "") =>
    (await doors.v1("GET", `/webhooks${query}`)).json.webhooks.map(
      (webhook: { label: string }) => webhook.label,
    );

  beforeAll(async () => {
    world = await openWorld();
    doors = await openDoors(world);
    await createDataCenter(world.tidings, world.clientId, { name: "Other", sampleData: true });
    const made = [
      { label: "beta", status: "active" },
      { label: "Alpha", dataCenterId: 2, url: world.receiver.url("/100%25_sure") },
      {
        label: "Éclair",
        profile: "custom",
        triggers: [{ type: "contact.updated" }, { type: "contact.became_contact" }],
      },
      { label: "gone" },
    ];
    for (const changes of made) {
      world.clock.now += 1_000;
      await create(changes);
    }
    const { json } = await doors.v1("GET", "/webhooks?q=gone");
    await doors.v1("DELETE", `/webhooks/${json.webhooks[0].id}`);
    await world.webhook({}, await world.newAccount("Beta"));
  });
  afterAll(() => world.close());

  it("newest first, without deleted ones and without other accounts'", async () => {
    expect(await labels()).toEqual(["Éclair", "Alpha", "beta"]);
    expect((await doors.v1("GET", "/webhooks")).json.total).toBe(3);
  });

  it.each([
    ["?status=active", ["beta"]],
    ["?status=inactive", ["Éclair", "Alpha"]],
    ["?status=deleted", ["gone"]],
    ["?dataCenterId=2", ["Alpha"]],
    ["?type=contact.became_contact", ["Éclair"]],
    ["?type=persona.threshold_passed&dataCenterId=1", ["beta"]],
    ["?type=contact.created", []],
    ["?profile=custom", ["Éclair"]],
    ["?q=ALP", ["Alpha"]],
    ["?q=%C3%89CL", ["Éclair"]],
    ["?q=%C3%A9cl", ["Éclair"]],
    ["?q=100%25", ["Alpha"]],
    ["?q=%25%25", []],
    ["?q=_lpha", []],
    ["?status=deleted&q=GON", ["gone"]],
    ["?sort=label&direction=asc", ["Alpha", "beta", "Éclair"]],
    ["?sort=label", ["Éclair", "beta", "Alpha"]],
    ["?sort=createdAt&direction=asc", ["beta", "Alpha", "Éclair"]],
    ["?sort=status&direction=asc", ["beta", "Alpha", "Éclair"]],
    ["?limit=2", ["Éclair", "Alpha"]],
    ["?limit=2&offset=2", ["beta"]],
    ["?offset=3", []],
  ])("%s", async (query, expected) => {
    expect(await labels(query)).toEqual(expected);
  });

  it("total counts what fits the filter, not the page", async () => {
    expect((await doors.v1("GET", "/webhooks?limit=1")).json).toMatchObject({ total: 3 });
    expect((await doors.v1("GET", "/webhooks?status=active&limit=1&offset=9")).json.total).toBe(1);
  });

  it("an element of the list is what GET of the webhook answers", async () => {
    const { json } = await doors.v1("GET", "/webhooks");
    for (const webhook of json.webhooks) {
      expect((await doors.v1("GET", `/webhooks/${webhook.id}`)).json).toEqual(webhook);
    }
  });

  it("sort=updatedAt follows a change", async () => {
    const { json } = await doors.v1("GET", "/webhooks?q=beta");
    world.clock.now += 1_000;
    await doors.v1("PATCH", `/webhooks/${json.webhooks[0].id}`, { body: { description: "changed" } });
    expect((await labels("?sort=updatedAt"))[0]).toBe("beta");
    expect((await labels())[0]).toBe("Éclair");
  });
});
