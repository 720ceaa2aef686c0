import { describe, expect, it } from "vitest";
import { fieldProblems } from "@/lib/field-problems";
import {
  compileScenario,
  customFieldsOf,
  renderScenario,
  renderScenarioTest,
  type ScenarioContact,
  type ScenarioField,
} from "@/lib/payloads/scenario";
import { scenarioId, scenarioTestId } from "@/lib/payloads/scenario-id";
import {
  DEFAULT_SCENARIO,
  RESERVED_KEYS,
  SCENARIO_CONSENT,
  SCENARIO_DETAILS,
  SCENARIO_STATISTICS,
  type ScenarioSettings,
  scenarioSettingsSchema,
} from "@/lib/payloads/scenario-schema";
import { printedJson } from "./printed.fixture";

const [printedTest = "", printedLive = ""] = printedJson("### 2.6");
const DELIVERY = "018fbf46-3340-7e53-9d3e-0f1b7a2f6a11";

const FIELDS: ScenarioField[] = [
  { id: 10, code: "f_EMail", type: "email" },
  { id: 11, code: "f_FirstName", type: "text" },
  { id: 1, code: "color", type: "text" },
  { id: 2, code: "points", type: "number" },
  { id: 3, code: "ratio", type: "number" },
  { id: 4, code: "since", type: "date" },
];
/** The contact of the printed sample. */
const CONTACT: ScenarioContact = {
  id: "54321",
  email: "john.doe@example.org",
  properties: {
    ...{
      f_FirstName: "John",
      LastName: "Doe",
      Company: "John Doe Company inc",
      gender: "m",
      language: "fr_ca",
    },
    ...{ f_dtBirth: "1980-12-04", zip: "h1h1h1", Country: "CA", note: "" },
    ...{ color: "blue", points: "1000", ratio: 1.5, since: "2000-01-01" },
  },
  consent: {
    ...{ consentType: "implied", relationType: "active-clients", consentDate: "2022-01-01T00:00:00Z" },
    ...{ consentExpiration: "2024-01-01T00:00:00Z", consentProof: "Customer since 2015, see invoices" },
  },
  statistics: { mailingsReceived: 12, mailingsOpened: 7, mailingsClicked: 3 },
};
const EVERYTHING: ScenarioSettings = {
  details: [...SCENARIO_DETAILS],
  customFields: "all",
  consent: [...SCENARIO_CONSENT],
  statistics: [...SCENARIO_STATISTICS],
  additional: [
    { key: "source", value: "newsletter-form" },
    { key: "crm_first_name", value: "${contact.firstname}" },
  ],
};

function outcome(
  settings: Partial<ScenarioSettings>,
  contact: Partial<ScenarioContact> = {},
  event: { data: Record<string, string> } | null = null,
) {
  const compiled = compileScenario({ ...DEFAULT_SCENARIO, ...settings }, FIELDS);
  if (!compiled.ok) return compiled;
  return renderScenario(compiled.scenario, {
    ...{ deliveryId: DELIVERY, accountId: 3, frozenAt: Date.parse("2024-05-28T13:20:05.900Z") },
    ...{ contact: { ...CONTACT, ...contact }, event },
  });
}
function body(...given: Parameters<typeof outcome>) {
  const rendered = outcome(...given);
  if (!("body" in rendered)) throw new Error(JSON.stringify(rendered));
  return JSON.parse(rendered.body);
}

describe("a scenario notification", () => {
  it("S5.8, S5.12–S5.16: with all groups and two pairs is as printed, in its order", () => {
    const rendered = outcome(EVERYTHING);
    const printed = JSON.parse(printedLive);
    expect("body" in rendered && rendered.body).toBe(
      JSON.stringify({ ...printed, id: scenarioId(DELIVERY) }),
    );
  });

  it("S5.21: the test's request is exactly as printed, but for id, time and account", () => {
    const printed = JSON.parse(printedTest);
    const test = { uuid: DELIVERY, accountId: printed.idClient, now: Date.parse(printed.timestamp) };
    expect(renderScenarioTest(test)).toBe(JSON.stringify({ ...printed, id: scenarioTestId(DELIVERY) }));
  });

  it("names each delivery by 25 signs of its own, and the same at every attempt", () => {
    expect(scenarioId(DELIVERY)).toMatch(/^evt_[0-9a-z]{25}$/);
    expect(scenarioTestId(DELIVERY)).toMatch(/^test_evt_[0-9a-z]{25}$/);
    const ids = ["0", "1", "f"].flatMap((digit) =>
      [0, 17, 35].map((at) => `${DELIVERY.slice(0, at)}${digit}${DELIVERY.slice(at + 1)}`),
    );
    const all = [...ids, "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
    const made = all.map(scenarioId);
    for (const id of made) expect(id).toHaveLength(29);
    expect(new Set(made).size).toBe(new Set(all).size);
  });

  it("S5.12, S5.24: transmits what was chosen and nothing else", () => {
    expect(
      body({ details: ["country", "email"], customFields: [2], statistics: ["mailingsOpened"] }).data,
    ).toEqual({
      ...{ type: "member", id: 54321, email: "john.doe@example.org", country: "CA" },
      ...{ customFields: { "2": 1000 }, statistics: { mailingsOpened: 7 } },
    });
    expect(body({ details: [] }).data).toEqual({ type: "member", id: 54321 });
    expect(Object.keys(body({ details: ["country", "email"] }).data)).toEqual([
      "type",
      "id",
      "email",
      "country",
    ]);
  });

  it("leaves out what the contact does not have, groups that are empty included", () => {
    const nobody = { id: null, email: null, properties: {}, consent: {}, statistics: undefined };
    expect(body({ ...EVERYTHING, additional: [] }, nobody).data).toEqual({ type: "member" });
    expect(body(EVERYTHING, { properties: { note: null } }).data).toHaveProperty("note", null);
  });

  it("writes ids and fields of numbers as numbers where they are in their usual spelling", () => {
    expect(body({}, { id: "007" }).data.id).toBe("007");
    const numbers = (points: string) =>
      body({ customFields: [2] }, { properties: { points } }).data.customFields;
    expect(["1.5", "-3", "01", "1e3", "", "x"].map((points) => numbers(points)["2"])).toEqual([
      1.5,
      -3,
      "01",
      "1e3",
      "",
      "x",
    ]);
    const digits = body({ customFields: [1] }, { properties: { color: "5" } });
    expect(digits.data.customFields).toEqual({ "1": "5" });
  });

  it("S5.13: lists as custom fields what no detail stands for", () => {
    expect(customFieldsOf(FIELDS).map(({ code }) => code)).toEqual(["color", "points", "ratio", "since"]);
    const another: ScenarioField = { id: 12, code: "f_EMail2", type: "email" };
    expect(customFieldsOf([...FIELDS, another])).toContain(another);
  });

  it("S5.16: writes additional values as text, fixed or of fields and parameters, whatever they hold", () => {
    const additional = [
      { key: "fixed", value: 'say "hi" \\ 100 %' },
      { key: "field", value: "%f_FirstName% <${email}>" },
      { key: "city", value: "${contact.city | default: 'nowhere'}" },
      { key: "order", value: "${orderId}" },
      { key: "points", value: "${points}" },
      { key: "5", value: "${missing}" },
    ];
    const event = { data: { orderId: '"}\n' } };
    expect(body({ details: [], additional }, {}, event).data).toEqual({
      ...{ type: "member", id: 54321, fixed: 'say "hi" \\ 100 %', field: "John <john.doe@example.org>" },
      ...{ city: "nowhere", order: '"}\n', points: "1000", "5": "" },
    });
  });

  it("S5.16: names an additional value that does not parse, or that can't be computed, by its pair", () => {
    const additional = [
      { key: "a", value: "${email}" },
      { key: "b", value: "x ${email | nope}" },
    ];
    expect(outcome({ additional })).toMatchObject({
      ok: false,
      faults: [
        {
          path: "scenario.additional.1.value",
          message: "line 1, column 13: there is no filter nope",
          ...{ line: 1, column: 13 },
        },
      ],
    });
    const failing = [...additional.slice(0, 1), { key: "b", value: "${'%' | url_decode}" }];
    expect(outcome({ additional: failing })).toMatchObject({
      ok: false,
      faults: [{ path: "scenario.additional.1.value", line: 1, column: 1 }],
    });
  });

  it("decision 20: has no answers of webhooks in its pairs", () => {
    expect(outcome({ additional: [{ key: "a", value: "$data.get('WH5').get('x')" }] })).toMatchObject({
      ok: false,
      faults: [{ path: "scenario.additional.0.value" }],
    });
  });
});

describe("the settings of a scenario notification", () => {
  const problems = (changes: object) => {
    const given = { ...EVERYTHING, ...changes };
    const parsed = scenarioSettingsSchema.safeParse(given);
    return parsed.success ? [] : fieldProblems(parsed.error, given);
  };

  it.each([[EVERYTHING], [DEFAULT_SCENARIO], [{ ...EVERYTHING, customFields: [1, 2] }]])(
    "are taken as they are written",
    (given) => {
      expect(scenarioSettingsSchema.parse(given)).toEqual(given);
    },
  );

  it.each(RESERVED_KEYS)("S5.16: refuse an additional key that is the notification's own: %s", (key) => {
    expect(
      problems({
        additional: [
          { key: "x", value: "" },
          { key, value: "" },
        ],
      }),
    ).toEqual([
      {
        path: "additional.1.key",
        message: "is a key that the notification has itself",
        remedy: expect.stringContaining("these are taken: type, id, email, firstname"),
      },
    ]);
  });

  it.each([
    [
      "additional.1.key",
      "is there twice",
      {
        additional: [
          { key: "a", value: "" },
          { key: "a", value: "x" },
        ],
      },
    ],
    ["additional.0.key", "is empty", { additional: [{ key: "", value: "" }] }],
    ["additional.0.key", "contains control characters", { additional: [{ key: "a\n", value: "" }] }],
    [
      "additional.0.value",
      "is longer than 2,000 characters",
      { additional: [{ key: "a", value: "x".repeat(2_001) }] },
    ],
    [
      "additional",
      "has more than 50 entries",
      { additional: Array.from({ length: 51 }, (_, at) => ({ key: `k${at}`, value: "" })) },
    ],
    ["details", "names one twice", { details: ["email", "email"] }],
    ["details.0", expect.stringContaining("can only be"), { details: ["mail"] }],
    ["consent.0", expect.stringContaining("can only be"), { consent: ["email"] }],
    ["customFields", 'can only be "all" or a list of ids', { customFields: "some" }],
    ["statistics", "is missing", { statistics: undefined }],
    ["more", "is not known here", { more: 1 }],
  ])("are refused at %s: %s", (path, message, changes) => {
    expect(problems(changes)).toMatchObject([{ path, message }]);
  });

  it("may have a key like one of ours in other letters", () => {
    expect(problems({ additional: [{ key: "Email", value: "" }] })).toEqual([]);
  });
});
