import { describe, expect, it } from "vitest";
import { EVENT_TYPES, type EventTypeName, eventType } from "@/lib/event-types/catalogue";
import { wantedOf } from "@/lib/event-types/define";
import { matchesTrigger } from "@/lib/events/matches-trigger";
import type { PayloadStyle } from "@/lib/payloads/renderable-event";
import { CAUSES, type Cause, type JsonObject } from "@/lib/vocabulary";

const matches = (
  type: EventTypeName,
  refinements: Record<string, unknown>,
  data: JsonObject,
  { style = "simple", cause = "api" }: { style?: PayloadStyle; cause?: Cause } = {},
) => {
  const entry = eventType(type);
  const wanted = wantedOf(entry, entry.refinements.parse(refinements), style);
  return matchesTrigger(wanted, entry.facets({ cause, data, masterData: {} }));
};
const accepts = (type: EventTypeName, refinements: unknown) =>
  eventType(type).refinements.safeParse(refinements).success;

const sending = { mailingId: 1, communicationType: 2, sendingKind: "batch" };

describe("refinements (docs/events.md 2.0)", () => {
  it.each<[EventTypeName, string[]]>([
    ["contact.became_contact", []],
    ["contact.created", []],
    ["contact.updated", ["properties"]],
    ["contact.opted_in", ["optInFields", "optInKinds"]],
    ["contact.opted_out", ["optInFields"]],
    ["contact.quarantined", ["communicationTypes", "mailingIds", "sendingKinds"]],
    ["contact.complained", ["communicationTypes", "mailingIds", "sendingKinds"]],
    ["contact.blocklisted", []],
    ["persona.threshold_passed", ["personaIds"]],
    ["persona.threshold_exited", ["personaIds"]],
    ["lead_scoring.threshold_passed", ["leadScorings"]],
    ["lead_scoring.threshold_exited", ["leadScorings"]],
    ["message.bounced", ["bounceCategories", "communicationTypes", "mailingIds", "sendingKinds"]],
    ...(["sent", "opened", "clicked", "production_error", "unsubscribed", "archived"] as const).map(
      (name): [EventTypeName, string[]] => [
        `message.${name}`,
        ["communicationTypes", "mailingIds", "sendingKinds"],
      ],
    ),
    ["message.filtered_by_blocklist", ["communicationTypes", "mailingIds", "sendingKinds"]],
  ])("%s has %j and no others", (type, names) => {
    expect(Object.keys(eventType(type).refinements.shape).toSorted()).toEqual(names);
    const all = { personaIds: [1], optInKinds: ["single"], causes: ["import"], colours: ["red"] };
    for (const [name, values] of Object.entries(all)) {
      expect(accepts(type, { [name]: values })).toBe(names.includes(name));
    }
  });

  it.each<[EventTypeName, Record<string, unknown>, JsonObject, true | string]>([
    ["contact.opted_in", { optInFields: ["optin_News"] }, { optInField: "optin_News", kind: "single" }, true],
    [
      "contact.opted_in",
      { optInFields: ["optin_Ads"] },
      { optInField: "optin_News", kind: "single" },
      "optInFields",
    ],
    ["contact.opted_in", { optInKinds: ["double", "single"] }, { optInField: "a", kind: "single" }, true],
    ["contact.opted_in", { optInKinds: ["double"] }, { optInField: "a", kind: "single" }, "optInKinds"],
    ["contact.opted_out", { optInFields: ["a", "b"] }, { optInField: "b" }, true],
    ["contact.opted_out", { optInFields: ["a"] }, { optInField: "b" }, "optInFields"],
    ["message.bounced", { bounceCategories: ["hard"] }, { ...sending, category: "hard" }, true],
    ["message.bounced", { bounceCategories: ["hard"] }, { ...sending, category: "soft" }, "bounceCategories"],
    [
      "message.bounced",
      { mailingIds: [1], bounceCategories: ["soft"] },
      { ...sending, category: "soft" },
      true,
    ],
    ["contact.complained", { sendingKinds: ["unitary"] }, sending, "sendingKinds"],
    ["contact.complained", { sendingKinds: ["unitary", "batch"] }, sending, true],
    ["contact.quarantined", { communicationTypes: [3] }, sending, "communicationTypes"],
    ["message.production_error", { mailingIds: [2] }, sending, "mailingIds"],
  ])("%s with %j: %j → %s (decision 7)", (type, refinements, data, verdict) => {
    expect(matches(type, refinements, data)).toBe(verdict);
  });

  it.each([
    ["contact.opted_in", { optInKinds: ["triple"] }],
    ["contact.opted_in", { optInKinds: [] }],
    ["contact.opted_in", { optInFields: ["a", "a"] }],
    ["contact.opted_out", { optInFields: [7] }],
    ["message.bounced", { bounceCategories: ["hardbounce"] }],
  ] as const)("%s refuses %j", (type, refinements) => {
    expect(accepts(type, refinements)).toBe(false);
  });
});

describe("imports (S3.16, S3.17)", () => {
  const data = { changes: [{ property: "City", oldValue: 1, newValue: 2 }] };

  it.each(CAUSES)(
    "the signed style is owed an event that came about by %s unless that is import",
    (cause) => {
      const verdict = matches("contact.updated", {}, data, { style: "signed", cause });
      expect(verdict).toBe(cause === "import" ? "causes" : true);
      expect(matches("contact.updated", {}, data, { style: "simple", cause })).toBe(true);
    },
  );

  it("are told as the reason before any refinement", () => {
    const verdict = matches("contact.updated", { properties: ["Town"] }, data, {
      style: "signed",
      cause: "import",
    });
    expect(verdict).toBe("causes");
  });
});

it("S3.11: a form proposes unitary sending for the message events of the signed style, and nothing else", () => {
  const proposed = EVENT_TYPES.filter(({ defaultRefinements }) => Object.keys(defaultRefinements).length > 0);
  expect(proposed.map(({ name }) => name)).toEqual([
    ...["contact.quarantined", "contact.complained", "message.bounced", "message.production_error"],
  ]);
  for (const { defaultRefinements, refinements, wires } of proposed) {
    expect(defaultRefinements).toEqual({ signed: { sendingKinds: ["unitary"] } });
    expect(refinements.safeParse(defaultRefinements.signed).success).toBe(true);
    expect(wires.signed).toBeDefined();
  }
});
