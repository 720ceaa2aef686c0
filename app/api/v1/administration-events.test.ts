import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { ownWebhook, retireWebhook } from "@/e2e/fixtures/own-webhook";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const get = async (path: string) => (await doors.v1("GET", path)).json;

describe("events", () => {
  it("are listed as they were posted, and found by key, contact, type and time", async () => {
    const contact = { id: 7, email: "Eve@example.org", properties: { b: 1, a: { deep: [null] } } };
    const posted = passed({ id: "order-7", contact, cause: "form", occurredAt: "2026-03-01T09:00:00+01:00" });
    const { json } = await doors.post(posted);
    const event = {
      id: json.events[0].id,
      key: "order-7",
      type: "persona.threshold_passed",
      dataCenterId: world.dataCenterId,
      cause: "form",
      occurredAt: "2026-03-01T08:00:00.000Z",
      acceptedAt: new Date(world.clock.now).toISOString(),
      contact: { ...contact, id: "7" },
      data: { personaId: 1, score: 105 },
    };
    for (const query of [
      "key=order-7",
      "contact=7",
      "contact=Eve%40example.org&type=persona.threshold_passed",
      `since=${encodeURIComponent(event.acceptedAt)}&limit=1`,
    ]) {
      expect(await get(`/events?${query}`), query).toEqual({ events: [event], next: null });
    }
    expect(await get("/events?key=order-8")).toEqual({ events: [], next: null });
    expect(JSON.stringify((await get("/events?key=order-7")).events[0].contact.properties)).toBe(
      '{"b":1,"a":{"deep":[null]}}',
    );
    expect(await get(`/events/${event.id.toUpperCase()}`)).toEqual({ ...event, matched: [], notMatched: [] });
  });

  it("S1.27: one says to whom it is owed, and why not to the others", async () => {
    const wants = await ownWebhook(doors, world);
    const refined = await ownWebhook(doors, world, {
      triggers: [{ type: "persona.threshold_passed", personaIds: [2] }],
    });
    const { json } = await doors.post(passed());
    await world.deliver();
    const { matched, notMatched } = await get(`/events/${json.events[0].id}`);
    expect(matched).toEqual([{ webhookId: wants.id, deliveryId: expect.any(String), state: "delivered" }]);
    expect(notMatched).toEqual([
      {
        webhookId: refined.id,
        because: "refinement",
        refinement: "personaIds",
        wanted: [2],
        offered: [1],
      },
    ]);
    for (const { id } of [wants, refined]) await retireWebhook(doors, id);
  });

  it.each([
    ["type", "contact.deleted", "is not a known event type"],
    ["since", "yesterday", "is not an ISO 8601 time"],
    ["cursor", "2", "is not a cursor of this list"],
    ["limit", "1001", "is above 1,000"],
    ["contact", "\u0000", "contains control characters"],
    ["state", "failed", "is not known here"],
  ])("GET /events?%s=%j is 400 there", async (name, value, message) => {
    const answer = await doors.v1("GET", `/events?${new URLSearchParams({ [name]: value })}`);
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ path: name, remedy: expect.stringMatching(/^[A-Z].*\.$/) }]);
    expect(answer.errors[0]?.message).toMatch(message);
  });
});

describe("a delivery", () => {
  it("is cancelled at once while it waits, and never once it is final", async () => {
    const { id, path } = await ownWebhook(doors, world);
    await doors.post(passed());
    const [{ id: deliveryId }] = (await get(`/webhooks/${id}/deliveries`)).deliveries;
    const cancelled = await doors.v1("POST", `/deliveries/${deliveryId}/cancel`);
    expect([cancelled.status, cancelled.json]).toEqual([200, { deliveryId, state: "cancelled" }]);
    const again = await doors.v1("POST", `/deliveries/${deliveryId}/cancel`);
    expect([again.status, again.json.type, again.json.detail]).toEqual([
      409,
      "/problems/conflict",
      "The delivery can't be cancelled: it is cancelled already.",
    ]);
    await world.deliver();
    expect(world.receiver.requests.filter((request) => request.path === path)).toEqual([]);
    const resent = await doors.v1("POST", `/deliveries/${deliveryId}/resend`);
    await world.deliver();
    expect(await get(`/deliveries/${resent.json.deliveryId}`)).toEqual({
      id: resent.json.deliveryId,
      webhookId: id,
      eventId: expect.any(String),
      state: "delivered",
      reason: null,
      attempts: 1,
      nextAttemptAt: null,
      finishedAt: new Date(world.clock.now).toISOString(),
      runIds: [expect.any(String)],
    });
    await retireWebhook(doors, id);
  });
});
