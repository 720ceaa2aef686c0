import { describe, expect, it } from "vitest";
import type { WebhookView } from "@/lib/webhooks/schema";
import { requestFaults, requestPath } from "./request-resolver";
import { emptyRequest, type RequestValues, requestSettingsOf, requestValuesOf } from "./request-values";

const FIELDS = [{ id: 1, code: "f_City", type: "text" as const }];

const request = (changes: Partial<RequestValues> = {}): RequestValues => ({
  ...emptyRequest("data_request", 1),
  ...{ label: "WH5", url: "https://crm.example.org/contacts?email=${email}", ...changes },
});
const notification = (changes: Partial<RequestValues> = {}): RequestValues => ({
  ...emptyRequest("scenario", 1),
  ...{ label: "CRM", url: "https://example.org/hook", ...changes },
});
const faults = (values: RequestValues) => requestFaults(values, FIELDS);
const placesOf = (values: RequestValues) => faults(values).map(([path]) => path);

/** As the server would show what the form sends. */
const saved = (values: RequestValues) => {
  const { authentication: _, headers: __, ...settings } = requestSettingsOf(values);
  return {
    ...settings,
    ...{ id: "x", kind: "workflow", status: "active", revision: 1, warnings: [] },
    authentication: { type: "connector", connectorId: "c" },
    headers: [
      { name: "X-Key", valueSet: true, secret: true },
      { name: "X-Source", value: "${email}" },
    ],
  } as unknown as WebhookView;
};

describe("the form of a data request", () => {
  it("S4.15 to S4.24: sends what stands in it, and shows what is saved so that it would be sent the same", () => {
    const values = request({
      method: "POST",
      parameters: { in: "headers", pairs: [{ name: " X-Order ", value: "${event.orderId}" }] },
      body: { on: true, format: "xml", template: "<a>${email}</a>" },
    });
    expect(requestSettingsOf(values)).toMatchObject({
      ...{ profile: "data_request", method: "POST", triggers: [] },
      template: {
        parameters: { in: "headers", pairs: [{ name: "X-Order", value: "${event.orderId}" }] },
        body: { format: "xml", template: "<a>${email}</a>" },
      },
    });
    const again = requestSettingsOf(requestValuesOf(saved(values)));
    expect(again).toMatchObject({
      template: (requestSettingsOf(values) as { template: unknown }).template,
      authentication: { type: "connector", connectorId: "c" },
      headers: [
        { name: "X-Key", secret: true },
        { name: "X-Source", value: "${email}", secret: false },
      ],
    });
    expect(again.headers[0]).not.toHaveProperty("value");
  });

  it("S4.24: a body that is switched off, or of a GET, is not sent, and is still there when it is switched on again", () => {
    const body = { on: true, format: "json" as const, template: "{}" };
    for (const values of [
      request({ method: "GET", body }),
      request({ method: "POST", body: { ...body, on: false } }),
    ]) {
      expect(requestSettingsOf(values)).toMatchObject({ template: { body: { format: "none" } } });
      expect(values.body.template).toBe("{}");
    }
  });

  it("has nothing against the samples of S4", () => {
    expect(faults(request())).toEqual([]);
    const body = {
      on: true,
      format: "json" as const,
      template: '{ "contactId": "%CONTACT_ID%", "city": "%TOWN%", "orderId": "${externalOrderId}" }',
    };
    expect(faults(request({ method: "POST", body }))).toEqual([]);
  });

  it.each<[string, RegExp, Partial<RequestValues>]>([
    ["url", /An http link is not saved/, { url: "http://crm.example.org/?a=${email}" }],
    ["url", /starts with https/, { url: "crm.example.org" }],
    ["url", /host can't hold expressions/, { url: "https://${email}/x" }],
    ["url", /localhost/, { url: "https://localhost/x" }],
    ["url", /missing/, { url: "" }],
    ["label", /missing/, { label: "" }],
    ["url", /^line 1, column 38: /, { url: "https://crm.example.org/?a=${email | nope}" }],
    [
      "body.template",
      /^line 2, column \d+: /,
      { method: "POST", body: { on: true, format: "json", template: '{\n"a": "${a' } },
    ],
    ["body.template", /missing|empty/, { method: "POST", body: { on: true, format: "json", template: "" } }],
    [
      "parameters.pairs.0.name",
      /missing/,
      { parameters: { in: "query", pairs: [{ name: "", value: "x" }] } },
    ],
    [
      "parameters.pairs.0.value",
      /column 1/,
      { parameters: { in: "headers", pairs: [{ name: "X-A", value: "${" }] } },
    ],
    [
      "authentication.connectorId",
      /missing/,
      { authentication: { ...request().authentication, type: "connector" } },
    ],
  ])("S4.16, S4.17: refuses at %s what %s", (path, message, changes) => {
    const found = faults(request(changes));
    expect(found.map(([place]) => place)).toContain(path);
    expect(found.find(([place]) => place === path)?.[1]).toMatch(message);
  });

  it("says line and column once, not twice", () => {
    const [fault] = faults(request({ url: "https://crm.example.org/?a=${email | nope}" }));
    expect(fault?.[1].match(/column/g)).toHaveLength(1);
  });
});

describe("the form of a scenario notification", () => {
  it("S5.8, S5.9, S5.20: takes http and https, posts, and begins with who the contact is", () => {
    expect(faults(notification({ url: "http://example.org/hook" }))).toEqual([]);
    expect(placesOf(notification({ url: "example.org/hook" }))).toContain("url");
    expect(requestSettingsOf(notification())).toMatchObject({
      ...{ profile: "scenario", method: "POST" },
      scenario: { details: ["email", "firstname", "lastname"], additional: [] },
    });
    expect(requestSettingsOf(notification())).not.toHaveProperty("template");
  });

  it("S5.16: reserved keys and placeholders that don't parse are refused at their pair", () => {
    const additional = [
      { key: "email", value: "x" },
      { key: "source", value: "${firstname" },
    ];
    const found = faults(notification({ scenario: { ...notification().scenario, additional } }));
    expect(found).toEqual([
      ["scenario.additional.0.key", expect.stringMatching(/a key that the notification has itself/)],
      ["scenario.additional.1.value", expect.stringMatching(/^line 1, column 1: /)],
    ]);
  });
});

it("leads the server's places to those of the form", () => {
  expect(requestPath("template.parameters.pairs.1.value")).toBe("parameters.pairs.1.value");
  expect(requestPath("template.body.format")).toBe("body.format");
  expect(requestPath("scenario.customFields.3")).toBe("scenario.customFields");
  expect(requestPath("scenario.additional.0.key")).toBe("scenario.additional.0.key");
});
