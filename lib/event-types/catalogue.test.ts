import { describe, expect, it } from "vitest";
import { EVENT_TYPES, type EventTypeName, eventType, isEventType } from "@/lib/event-types/catalogue";
import { isWritten } from "@/lib/event-types/define";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { matchesTrigger } from "@/lib/events/matches-trigger";
import type { MasterData } from "@/lib/payloads/renderable-event";
import type { JsonObject } from "@/lib/vocabulary";
import { EVENT_OPTIONS, TRIGGER_OPTIONS, triggerLabel } from "@/texts/triggers";

const context = {
  eventId: "018fbf46-3340-7e53-9d3e-0f1b7a2f6a11",
  accountId: 1,
  now: 0,
  dataCenter: { id: 84, name: "Quantum" },
};
const accepts = (type: EventTypeName, refinements: unknown) =>
  eventType(type).refinements.safeParse(refinements).success;
const matches = (
  type: EventTypeName,
  refinements: Record<string, unknown>,
  data: JsonObject,
  masterData: MasterData = {},
) => {
  const { wanted, facets, refinements: schema } = eventType(type);
  return matchesTrigger(wanted(schema.parse(refinements)), facets({ cause: "api", data, masterData }));
};

describe("the catalogue", () => {
  it("has the six triggers of S1.26, in that order", () => {
    const simple = EVENT_TYPES.filter(({ wires }) => wires.simple);
    expect(simple.map((type) => type.label)).toEqual([
      "Became contact",
      "Contact updated",
      "Persona scoring passed threshold",
      "Persona scoring exited threshold",
      "Lead scoring passed threshold",
      "Lead scoring exited threshold",
    ]);
  });

  it("S2.18: calls the stream's types as people know them", () => {
    const labels = EVENT_TYPES.filter(({ wires }) => wires.stream).map((type) => type.label);
    expect(labels.toSorted()).toEqual(
      [
        ...["Message opened", "Link clicked", "Message sent", "Message bounced", "Recipient unsubscribed"],
        ...["Spam complaint", "Opt-in", "Recipient added to blocklist", "Sent message was archived"],
        "Message discarded due to blocklist entry",
      ].toSorted(),
    );
  });

  it("S2.36: says that a message which was sent need not have been received", () => {
    expect(eventType("message.sent").description).toMatch(/does not mean that it was received/);
  });

  it("offers as triggers exactly what some style writes, in the catalogue's order within each group", () => {
    const offered = TRIGGER_OPTIONS.flatMap(({ items }) => items.map(({ value }) => value));
    const written = EVENT_TYPES.filter(isWritten);
    expect(offered).toEqual(written.map(({ name }) => name));
    const all = EVENT_OPTIONS.flatMap(({ items }) => items.map(({ value }) => value));
    expect(all).toEqual(EVENT_TYPES.map(({ name }) => name));
  });

  it("has room for what platforms name themselves: letters, digits and _, up to 64", () => {
    for (const name of ["custom.order_placed", "custom.7", `custom.${"a".repeat(64)}`] as const) {
      expect(isEventType(name)).toBe(true);
      expect(eventType(name)).toMatchObject({ name: "custom.<name>", wires: {} });
    }
    expect(triggerLabel("custom.order_placed")).toBe("Custom event order_placed");
  });

  it("knows its names and no others", () => {
    expect(isEventType("contact.updated")).toBe(true);
    for (const name of ["contact.deleted", "", "toString", "__proto__", "custom.", "custom.<name>", null, 7])
      expect(isEventType(name)).toBe(false);
    expect(() => eventType("contact.deleted" as EventTypeName)).toThrow("contact.deleted");
  });

  it.each(EVENT_TYPES)(
    "$name: its own sample passes its own schema and carries its references (S1.39)",
    (type) => {
      const { data, masterData } = sampleEvent(type.name, context);
      expect(type.data.safeParse(data).success).toBe(true);
      const { personas = [], leadScorings = [], communicationTypes = [] } = type.references(data);
      expect(personas).toEqual(masterData.persona ? [masterData.persona.id] : []);
      const { leadScoring: lead } = masterData;
      expect(leadScorings).toEqual(lead ? [{ id: lead.id, stageId: lead.stage.id }] : []);
      const { communicationType } = masterData;
      expect(communicationTypes).toEqual(communicationType ? [communicationType.name] : []);
    },
  );

  it.each(EVENT_TYPES)("$name: without a refinement a trigger takes any event (S1.27)", (type) => {
    const { data } = sampleEvent(type.name, context);
    expect(matches(type.name, {}, data)).toBe(true);
  });
});

describe("samples", () => {
  it("use the data center's own persona, stage and contact", () => {
    const persona = { id: 5, name: "Developer", threshold: 30 };
    const contact = { id: "9", email: null, properties: {} };
    const passed = sampleEvent("persona.threshold_passed", { ...context, persona, contact });
    expect(passed).toMatchObject({ contact, data: { personaId: 5, score: 35 }, masterData: { persona } });
    const leadScoring = { id: 8, name: "Trial", stage: { id: 4, name: "Hot", threshold: 0 } };
    const exited = sampleEvent("lead_scoring.threshold_exited", { ...context, leadScoring });
    expect(exited).toMatchObject({
      cause: "inactivity",
      data: { leadScoringId: 8, stageId: 4, score: -10 },
      masterData: { leadScoring },
    });
  });
});

describe("refinements", () => {
  it("narrow a persona trigger to certain personas, any of them (S1.27, decision 7)", () => {
    const trigger = { personaIds: [1, 12] };
    expect(eventType("persona.threshold_passed").wanted(trigger)).toEqual(trigger);
    expect(matches("persona.threshold_passed", trigger, { personaId: 12, score: 1 })).toBe(true);
    expect(matches("persona.threshold_exited", trigger, { personaId: 2, score: 1 })).toBe("personaIds");
  });

  it("narrow a lead scoring trigger to a lead scoring or to certain stages of it (S1.27)", () => {
    const type = eventType("lead_scoring.threshold_passed");
    expect(type.wanted({ leadScorings: [{ id: 3, stageIds: [1, 2] }, { id: 4 }] })).toEqual({
      leadScorings: ["3/1", "3/2", "4"],
    });
    expect(
      type.facets({ cause: "user", data: { leadScoringId: 3, stageId: 2, score: 1 }, masterData: {} }),
    ).toEqual({ leadScorings: ["3", "3/2"] });
    const stage2 = { leadScoringId: 3, stageId: 2, score: 1 };
    const verdict = (leadScorings: unknown) =>
      matches("lead_scoring.threshold_exited", { leadScorings }, stage2);
    expect(verdict([{ id: 3 }])).toBe(true);
    expect(verdict([{ id: 3, stageIds: [1, 2] }])).toBe(true);
    expect(verdict([{ id: 9 }, { id: 3, stageIds: [2] }])).toBe(true);
    expect(verdict([{ id: 3, stageIds: [1] }])).toBe("leadScorings");
    expect(verdict([{ id: 2, stageIds: [3] }])).toBe("leadScorings");
    expect(verdict([{ id: 32 }])).toBe("leadScorings");
  });

  it("narrow contact.updated to certain properties", () => {
    const data = { changes: [{ property: "City", oldValue: null, newValue: "Ulm" }] };
    expect(matches("contact.updated", { properties: ["Town", "City"] }, data)).toBe(true);
    expect(matches("contact.updated", { properties: ["city"] }, data)).toBe("properties");
  });

  it.each([
    ["an unknown one", { persona: [1] }],
    ["one of another type", { leadScorings: [{ id: 1 }] }],
    ["an empty list", { personaIds: [] }],
    ["zero", { personaIds: [0] }],
    ["a fraction", { personaIds: [1.5] }],
    ["text", { personaIds: ["1"] }],
    ["no list", { personaIds: 1 }],
    ["the same persona twice", { personaIds: [1, 1] }],
    ["101 personas", { personaIds: Array.from({ length: 101 }, (_, index) => index + 1) }],
  ])("refuse %s", (_, refinements) => {
    expect(accepts("persona.threshold_passed", refinements)).toBe(false);
  });

  it.each([
    ["a bare id", [3]],
    ["the same lead scoring twice", [{ id: 3 }, { id: 3, stageIds: [1] }]],
    ["no stages", [{ id: 3, stageIds: [] }]],
    ["the same stage twice", [{ id: 3, stageIds: [1, 1] }]],
    ["an unknown key", [{ id: 3, stages: [1] }]],
  ])("refuse %s in leadScorings", (_, leadScorings) => {
    expect(accepts("lead_scoring.threshold_passed", { leadScorings })).toBe(false);
  });

  it("take 100 personas", () => {
    const personaIds = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(accepts("persona.threshold_passed", { personaIds })).toBe(true);
  });

  it("exist for no became_contact trigger", () => {
    expect(accepts("contact.became_contact", {})).toBe(true);
    expect(accepts("contact.became_contact", { properties: ["City"] })).toBe(false);
  });
});
