import { describe, expect, it } from "vitest";
import { roomAt, roomsFor } from "./rooms";

describe("the navigation", () => {
  const rooms = roomsFor("administrator");

  it.each([
    ["/", "Dashboard"],
    ["/administration/webhooks/events", "Webhooks"],
    ["/administration/api-keys", "API keys"],
    ["/administration/api", "REST API"],
    ["/administration/api/reference", "API reference"],
    ["/automation/workflows/7", "Workflows"],
    ["/automation/passages/7", "Workflows"],
    ["/profile", undefined],
  ])("at %s shows %s as the room one is in, and no other", (pathname, label) => {
    expect(roomAt(pathname, rooms)?.label).toBe(label);
  });

  it("S2.5: leads everybody to the REST API", () => {
    expect(roomsFor("member").map(({ label }) => label)).toEqual(
      expect.arrayContaining(["REST API", "API reference"]),
    );
  });
});
