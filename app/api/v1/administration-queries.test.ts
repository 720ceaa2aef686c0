import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
let webhookId: string;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
  ({ id: webhookId } = await world.webhook());
});
afterAll(() => world.close());

describe("query parameters", () => {
  it.each([
    ["", "limit", "0", "is below 1"],
    ["", "limit", "1001", "is above 1,000"],
    ["", "limit", "ten", "is not a whole number"],
    ["", "limit", "-1", "is not a whole number"],
    ["", "limit", "", "is not a whole number"],
    ["", "offset", "1.5", "is not a whole number"],
    ["", "dataCenterId", "x", "is not a whole number"],
    ["", "status", "running", /^can only be "created"/],
    ["", "sort", "url", /^can only be "createdAt"/],
    ["", "direction", "up", 'can only be "asc" or "desc"'],
    ["", "page", "2", "is not known here"],
    ["/{id}/runs", "verdict", "ok", 'can only be "succeeded" or "failed"'],
    ["/{id}/runs", "since", "yesterday", "is not an ISO 8601 time"],
    ["/{id}/runs", "since", "2026-03-02", "is not an ISO 8601 time"],
    ["/{id}/runs", "limit", "0", "is below 1"],
    ["/{id}/runs", "cursor", "2", "is not a cursor of this list"],
    ["/{id}/runs", "state", "failed", "is not known here"],
    ["/{id}/deliveries", "state", "waiting", /^can only be "pending"/],
    ["/{id}/deliveries", "eventId", "order-7", "is not an event's id"],
    ["/{id}/deliveries", "cursor", "x", "is not a cursor of this list"],
    ["/{id}/deliveries", "verdict", "failed", "is not known here"],
  ])("GET /webhooks%s?%s=%s is 400 there", async (path, name, value, message) => {
    const query = new URLSearchParams({ [name]: value });
    const answer = await doors.v1("GET", `/webhooks${path.replace("{id}", webhookId)}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]).toMatchObject({ path: name, remedy: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(answer.errors[0]?.message).toMatch(message);
  });
});
