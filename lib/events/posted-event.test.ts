import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVENT_TYPE_NAMES } from "@/lib/event-types/catalogue";
import { parsePostedEvents } from "@/lib/events/posted-event";

const NOW = Date.parse("2024-05-28T13:00:00Z");
const contact = { id: 1353, email: "john.doe@example.org" };
const became = { type: "contact.became_contact", dataCenterId: 84, contact, data: {} };
const passed = {
  type: "persona.threshold_passed",
  dataCenterId: 84,
  contact,
  data: { personaId: 12, score: 105 },
};
const updated = {
  ...became,
  type: "contact.updated",
  data: { changes: [{ property: "JobTitle", oldValue: "Buyer", newValue: null }] },
};
const lead = {
  ...passed,
  type: "lead_scoring.threshold_exited",
  data: { leadScoringId: 3, stageId: 2, score: 140 },
};

const parse = (input: unknown) => parsePostedEvents(input, { now: NOW });
const accepted = (input: unknown) => {
  const parsed = parse(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.events;
};
const problems = (input: unknown) => {
  const parsed = parse(input);
  return parsed.ok ? [] : parsed.errors;
};
const paths = (input: unknown) => problems(input).map((problem) => problem.path);

describe("a posted event", () => {
  it("is accepted in its shortest form, with cause api and no time", () => {
    expect(accepted({ type: "contact.became_contact", dataCenterId: 84, contact: { id: "c-1" } })).toEqual([
      {
        key: null,
        type: "contact.became_contact",
        dataCenterId: 84,
        occurredAt: null,
        cause: "api",
        contact: { id: "c-1", email: null, properties: {} },
        data: {},
      },
    ]);
  });

  it.each([became, updated, passed, { ...passed, type: "persona.threshold_exited" }, lead])(
    "of type $type is accepted (S1.26)",
    (event) => expect(accepted(event)).toHaveLength(1),
  );

  it("names its contact by text: 1353 and '1353' are one", () => {
    const ids = [1353, "1353"].map((id) => accepted({ ...became, contact: { id } })[0]?.contact?.id);
    expect(ids).toEqual(["1353", "1353"]);
  });

  it("may name its contact by e-mail alone", () => {
    expect(accepted({ ...became, contact: { email: "ü@exämple.org" } })[0]?.contact?.id).toBeNull();
  });

  it("keeps further fields of data and properties, as posted and in order", () => {
    const data = { z: 1, score: 105, a: [{ y: null, b: 1 }], personaId: 12 };
    const properties = { Zip: "007", FirstName: "John", a: "\ud800" };
    const [event] = accepted({ ...passed, data, contact: { properties, id: 1 } });
    expect(JSON.stringify(event?.data)).toBe(JSON.stringify(data));
    expect(JSON.stringify(event?.contact?.properties)).toBe(JSON.stringify(properties));
  });

  it("may say that points fell away without activity (S1.44)", () => {
    expect(accepted({ ...lead, cause: "inactivity" })[0]?.cause).toBe("inactivity");
  });

  it.each([
    ["2024-05-28T12:56:40Z", "2024-05-28T12:56:40.000Z"],
    ["2024-05-28T14:56:40.250+02:00", "2024-05-28T12:56:40.250Z"],
    ["2024-05-28T13:05:00Z", "2024-05-28T13:05:00.000Z"],
  ])("may have happened at %s", (occurredAt, expected) => {
    expect(new Date(accepted({ ...became, occurredAt })[0]?.occurredAt ?? 0).toISOString()).toBe(expected);
  });

  it.each([
    "2024-05-28T13:05:00.001Z",
    "2024-05-29T12:56:40Z",
    "2024-05-28T12:56:40",
    "2024-05-28",
    "2024-02-30T00:00:00Z",
    "yesterday",
    1716901000000,
    null,
  ])("can't have happened at %j", (occurredAt) => {
    expect(paths({ ...became, occurredAt })).toEqual(["occurredAt"]);
  });
});

describe("an array", () => {
  it("says so and keeps the order", () => {
    const events = ["a", "b", "c"].map((id) => ({ ...became, id }));
    expect(parse(events)).toMatchObject({
      ok: true,
      many: true,
      events: [{ key: "a" }, { key: "b" }, { key: "c" }],
    });
    expect(parse(became)).toMatchObject({ ok: true, many: false });
  });

  it("names the index of each fault, and one fault refuses all", () => {
    const events = [became, { ...passed, data: { personaId: 0, score: 1 } }, became, null, [became]];
    expect(problems(events).map(({ index, path }) => [index, path])).toEqual([
      [1, "data.personaId"],
      [3, ""],
      [4, ""],
    ]);
  });

  it("holds 1 to 1,000 events", () => {
    expect(accepted(Array(1_000).fill(became))).toHaveLength(1_000);
    for (const events of [[], Array(1_001).fill(became)]) {
      expect(problems(events)).toEqual([
        {
          path: "",
          message: expect.stringContaining("events"),
          remedy: "Post 1 to 1,000 events in one request.",
        },
      ]);
    }
  });

  it("of hostile size gets at most 100 short problems", () => {
    const wide = Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`k${index}`, Number.NaN]));
    const changes = Array(80_000).fill({});
    for (const event of [
      wide,
      { ...became, data: wide },
      { ...updated, data: { changes } },
      { ["k".repeat(1e6)]: 1 },
    ]) {
      const found = problems([event, event]);
      expect(found.length).toBeGreaterThan(1);
      expect(found.length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(found).length).toBeLessThan(100_000);
    }
  });
});

describe("whatever is posted", () => {
  it("is answered, never thrown at, and what is refused names a remedy", () => {
    const event = fc.record(
      {
        id: fc.jsonValue(),
        type: fc.oneof(fc.constantFrom(...EVENT_TYPE_NAMES), fc.jsonValue()),
        dataCenterId: fc.oneof(fc.nat(), fc.jsonValue()),
        occurredAt: fc.jsonValue(),
        contact: fc.oneof(fc.record({ id: fc.jsonValue(), email: fc.jsonValue() }), fc.jsonValue()),
        data: fc.oneof(fc.record({ changes: fc.jsonValue(), score: fc.jsonValue() }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), event, fc.array(event), fc.anything()), (input) => {
        const parsed = parse(input);
        if (parsed.ok) return;
        expect(parsed.errors.length).toBeGreaterThan(0);
        for (const error of parsed.errors) expect(error.remedy).not.toBe("");
      }),
      { numRuns: 1_000 },
    );
  });

  it("has a time we can compute with whenever its time is accepted", () => {
    const digits = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/);
    fc.assert(
      fc.property(digits, (occurredAt) => {
        const parsed = parse({ ...became, occurredAt });
        if (parsed.ok) expect(parsed.events[0]?.occurredAt).toBeLessThanOrEqual(NOW + 300_000);
      }),
    );
  });
});
