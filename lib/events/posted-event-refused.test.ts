import { describe, expect, it } from "vitest";
import { POSTABLE_NAMES } from "@/lib/event-types/catalogue";
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

describe("a bad event is refused with its place and a remedy", () => {
  const long = "i".repeat(201);
  it.each([
    ["id", { ...became, id: "" }],
    ["id", { ...became, id: long }],
    ["id", { ...became, id: 7 }],
    ["id", { ...became, id: null }],
    ["id", { ...became, id: "a\u0000b" }],
    ["id", { ...became, id: "a\ud800" }],
    ["type", { ...became, type: undefined }],
    ["type", { ...became, type: "contact.deleted" }],
    ["type", { ...became, type: "toString" }],
    ["dataCenterId", { ...became, dataCenterId: undefined }],
    ["dataCenterId", { ...became, dataCenterId: "84" }],
    ["dataCenterId", { ...became, dataCenterId: 0 }],
    ["dataCenterId", { ...became, dataCenterId: 1.5 }],
    ["cause", { ...became, cause: "test" }],
    ["cause", { ...became, cause: "Inactivity" }],
    ["contact", { ...became, contact: undefined }],
    ["contact", { ...became, contact: null }],
    ["contact", { ...became, contact: {} }],
    ["contact", { ...became, contact: { properties: {} } }],
    ["contact.id", { ...became, contact: { id: "" } }],
    ["contact.id", { ...became, contact: { id: long } }],
    ["contact.id", { ...became, contact: { id: 1.5 } }],
    ["contact.id", { ...became, contact: { id: 2 ** 53 } }],
    ["contact.id", { ...became, contact: { id: "\udfff" } }],
    ["contact.id", { ...became, contact: { id: "1\n" } }],
    ["contact.id", { ...became, contact: { id: null, email: "a@example.org" } }],
    ["contact.email", { ...became, contact: { email: "john" } }],
    ["contact.email", { ...became, contact: { email: "a@b@c" } }],
    ["contact.email", { ...became, contact: { email: "a b@example.org" } }],
    ["contact.email", { ...became, contact: { email: "a\u0007@example.org" } }],
    ["contact.email", { ...became, contact: { email: "\ud800@example.org" } }],
    ["contact.email", { ...became, contact: { email: `${"a".repeat(243)}@example.org` } }],
    ["contact.properties", { ...became, contact: { id: 1, properties: [] } }],
    ["contact.phone", { ...became, contact: { id: 1, phone: "1" } }],
    ["colour", { ...became, colour: "red" }],
    ["data", { ...became, data: [] }],
    ["data", { ...became, data: null }],
    ["data.personaId", { ...passed, data: { score: 1 } }],
    ["data.personaId", { ...passed, data: { score: 1, personaId: "12" } }],
    ["data.score", { ...passed, data: { personaId: 12 } }],
    ["data.score", { ...passed, data: { personaId: 12, score: Number.POSITIVE_INFINITY } }],
    ["data.score", { ...passed, data: { personaId: 12, score: 1e300 } }],
    ["data.leadScoringId", { ...lead, data: { stageId: 2, score: 1 } }],
    ["data.stageId", { ...lead, data: { leadScoringId: 3, stageId: -2, score: 1 } }],
    ["data.changes", { ...updated, data: {} }],
    ["data.changes", { ...updated, data: { changes: [] } }],
    ["data.changes.0", { ...updated, data: { changes: [7] } }],
    ["data.changes.0.property", { ...updated, data: { changes: [{ oldValue: 1, newValue: 2 }] } }],
    ["data.changes.0.oldValue", { ...updated, data: { changes: [{ property: "a", newValue: 2 }] } }],
    ["data.changes.0.newValue", { ...updated, data: { changes: [{ property: "a", oldValue: 2 }] } }],
    ["", null],
    ["", 7],
    ["", "event"],
  ])("%s in %j", (path, event) => {
    const [problem, ...others] = problems(withoutUndefined(event));
    expect(others).toEqual([]);
    expect(problem?.path).toBe(path);
    expect(problem?.index).toBeUndefined();
    expect(problem?.message).not.toMatch(/Invalid|undefined/);
    expect(problem?.remedy).toMatch(/^[A-Z].{20,}\.$/);
  });

  it("an unknown type with the list of known ones", () => {
    const [problem] = problems({ ...became, type: "contact.deleted" });
    for (const name of POSTABLE_NAMES) expect(problem?.remedy).toContain(name);
  });

  it("what only Tidings raises", () => {
    const [problem] = problems({ ...became, type: "workflow.step_reached" });
    expect(problem).toMatchObject({ path: "type", message: "is raised by Tidings itself" });
    expect(problem?.remedy).not.toContain("workflow.step_reached");
  });

  it.each(["custom.", "custom.a-b", "custom.a.b", "custom.é", "custom", `custom.${"a".repeat(65)}`])(
    "%j as a custom event's name",
    (type) => {
      expect(paths({ ...became, type })).toEqual(["type"]);
    },
  );

  it.each([
    ["1e400", "data.deep.1.x", '{"deep":[0,{"x":1e400}]}'],
    ["a 20-digit integer", "data.order", '{"order":12345678901234567890}'],
    ["2 to the power of 53, plus 1", "data.order", '{"order":-9007199254740993}'],
  ])("%s, which JSON can't carry exactly (G11)", (_, path, data) => {
    expect(problems({ ...became, data: JSON.parse(data) })).toEqual([
      { path, message: "is a number that JSON can't carry exactly", remedy: "Send it as a string." },
    ]);
    expect(paths({ ...became, contact: { id: 1, properties: JSON.parse(data) } })).toEqual([
      path.replace("data", "contact.properties"),
    ]);
  });

  it("all of its faults at once", () => {
    const event = {
      colour: 1,
      type: "persona.threshold_passed",
      contact: { id: 1, tel: 2 },
      data: { score: "high" },
    };
    expect(paths(event).sort()).toEqual([
      "colour",
      "contact.tel",
      "data.personaId",
      "data.score",
      "dataCenterId",
    ]);
  });

  it("counting characters, not code units", () => {
    expect(accepted({ ...became, id: "😀".repeat(200) })).toHaveLength(1);
    expect(paths({ ...became, id: "😀".repeat(201) })).toEqual(["id"]);
    expect(accepted({ ...became, contact: { email: `${"a".repeat(242)}@example.org` } })).toHaveLength(1);
  });
});

/** JSON has no undefined: in the table above it stands for a field that was not posted. */
function withoutUndefined(event: unknown): unknown {
  if (typeof event !== "object" || event === null) return event;
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined));
}
