import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { ownWebhook, retireWebhook } from "@/e2e/fixtures/own-webhook";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { listWebhookRows } from "@/lib/webhooks/list";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const get = async (path: string) => (await doors.v1("GET", path)).json;
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
const own = (changes: object = {}) => ownWebhook(doors, world, changes);
const retire = (id: string) => retireWebhook(doors, id);

describe("tests", () => {
  it("decision 26: a test sends a real sample whatever the status, is marked and counts nowhere", async () => {
    const { id, path } = await own({ status: "inactive" });
    world.receiver.script(path, [{ status: 200 }, { status: 500, body: "no" }]);
    const first = await doors.v1("POST", `/webhooks/${id}/test`);
    expect(first.status).toBe(200);
    expect(first.json.runs).toMatchObject([{ verdict: "succeeded", test: true, deliveries: 1, attempt: 1 }]);
    const failed = await doors.v1("POST", `/webhooks/${id}/test`, { body: {} });
    expect(failed.status).toBe(200);
    expect(failed.json.runs).toMatchObject([
      { verdict: "failed", reason: "status_not_accepted", test: true },
    ]);
    expect(ids((await get(`/webhooks/${id}/runs`)).runs)).toEqual([
      ...ids(failed.json.runs),
      ...ids(first.json.runs),
    ]);
    expect(await get(`/runs/${failed.json.runs[0].id}`)).toMatchObject({
      deliveryIds: [],
      response: { body: "no" },
    });
    expect((await get(`/webhooks/${id}/deliveries`)).deliveries).toEqual([]);
    const { rows } = await listWebhookRows(world.caller, {});
    expect(rows.find(({ webhook }) => webhook.id === id)).toMatchObject({ succeeded: 0, failed: 0, lost: 0 });
    expect((await get(`/webhooks/${id}`)).status).toBe("inactive");
  });

  it("type chooses among the triggers; event is one in the posted form, and nothing of it is stored", async () => {
    const triggers = [{ type: "contact.updated" }, { type: "persona.threshold_passed", personaIds: [2] }];
    const { id, path } = await own({ status: "inactive", profile: "custom", triggers });
    const bodies = () =>
      world.receiver.requests.filter((request) => request.path === path).map((request) => request.json());
    const before = await doors.count("events");
    await doors.v1("POST", `/webhooks/${id}/test`, { body: { type: "persona.threshold_passed" } });
    await doors.v1("POST", `/webhooks/${id}/test`, { body: { event: passed({ contact: { id: 4711 } }) } });
    expect(bodies()).toMatchObject([
      { EventType: "PersonaScoringPassedThreshold", Persona: { PersonaId: 2 } },
      { EventType: "PersonaScoringPassedThreshold", Persona: { PersonaId: 1 }, Contact: { ContactId: 4711 } },
    ]);
    expect(await doors.count("events")).toBe(before);
  });

  it.each([
    ["type", { type: "contact.became_contact" }],
    ["type", { type: "contact.deleted" }],
    ["type", { type: "contact.updated", event: passed() }],
    ["type", { type: 7 }],
    ["typ", { typ: "contact.updated" }],
    ["event", { event: [passed()] }],
    ["event", { event: 7 }],
    ["event.data.personaId", { event: passed({ data: { personaId: 99, score: 1 } }) }],
    ["event.dataCenterId", { event: passed({ dataCenterId: 9 }) }],
    ["event.colour", { event: passed({ colour: "red" }) }],
  ])("400 at %s for %j, and nothing is sent", async (path, body) => {
    const { id } = await own({ status: "inactive" });
    const sent = world.receiver.requests.length;
    const { status, errors } = await doors.v1("POST", `/webhooks/${id}/test`, { body });
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({ path, remedy: expect.stringMatching(/\.$/) });
    expect(world.receiver.requests).toHaveLength(sent);
  });

  it("G1: a test of an address that has become private answers 200 with a failed run", async () => {
    const { id } = await own();
    world.tidings.env.egress.allowCidrs = [];
    const { status, json } = await doors.v1("POST", `/webhooks/${id}/test`);
    world.tidings.env.egress.allowCidrs = ["127.0.0.0/8"];
    expect(status).toBe(200);
    expect(json.runs).toMatchObject([{ verdict: "failed", reason: "private_address", statusCode: null }]);
    await retire(id);
  });
});
