import { describe, expect, it } from "vitest";
import { EVENT_TYPE_NAMES } from "@/lib/event-types/catalogue";
import { sampleEvent } from "@/lib/event-types/sample-event";
import { canRender } from "@/lib/payloads/can-render";
import { previewPayload, renderPayload } from "@/lib/payloads/render";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";

/** The four samples of docs/events.md 2.2, as printed there. */
const PRINTED = {
  "contact.became_contact": `{
    "EventId": "018fbf46-3340-7e53-9d3e-0f1b7a2f6a11",
    "EventType": "BecameContact",
    "OccurredOn": "2024-05-28T12:56:40Z",
    "DataCenter": { "Id": 84, "Name": "Quantum" },
    "Contact": {
      "ContactId": 1353,
      "Email": "john.doe@example.org",
      "Properties": { "FirstName": "John", "LastName": "Doe", "Company": "Quantum", "JobTitle": "Buyer" }
    }
  }`,
  "contact.updated": `{
    "EventId": "018fbf47-7390-7c25-8a57-3f7f0c0f9b52",
    "EventType": "ContactUpdated",
    "OccurredOn": "2024-05-28T12:58:02Z",
    "DataCenter": { "Id": 84, "Name": "Quantum" },
    "Contact": {
      "ContactId": 1353,
      "Email": "john.doe@example.org",
      "Properties": { "FirstName": "John", "LastName": "Doe", "Company": "Quantum", "JobTitle": "Head of Purchasing" }
    },
    "ChangedProperties": [ { "Name": "JobTitle", "OldValue": "Buyer", "NewValue": "Head of Purchasing" } ]
  }`,
  "persona.threshold_passed": `{
    "EventId": "018fbf4d-ff58-7b9e-8f0c-0a4c8f9d1c10",
    "EventType": "PersonaScoringPassedThreshold",
    "OccurredOn": "2024-05-28T13:05:11Z",
    "Cause": "Interaction",
    "DataCenter": { "Id": 84, "Name": "Quantum" },
    "Persona": { "PersonaId": 12, "PersonaName": "Decision maker", "Threshold": 100, "Score": 105, "ThresholdPassedOn": "2024-05-28T13:05:11Z" },
    "Contact": { "ContactId": 1353, "Email": "john.doe@example.org", "Properties": { "FirstName": "John", "LastName": "Doe" } }
  }`,
  "lead_scoring.threshold_exited": `{
    "EventId": "01906671-0000-7e0a-9ac7-6d9d7f8b2a77",
    "EventType": "LeadScoringExitedThreshold",
    "OccurredOn": "2024-06-30T00:00:00Z",
    "Cause": "Inactivity",
    "DataCenter": { "Id": 84, "Name": "Quantum" },
    "LeadScoring": {
      "LeadId": 3, "LeadName": "Product interest",
      "Stage": { "LevelId": 2, "ThresholdName": "Sales ready", "Threshold": 150 },
      "Score": 140, "ThresholdExitedOn": "2024-06-30T00:00:00Z"
    },
    "Contact": { "ContactId": 1353, "Email": "john.doe@example.org", "Properties": { "FirstName": "John", "LastName": "Doe" } }
  }`,
} as const;

const QUANTUM = { id: 84, name: "Quantum" };
const NOW = Date.parse("2024-05-28T13:05:11.999Z");
const sample = (type: (typeof EVENT_TYPE_NAMES)[number]) =>
  sampleEvent(type, {
    eventId: "018fbf4d-ff58-7b9e-8f0c-0a4c8f9d1c10",
    now: NOW,
    accountId: 1,
    dataCenter: QUANTUM,
  });
const SENT = { frozenAt: NOW, test: false };
const rendered = (event: RenderableEvent) => JSON.parse(renderPayload("simple", [event], SENT));

describe("the simple style", () => {
  for (const [type, text] of Object.entries(PRINTED) as [keyof typeof PRINTED, string][]) {
    it(`renders ${type} exactly as printed, field order included (S1.3, S1.39)`, () => {
      const printed = JSON.parse(text);
      const now = Date.parse(printed.OccurredOn);
      const event = sampleEvent(type, { eventId: printed.EventId, accountId: 1, now, dataCenter: QUANTUM });
      expect(renderPayload("simple", [event], SENT)).toBe(JSON.stringify(printed));
    });
  }

  it("can render all six types of S1.26", () => {
    const known = EVENT_TYPE_NAMES.filter((type) => canRender("simple", type));
    expect(known.map((type) => rendered(sample(type)).EventType)).toEqual([
      "BecameContact",
      "ContactUpdated",
      "PersonaScoringPassedThreshold",
      "PersonaScoringExitedThreshold",
      "LeadScoringPassedThreshold",
      "LeadScoringExitedThreshold",
    ]);
  });

  it("tells the exit from a persona as ThresholdExitedOn, with a score below the threshold", () => {
    const { Persona } = rendered(sample("persona.threshold_exited"));
    expect(Object.keys(Persona)).toEqual([
      "PersonaId",
      "PersonaName",
      "Threshold",
      "Score",
      "ThresholdExitedOn",
    ]);
    expect(Persona.Score).toBeLessThan(Persona.Threshold);
  });

  it("tells the passing of a lead scoring's stage as ThresholdPassedOn, with a score above the threshold", () => {
    const { LeadScoring } = rendered(sample("lead_scoring.threshold_passed"));
    expect(Object.keys(LeadScoring)).toEqual(["LeadId", "LeadName", "Stage", "Score", "ThresholdPassedOn"]);
    expect(LeadScoring.Score).toBeGreaterThan(LeadScoring.Stage.Threshold);
  });

  it("says why a threshold was left: inactivity, or a recalculation (S1.44, S1.45)", () => {
    const exited = sample("persona.threshold_exited");
    expect(rendered(exited).Cause).toBe("Inactivity");
    expect(rendered({ ...exited, cause: "recalculation" }).Cause).toBe("Recalculation");
  });

  it("names no cause where the sample has none", () => {
    expect(rendered(sample("contact.became_contact"))).not.toHaveProperty("Cause");
    expect(rendered(sample("contact.updated"))).not.toHaveProperty("Cause");
  });

  it("writes times in whole seconds", () => {
    expect(rendered(sample("contact.updated")).OccurredOn).toBe("2024-05-28T13:05:11Z");
  });

  it.each([
    ["1353", 1353],
    ["-7", -7],
    ["007", "007"],
    ["1e3", "1e3"],
    ["-0", "-0"],
    ["", ""],
    [" 5", " 5"],
    ["1.5", "1.5"],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", "9007199254740993"],
    ["Infinity", "Infinity"],
    ["c-1353", "c-1353"],
  ])("writes the contact's id %j as %j", (id, expected) => {
    const event = { ...sample("contact.became_contact"), contact: { id, email: null, properties: {} } };
    expect(rendered(event).Contact.ContactId).toBe(expected);
  });

  it("leaves out what is absent and keeps what is null, false or empty text", () => {
    const event = sample("contact.became_contact");
    const only = (contact: RenderableEvent["contact"]) => rendered({ ...event, contact }).Contact;
    expect(only({ id: "1", email: null, properties: {} })).toEqual({ ContactId: 1 });
    expect(only({ id: null, email: "a@example.org", properties: {} })).toEqual({ Email: "a@example.org" });
    const properties = { a: null, b: false, c: "", d: [], e: 0 };
    expect(only({ id: "1", email: null, properties }).Properties).toEqual(properties);
    expect(only(null)).toBeUndefined();
  });

  it("keeps properties, values and scores as posted, key order and lone surrogates included (G11)", () => {
    const event = sample("persona.threshold_passed");
    const contact = { id: "1", email: null, properties: { z: "\ud800", a: { y: [1, null], b: 1.5 } } };
    const text = renderPayload(
      "simple",
      [{ ...event, contact, data: { personaId: 12, score: -0.25 } }],
      SENT,
    );
    expect(text).toContain('"Properties":{"z":"\\ud800","a":{"y":[1,null],"b":1.5}}');
    expect(text).toContain('"Score":-0.25');
    expect(text.isWellFormed()).toBe(true);
  });

  it("is compact on the wire and indented in a preview, otherwise the same (S1.39)", () => {
    const event = sample("lead_scoring.threshold_exited");
    const [wire, preview] = [renderPayload("simple", [event], SENT), previewPayload("simple", [event], SENT)];
    expect(wire).not.toContain("\n");
    expect(preview.split("\n").length).toBeGreaterThan(20);
    expect(JSON.stringify(JSON.parse(preview))).toBe(wire);
  });
});
