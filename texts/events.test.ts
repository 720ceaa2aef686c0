import { describe, expect, it } from "vitest";
import type { Unmatched } from "@/lib/events/schema";
import { outcomeText, whyNotMatched } from "./events";

const names = {
  dataCenter: (id: number) => `center ${id}`,
  persona: (id: number) => `persona ${id}`,
  stage: (id: string) => `scoring ${id}`,
};
const unmatched = (why: Unmatched["why"], changes: Partial<Unmatched> = {}): Unmatched => ({
  ...{ webhookId: crypto.randomUUID(), label: "Hot leads", status: "active", changedSince: false, why },
  ...changes,
});
const told = (why: Unmatched["why"], changes: Partial<Unmatched> = {}) => {
  const { sentence, fix } = whyNotMatched(unmatched(why, changes), names, "Quantum");
  return `Hot leads ${sentence} ${fix}`.trim();
};
const refinement = (name: string, wanted: (string | number)[], offered: (string | number)[]) => ({
  ...{ because: "refinement" as const, refinement: name, wanted, offered },
});

describe("why an event was not owed, in a sentence", () => {
  it.each([
    [
      refinement("personaIds", [12, 13], [1]),
      "Hot leads wants persona persona 12 or persona 13; this event is about persona 1. Edit its trigger to take such events too.",
    ],
    [
      refinement("leadScorings", ["3/1", "4"], ["3", "3/2"]),
      "Hot leads wants scoring 3/1 or scoring 4; this event is about scoring 3/2. Edit its trigger to take such events too.",
    ],
    [
      refinement("properties", ["City"], ["Town", "Street"]),
      "Hot leads wants changes of City; this event changed Town and Street. Edit its trigger to take such events too.",
    ],
    [
      refinement("causes", ["user", "form"], ["import"]),
      "Hot leads wants no imports; this event came about by one. Confirmed & signed never tells of imports.",
    ],
    [
      refinement("mailingIds", [1, 2], [3]),
      "Hot leads wants mailing 1 or 2; this event is about mailing 3. Edit its trigger to take such events too.",
    ],
    [
      refinement("communicationTypes", [1], ["Reminders"]),
      "Hot leads wants communication type 1; this event is about communication type Reminders. Edit its trigger to take such events too.",
    ],
    [
      refinement("sendingKinds", ["unitary", "batch"], ["campaign"]),
      "Hot leads wants unitary or batch sending; this event is about campaign sending. Edit its trigger to take such events too.",
    ],
    [
      refinement("optInFields", ["optin_News"], ["optin_Ads"]),
      "Hot leads wants opt-in field optin_News; this event is about optin_Ads. Edit its trigger to take such events too.",
    ],
    [
      refinement("optInKinds", ["double"], ["single"]),
      "Hot leads wants a double opt-in; this event is a single one. Edit its trigger to take such events too.",
    ],
    [
      refinement("bounceCategories", ["hard"], ["soft"]),
      "Hot leads wants hard bounces; this event is a soft one. Edit its trigger to take such events too.",
    ],
    [
      { because: "other_data_center" as const, dataCenterId: 2 },
      "Hot leads belongs to data center center 2; this event happened in Quantum. Create a webhook in Quantum to get such events.",
    ],
    [
      { because: "inactive" as const },
      "Hot leads was inactive when the event was accepted. It is active now and gets new events.",
    ],
    [
      { because: "created" as const },
      "Hot leads had not been activated yet when the event was accepted. It is active now and gets new events.",
    ],
    [{ because: "created_later" as const }, "Hot leads did not exist yet when the event was accepted."],
    [{ because: "other_event_type" as const }, "Hot leads wants other events."],
    [
      { because: "unknown" as const },
      "Hot leads has no delivery of this event, and what is stored does not tell why. Its status or deliveries of that time are not kept completely.",
    ],
  ])("%j", (why, sentence) => {
    expect(told(why)).toBe(sentence);
  });

  it("tells settings that were edited since in the past, and offers no edit", () => {
    expect(told(refinement("personaIds", [12], [1]), { changedSince: true })).toBe(
      "Hot leads wanted persona persona 12; this event is about persona 1. Its settings have been changed since.",
    );
  });

  it("says what to do about a status that still stands in the way", () => {
    expect(told({ because: "inactive" }, { status: "inactive" })).toContain(
      "It is inactive now. Activate it to get new events.",
    );
  });

  it("cuts a long list of changed properties", () => {
    const many = Array.from({ length: 50 }, (_, index) => `P${index}`);
    expect(told(refinement("properties", ["City"], many))).toContain("P9, and 40 more");
  });
});

it("what became of an event is told in the states' words", () => {
  expect(
    outcomeText([
      { state: "pending", deliveries: 1 },
      { state: "delivered", deliveries: 1_200 },
    ]),
  ).toBe("1 waiting, 1,200 delivered");
  expect(outcomeText([])).toBe("wanted by no webhook");
});
