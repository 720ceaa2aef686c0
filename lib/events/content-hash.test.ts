import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash } from "@/lib/events/content-hash";
import { type PostedEvent, parsePostedEvents } from "@/lib/events/posted-event";
import type { Json, JsonObject } from "@/lib/vocabulary";

const posted = {
  id: "order-7",
  type: "persona.threshold_passed",
  dataCenterId: 84,
  contact: { id: 1353, properties: { FirstName: "John", tags: ["a", "b"] } },
  data: { personaId: 12, score: 105 },
};
const hash = (changes: Record<string, unknown> = {}) => {
  const parsed = parsePostedEvents({ ...posted, ...changes }, { now: Date.parse("2026-01-01T00:00:00Z") });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return contentHash(parsed.events[0] as PostedEvent);
};

describe("the content's hash", () => {
  it("is a SHA-256 in hexadecimal", () => {
    expect(hash()).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["another key", { id: "order-8" }],
    ["the default cause spelled out", { cause: "api" }],
    ["the contact's id as text", { contact: { ...posted.contact, id: "1353" } }],
    ["another key order", { data: { score: 105, personaId: 12 } }],
  ])("stays the same with %s", (_, changes) => {
    expect(hash(changes)).toBe(hash());
  });

  it("stays the same for the same moment in another time zone", () => {
    expect(hash({ occurredAt: "2024-05-28T14:56:40+02:00" })).toBe(
      hash({ occurredAt: "2024-05-28T12:56:40Z" }),
    );
  });

  it.each([
    ["type", { type: "persona.threshold_exited" }],
    ["data center", { dataCenterId: 85 }],
    ["time", { occurredAt: "2024-05-28T12:56:40Z" }],
    ["cause", { cause: "import" }],
    ["contact", { contact: { id: 1354 } }],
    ["properties", { contact: { ...posted.contact, properties: { FirstName: "John", tags: ["b", "a"] } } }],
    ["data", { data: { personaId: 12, score: 106 } }],
    ["further data", { data: { ...posted.data, more: null } }],
  ])("changes with another %s", (_, changes) => {
    expect(hash(changes)).not.toBe(hash());
  });

  it("ignores key order at every depth, and nothing else", () => {
    const json = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(hashOf(reversed(one))).toBe(hashOf(one));
        const equal = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(hashOf(one) === hashOf(other)).toBe(equal);
      }),
    );
  });
});

const hashOf = (value: Json) => contentHash({ ...event, data: { value } });
const event: PostedEvent = {
  key: null,
  type: "contact.became_contact",
  dataCenterId: 1,
  occurredAt: null,
  cause: "api",
  contact: null,
  data: {},
};

const reversed = (value: Json): Json => rebuilt(value, (entries) => entries.reverse());
const sorted = (value: Json): Json =>
  rebuilt(value, (entries) => entries.sort(([one], [other]) => (one < other ? -1 : 1)));

function rebuilt(value: Json, arrange: (entries: [string, Json][]) => [string, Json][]): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => rebuilt(item, arrange));
  const entries = arrange(Object.entries(value)).map(([key, item]) => [key, rebuilt(item, arrange)]);
  return Object.fromEntries(entries) as JsonObject;
}
