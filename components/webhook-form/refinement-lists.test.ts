import { describe, expect, it } from "vitest";
import type { MasterItems } from "@/lib/data-centers/schema";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { leftTyped, optionsOf, REFINEMENT_LISTS } from "./refinement-lists";

const { communicationTypes, optInFields } = REFINEMENT_LISTS;

const NEWS = { id: 1, name: "Newsletter" };
const SERVICE = { id: 7, name: "Service message" };

const field = (code: string, label: string, type: MasterItems["fields"]["type"] = "boolean") => ({
  ...{ id: 1, code, label, type, keyField: false },
});
const FIELDS = [
  field("f_City", "City", "text"),
  field("optin_News", "Newsletter opt-in"),
  field("optin_SMS", "Text messages"),
];

const labels = (options: { label: string }[]) => options.map(({ label }) => label);

describe("S3.10, S3.12: communication types to pick", () => {
  const entries = communicationTypes.entriesOf([NEWS, SERVICE]);
  const options = (chosen: number[], search = "") =>
    optionsOf(communicationTypes, { chosen, entries, search });

  it("are those of the data center, by name and id", () => {
    expect(options([])).toEqual([
      { value: 1, label: "Newsletter · 1" },
      { value: 7, label: "Service message · 7" },
    ]);
  });

  it("keep one that is chosen but no longer there, and mark it", () => {
    expect(options([9, 1])).toEqual([
      ...options([]),
      { value: 9, label: "Communication type no. 9, no longer there" },
    ]);
  });

  it("mark nothing before the list is there, nor where it can't be loaded", () => {
    const state = { chosen: [1, 9], entries: undefined, search: "" };
    expect(labels(optionsOf(communicationTypes, state))).toEqual([
      "Communication type no. 1",
      "Communication type no. 9",
    ]);
  });

  it("can't be typed, since an id that the data center does not have is refused", () => {
    expect(options([], "Breaking news")).toEqual(options([]));
    expect(leftTyped(communicationTypes, { chosen: [], entries, search: "9" })).toBeUndefined();
  });
});

describe("S3.21, S3.23: opt-in fields to pick", () => {
  const entries = optInFields.entriesOf(FIELDS);
  const options = (search: string, chosen: string[] = []) =>
    optionsOf(optInFields, { chosen, entries, search });
  const left = (search: string, chosen: string[] = []) => leftTyped(optInFields, { chosen, entries, search });
  const PROPOSED = ["Newsletter opt-in · optin_News", "Text messages · optin_SMS"];

  it("are the data center's fields that say yes or no, by label and code", () => {
    expect(labels(options(""))).toEqual(PROPOSED);
    expect(options("")[0]?.value).toBe("optin_News");
  });

  it("may be another code that is typed, as the platform posts it", () => {
    expect(options(" Newsletter ").slice(2)).toEqual([
      { value: "Newsletter", label: "Use “Newsletter”, no field of the data center" },
    ]);
  });

  it("mark a chosen code that is no field, and name one that is a field of another type", () => {
    expect(options("", ["Newsletter", "f_City"])).toEqual([
      { value: "f_City", label: "City · f_City" },
      { value: "optin_News", label: PROPOSED[0] },
      { value: "optin_SMS", label: PROPOSED[1] },
      { value: "Newsletter", label: "Newsletter, no field of the data center" },
    ]);
  });

  it.each([
    ["OPTIN_news", []],
    ["F_CITY", [{ value: "f_City", label: "City · f_City" }]],
  ])("take %s for the field whose code differs in case alone", (search, more) => {
    expect(options(search).slice(2)).toEqual(more);
  });

  it.each(["", "   ", "x".repeat(201), "a\u0007b"])("offer nothing that would be refused: %j", (search) => {
    expect(labels(options(search))).toEqual(PROPOSED);
    expect(left(search)).toBeUndefined();
  });

  it("offer what is typed once, also where it is chosen already", () => {
    expect(labels(options("Newsletter", ["Newsletter"]))).toEqual([
      ...PROPOSED,
      "Newsletter, no field of the data center",
    ]);
  });

  it.each<[string, string | undefined, string]>([
    ["optin_sms", "optin_SMS", "the code of a field"],
    ["f_City", "f_City", "the code of a field of another type"],
    ["Newsletter 2", "Newsletter 2", "what nothing was found for"],
    ["Newsletter", undefined, "part of a label, which is a search"],
    ["optin", undefined, "part of a code, which is a search"],
  ])("when somebody leaves %j in the field, take %j: it is %s", (search, taken) => {
    expect(left(search)).toBe(taken);
  });

  it("take nothing twice, and any code where the list can't be loaded", () => {
    expect(left("optin_SMS", ["optin_SMS"])).toBeUndefined();
    expect(leftTyped(optInFields, { chosen: [], entries: undefined, search: "News" })).toBe("News");
  });
});

it("every list belongs to a refinement of the catalogue that takes its values", () => {
  const samples = { mailingIds: [1], communicationTypes: [1], optInFields: ["optin_News"] };
  for (const name of Object.keys(REFINEMENT_LISTS) as (keyof typeof samples)[]) {
    const types = EVENT_TYPES.filter(({ refinements }) => name in refinements.shape);
    expect(types.length, name).toBeGreaterThan(0);
    for (const { refinements } of types) {
      expect(refinements.safeParse({ [name]: samples[name] }).success, name).toBe(true);
    }
  }
});
