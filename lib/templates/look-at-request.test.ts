import { describe, expect, it } from "vitest";
import { DEFAULT_SCENARIO } from "@/lib/payloads/scenario-schema";
import { lookAtNotification, lookAtRequest } from "./look-at-request";

const FIELDS = [{ id: 1, code: "f_City", type: "text" as const }];
const ADA = { id: "7", email: "ada@example.org", properties: { f_City: "Québec", FirstName: "Ada" } };
const scope = { contact: ADA, event: { data: { orderId: 5 } }, now: 1_700_000_000_000 };
const known = { fields: FIELDS, parameters: ["orderId", "sum"], hasAuthorization: false };

const request = (changes: object = {}) => ({
  method: "POST" as const,
  url: "https://crm.example.org/?email=${email}",
  headers: [{ name: "X-Key", value: "k", secret: true }],
  template: {
    parameters: { in: "query" as const, pairs: [{ name: "order", value: "${event.orderId}" }] },
    body: { format: "json" as const, template: '{"sum": ${event.sum}, "nobody": "${nobody}"}' },
  },
  ...changes,
});

describe("S4.32: a request looked at beside its form", () => {
  it("has its values, where each is from, and which is not known; secrets are hidden", () => {
    const { request: shown, parts, faults } = lookAtRequest(request(), scope, known);
    expect(faults).toEqual([]);
    expect(shown).toMatchObject({
      url: "https://crm.example.org/?email=ada%40example.org&order=5",
      body: '{"sum": null, "nobody": ""}',
    });
    expect(JSON.stringify(shown)).not.toContain('"k"');
    const told = parts.flatMap(({ path, values }) =>
      values.map(({ expression, missing, sources }) => [path, expression, missing, sources[0]?.state]),
    );
    expect(told).toEqual([
      ["url", "${email}", false, "value"],
      ["template.parameters.pairs.0.value", "${event.orderId}", false, "value"],
      ["template.body.template", "${event.sum}", true, "no_value"],
      ["template.body.template", "${nobody}", true, "unknown"],
    ]);
  });

  it("says what doesn't parse, and what would not be sent", () => {
    expect(lookAtRequest(request({ url: "https://a.example/${" }), scope, known)).toMatchObject({
      ...{ request: null, parts: [], faults: [{ path: "url", line: 1 }] },
    });
    const broken = { ...request().template, body: { format: "json" as const, template: '{"a": ${email}' } };
    expect(lookAtRequest(request({ template: broken }), scope, known)).toMatchObject({
      ...{ request: null, faults: [{ path: "template.body.template" }] },
    });
  });
});

describe("S5.16: a notification looked at beside its form", () => {
  const settings = {
    url: "https://example.org/hook",
    scenario: { ...DEFAULT_SCENARIO, additional: [{ key: "greeting", value: "Hi ${contact.firstname}" }] },
  };

  it("tells of the contact, its pairs with where they are from; of nobody it can't", () => {
    const { request: shown, parts } = lookAtNotification(settings, scope, { ...known, accountId: 3 });
    expect(JSON.parse(shown?.body ?? "")).toMatchObject({
      ...{ idClient: 3, event: "automation.webhook.send" },
      data: { id: 7, email: "ada@example.org", firstname: "Ada", greeting: "Hi Ada" },
    });
    expect(parts).toMatchObject([
      { path: "scenario.additional.0.value", values: [{ expression: "${contact.firstname}" }] },
    ]);
    const nobody = lookAtNotification(settings, { ...scope, contact: null }, { ...known, accountId: 3 });
    expect(nobody).toMatchObject({ request: null, faults: [{ message: "The event is about no contact" }] });
  });
});
