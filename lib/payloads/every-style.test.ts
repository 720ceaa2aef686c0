import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FieldIndex, fieldsPicked, pickFields } from "@/lib/data-centers/field-snapshot";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { toRenderable } from "@/lib/events/to-renderable";
import { renderPayload } from "@/lib/payloads/render";
import { PAYLOAD_STYLES } from "@/lib/payloads/renderable-event";
import { wireRows } from "@/lib/payloads/wire";
import { CAUSES, type JsonObject } from "@/lib/vocabulary";

const NOW = Date.parse("2024-05-28T13:00:00Z");
const WIRES = EVENT_TYPES.flatMap((type) =>
  PAYLOAD_STYLES.flatMap((style) => (type.wires[style] ? [{ type, style, wire: type.wires[style] }] : [])),
);
const FIELDS: FieldIndex["fields"] = [
  ...[
    { code: "f_EMail", email: true, key: true },
    { code: "a", email: false, key: true },
  ],
  ...[
    { code: "__proto__", email: false, key: false },
    { code: "f_EMail2", email: true, key: false },
  ],
];
const INDEX: FieldIndex = {
  fields: FIELDS,
  byCode: new Map(FIELDS.map(({ code }, place) => [code, place])),
  emails: [0, 3],
};

const json = fc.jsonValue({ maxDepth: 2 });
const contact = fc.record(
  {
    id: fc.oneof(fc.string({ minLength: 1, maxLength: 20, unit: "binary" }), fc.maxSafeInteger()),
    email: fc.constant("a@example.org"),
    properties: fc.dictionary(
      fc.oneof(fc.constantFrom("a", "f_EMail", "f_EMail2", "__proto__"), fc.string()),
      json,
    ),
  },
  { requiredKeys: [] },
);
/** Data that fits the type, every field of it taken away, replaced, or joined by others. */
const dataOf = (sample: JsonObject) =>
  fc.record({
    ...Object.fromEntries(
      Object.entries(sample).map(([key, value]) => [
        key,
        fc.oneof({ weight: 40, arbitrary: fc.constant(value) }, fc.constant(undefined), json),
      ]),
    ),
    extra: json,
  });

describe("every wire style", () => {
  it.each(WIRES.map((each) => ({ ...each, name: each.type.name })))(
    "decision 16: renders whatever $name is accepted in the $style style, twice the same, as well-formed JSON",
    ({ type, style }) => {
      const dataCenter = { id: 84, name: "Quantum" };
      const sample = sampleEvent(type.name, {
        eventId: crypto.randomUUID(),
        accountId: 1,
        now: NOW,
        dataCenter,
      });
      let accepted = 0;
      fc.assert(
        fc.property(
          fc.record({ contact, data: dataOf(sample.data), cause: fc.constantFrom(...CAUSES) }),
          fc.date({ max: new Date(NOW), noInvalidDate: true, min: new Date("0001-01-01T00:00:00Z") }),
          fc.boolean(),
          (event, happened, test) => {
            const posted = {
              ...event,
              type: type.name,
              dataCenterId: 84,
              occurredAt: happened.toISOString(),
            };
            const parsed = parsePostedEvents(JSON.parse(JSON.stringify(posted)), { now: NOW });
            if (!parsed.ok) return;
            accepted++;
            const [given] = parsed.events as [(typeof parsed.events)[number]];
            const stored = {
              ...{ ...given, id: sample.id, accountId: 1, occurredAt: given.occurredAt ?? NOW },
              masterData: {
                ...{ dataCenter, ...sample.masterData },
                fields: fieldsPicked(INDEX, pickFields(INDEX, given.contact)),
              },
            };
            const context = { frozenAt: NOW, test };
            const text = renderPayload(style, [toRenderable(stored)], context);
            const again = JSON.parse(JSON.stringify(stored));
            expect(renderPayload(style, [toRenderable(again)], context)).toBe(text);
            expect(text.isWellFormed()).toBe(true);
            expect(JSON.stringify(JSON.parse(text))).toBe(text);
          },
        ),
        { numRuns: 150 },
      );
      expect(accepted).toBeGreaterThan(10);
    },
  );

  it.each(WIRES.map((each) => ({ ...each, name: each.type.name })))(
    "says of $name in the $style style where each field that it writes comes from",
    ({ type, style, wire }) => {
      const fields = [{ code: "f_A", label: "A", type: "text" as const, keyField: true }];
      const event = sampleEvent(type.name, {
        ...{ eventId: "e", accountId: 1, now: NOW, dataCenter: { id: 84, name: "Quantum" }, fields },
      });
      const body = JSON.parse(renderPayload(style, [event], { frozenAt: NOW, test: true }));
      const documented = wireRows(wire).map(({ field }) => field.replace("<code>", "f_A"));
      expect(documented).toEqual(
        expect.arrayContaining(leaves(style === "stream" ? body[0] : body, documented)),
      );
      for (const { from } of wireRows(wire)) expect(from).toMatch(/^\S.*\S$/);
      expect(new Set(documented).size).toBe(documented.length);
    },
  );
});

/** The places of a body's values, as the table names them; what is handed on whole is one of them. */
function leaves(value: unknown, documented: string[], place = ""): string[] {
  const whole = documented.includes(place);
  if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
    return [place, ...new Set(value.flatMap((item) => leaves(item, documented, `${place}[]`)))];
  }
  if (whole || typeof value !== "object" || value === null) return [place];
  return Object.entries(value).flatMap(([key, inside]) =>
    leaves(inside, documented, place ? `${place}.${key}` : key),
  );
}
