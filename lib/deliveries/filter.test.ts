import { describe, expect, it } from "vitest";
import { filterOf, isFiltered, readView } from "@/app/(console)/administration/webhooks/deliveries/list-view";
import { readView as readEventsView } from "@/app/(console)/administration/webhooks/events/list-view";
import { sinceMillis } from "@/lib/events/filter";
import { deliveryRowFilterSchema } from "./filter";

const ID = "0199aaaa-0000-7000-8000-000000000001";

describe("the address of the deliveries", () => {
  it("is read forgivingly: what makes no sense is dropped, and whatever is left can be asked for", () => {
    for (const query of [
      {},
      { state: "waiting", webhook: "x", reason: "because", since: "yesterday", cursor: "2" },
      { state: "pending", cursor: ID },
      { state: "pending", cursor: `17.${ID}`, q: ID },
      { cursor: `17.${ID}` },
      { q: ["a", "b"] },
    ]) {
      const filter = filterOf(readView(query), 0);
      expect(Object.values(filter).filter((value) => value !== undefined).length).toBeLessThanOrEqual(2);
      expect(deliveryRowFilterSchema.safeParse(filter).success, JSON.stringify(query)).toBe(true);
    }
    expect(isFiltered(readView({ cursor: ID }))).toBe(false);
  });

  it("names a cursor as its order wants it, and a single delivery", () => {
    expect(readView({ state: "pending", cursor: `17.${ID}` }).cursor).toBe(`17.${ID}`);
    expect(readView({ cursor: ID }).cursor).toBe(ID);
    expect(readView({ delivery: ID }).q).toBe(ID);
    expect(filterOf(readView({ webhook: ID.toUpperCase(), since: "1h" }), 4_000_000)).toMatchObject({
      webhookId: ID,
      since: 400_000,
    });
  });

  it("of the events drops what no event can have", () => {
    expect(readEventsView({ q: "a\u0000b", type: "x", dataCenter: "0", cursor: "1" })).toEqual({
      q: "ab",
      type: undefined,
      dataCenter: undefined,
      since: undefined,
      cursor: undefined,
    });
  });
});

it("a time to go back to is a span or an ISO time", () => {
  expect(sinceMillis("24h", 86_400_001)).toBe(1);
  expect(sinceMillis("1970-01-01T00:00:01Z", 5)).toBe(1_000);
  for (const text of ["toString", "25h", "", undefined]) expect(sinceMillis(text, 5)).toBeUndefined();
});
