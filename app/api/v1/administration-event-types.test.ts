import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import type { EventTypeView } from "@/lib/event-types/describe";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const list = async (query = ""): Promise<EventTypeView[]> =>
  (await doors.v1("GET", `/event-types${query}`)).json.eventTypes;

describe("D3: the catalogue by the API", () => {
  it("S1.26: has every event type in words, in the order in which people see them", async () => {
    const types = await list();
    expect(types.slice(0, 3).map(({ type, label }) => [type, label])).toEqual([
      ["contact.became_contact", "Became contact"],
      ["contact.created", "Contact added"],
      ["contact.updated", "Contact updated"],
    ]);
    for (const { type, ...rest } of types) {
      expect((await doors.v1("GET", `/event-types/${type}`)).json).toEqual({ type, ...rest });
    }
  });

  it("shows what a trigger can be narrowed to, and what a producer posts, as JSON Schema", async () => {
    const { json } = await doors.v1("GET", "/event-types/lead_scoring.threshold_passed");
    expect(json.refinements).toMatchObject({
      additionalProperties: false,
      properties: {
        leadScorings: {
          ...{ type: "array", minItems: 1, maxItems: 100, uniqueItems: true },
          items: {
            required: ["id"],
            properties: { id: { type: "integer" }, stageIds: { items: { type: "integer" } } },
          },
        },
      },
    });
    expect(json.data).toMatchObject({ required: ["leadScoringId", "stageId", "score"] });
    const updated = (await list()).find(({ type }) => type === "contact.updated");
    expect(updated?.data).toMatchObject({
      properties: { changes: { minItems: 1, items: { required: ["property", "oldValue", "newValue"] } } },
    });
  });

  it("a trigger that follows the schema is taken, and a style that is named can render it", async () => {
    for (const { type, payloads } of await list()) {
      for (const { payloadStyle, names, fields, sample } of payloads) {
        const [entry] = [JSON.parse(sample)].flat();
        expect(names).toContain(entry.EventType ?? entry.type ?? entry.Type);
        const first = new Set(fields.map(({ field }) => field.split(/[.[]/)[0]));
        for (const name of Object.keys(entry)) expect([...first]).toContain(name);
        const oneKind = payloadStyle === "stream" && type === "contact.opted_in";
        const body = doors.draft({
          triggers: [{ type, ...(oneKind && { optInKinds: ["double"] }) }],
          ...{ profile: "custom", delivery: { payloadStyle } },
        });
        expect((await doors.v1("POST", "/webhooks", { body })).status).toBe(201);
      }
    }
  });

  it("is narrowed to what a payload style can render", async () => {
    const styles = (await list("?payloadStyle=stream")).map(({ payloads }) =>
      payloads.map(({ payloadStyle }) => payloadStyle),
    );
    expect(styles.length).toBeGreaterThan(0);
    for (const each of styles) expect(each).toContain("stream");
    expect((await doors.v1("GET", "/event-types?payloadStyle=xml")).errors).toMatchObject([
      { path: "payloadStyle" },
    ]);
    expect((await doors.v1("GET", "/event-types?q=x")).errors).toMatchObject([{ path: "q" }]);
  });

  it.each(["contact.deleted", "toString", "__proto__", "%00"])("has no %s: 404", async (type) => {
    expect((await doors.v1("GET", `/event-types/${type}`)).status).toBe(404);
  });
});

it("an account is read with its plan and limits, on the free plan as well", async () => {
  const { webhooks } = (await doors.v1("GET", "")).json;
  await world.webhook();
  expect(await doors.v1("GET", "")).toMatchObject({
    status: 200,
    json: {
      ...{ clientId: world.clientId, name: "Acme", plan: "paid", features: { automation: false } },
      ...{ webhooks: { used: webhooks.used + 1, limit: 100 }, retentionDays: 30 },
    },
  });
});
