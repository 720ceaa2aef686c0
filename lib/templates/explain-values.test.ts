import { describe, expect, it } from "vitest";
import { compileTemplate } from "@/lib/templates/compile";
import { explainValues, explainVariables } from "@/lib/templates/explain-values";
import type { TemplateScope } from "@/lib/templates/names";
import { FIELDS, SCOPE } from "./rendered.fixture";
import { render, withBody } from "./request.fixture";

describe("where every value comes from", () => {
  it("S4.32: is told for each, with its place in the template and in what is sent", () => {
    const given = withBody(
      "json",
      '{"to": "%f_City%",\n "order": "${event.orderId | append: firstname}", "x": ${none}}',
    );
    const outcome = render(given, SCOPE.event?.data, true);
    if (!outcome.ok) throw new Error("not rendered");
    const part = outcome.request.parts.find(({ path }) => path === "template.body.template");
    const values = part ? explainValues(part, SCOPE) : [];
    expect(values.map(({ at, length }) => part?.text.slice(at, at + length))).toEqual([
      "Québec",
      "O-7John",
      "null",
    ]);
    expect(values.map(({ begin, end }) => part?.template.source.slice(begin, end))).toEqual([
      "%f_City%",
      "${event.orderId | append: firstname}",
      "${none}",
    ]);
    expect(values).toMatchObject([
      { line: 1, column: 9, missing: false, sources: [{ from: "contact", name: "f_City", state: "value" }] },
      {
        ...{ line: 2, column: 12, missing: false },
        sources: [
          { from: "event", name: "orderId", state: "value" },
          { from: "contact", name: "firstname", state: "value" },
        ],
      },
      { line: 2, column: 56, missing: true, sources: [{ from: "contact", name: "none", state: "unknown" }] },
    ]);
  });
});

describe("a name in a template", () => {
  const explained = (source: string, given: Partial<TemplateScope> = {}, parameters: string[] = []) => {
    const compiled = compileTemplate(source, "text", {
      fields: FIELDS,
      answers: given.answers !== undefined,
    });
    if (!compiled.ok) throw new Error("does not parse");
    return explainVariables(compiled.template, { ...SCOPE, ...given }, parameters).map(
      ({ begin, end, from, name, state }) => [source.slice(begin, end), from, name, state],
    );
  };

  it.each([
    ["${email}", ["email", "contact", "email", "value"]],
    ["${contact.f_City}", ["contact.f_City", "contact", "f_City", "value"]],
    ["%TOWN%", ["%TOWN%", "contact", "TOWN", "value"]],
    ["${orderId | append: 'x'}", ["orderId", "event", "orderId", "value"]],
    ["${event.items[0].sku}", ["event.items[0].sku", "event", "items[0].sku", "value"]],
    ["{% if event.total > 5 %}{% endif %}", ["event.total", "event", "total", "value"]],
    ["${event['order id']}", ["event['order id']", "event", "['order id']", "unknown"]],
    ["${phone}", ["phone", "contact", "phone", "no_value"]],
    ["${contact.AB}", ["contact.AB", "contact", "AB", "no_value"]],
    ["${nothing}", ["nothing", "contact", "nothing", "unknown"]],
    ["${event.coupon}", ["event.coupon", "event", "coupon", "no_value"]],
    ["${coupon}", ["coupon", "contact", "coupon", "no_value"]],
    ["${contact.phnoe}", ["contact.phnoe", "contact", "phnoe", "unknown"]],
  ])("is told from whom it is and whether there is a value: %s", (source, told) => {
    expect(explained(source, {}, ["coupon"])).toEqual([told]);
  });

  it("S4.39: is of the event where a parameter hides the field", () => {
    const event = { data: { email: "e@example.org" } };
    expect(explained("${email}%EMAIL%", { event })).toEqual([
      ["email", "event", "email", "value"],
      ["%EMAIL%", "contact", "EMAIL", "value"],
    ]);
  });

  it("is of nobody where there is no contact or event", () => {
    expect(explained("${email} ${event.x} ${what}", { contact: null, event: null })).toEqual([
      ["email", "nothing", "email", "no_value"],
      ["event.x", "nothing", "x", "unknown"],
      ["what", "nothing", "what", "unknown"],
    ]);
  });

  it("is of a webhook's answer, whichever form reads it", () => {
    const answers = { WH5: { promocode: "S" } };
    const source = "${data.WH5.promocode} $!mathTool.toInteger($data.get('WH6').get('x'))";
    expect(explained(source, { answers })).toEqual([
      ["data.WH5.promocode", "answer", "WH5.promocode", "value"],
      ["$data.get('WH6').get('x')", "answer", "WH6.x", "no_value"],
    ]);
  });

  it("is the template's own where it gives the value itself", () => {
    const source =
      "{% for item in event.items %}${item.sku}${forloop.index}{% endfor %}{% assign a = email %}${a}";
    expect(explained(source)).toEqual([
      ["event.items", "event", "items", "value"],
      ["item.sku", "local", "item.sku", "value"],
      ["forloop.index", "local", "forloop.index", "value"],
      ["email", "contact", "email", "value"],
      ["a", "local", "a", "value"],
    ]);
  });

  it("is told in the order of the template, names within brackets and arguments too", () => {
    const source = "${event[orderId] | append: email} %EMAIL%";
    expect(explained(source).map(([text]) => text)).toEqual([
      "event[orderId]",
      "orderId",
      "email",
      "%EMAIL%",
    ]);
  });
});

it.each([
  ["json", '{"a":"${x}","b":${x}}', ["json_string", "json_value"]],
  ["xml", "<a b='${x}'>${x}<![CDATA[${x}]]></a>", ["xml_attribute", "xml_text", "xml_cdata"]],
  ["url", "https://a.example/${x}", ["url"]],
  ["json", '{% if a %}"{% endif %}${x}', ["json_value,json_string"]],
] as const)("decision 19: a template tells where its expressions stand: %s %s", (medium, source, places) => {
  const compiled = compileTemplate(source, medium, { fields: [], answers: false });
  expect(compiled.ok && [...compiled.template.places.values()].map(String)).toEqual(places);
});
