import { describe, expect, it } from "vitest";
import { faults, render, sent, settings, told, withBody, withPairs } from "./request.fixture";

describe("a data request", () => {
  it("S4.14, S4.17: asks by names and values in the URL, of the event and of the contact's card", () => {
    const get = settings({
      method: "GET",
      url: "https://crm.example.org/contacts?email=${email}&EMAIL=%EMAIL%",
      headers: [{ name: "X-Order-Id", value: "${externalOrderId}" }],
    });
    expect(sent(get, { email: "new+1@example.org", externalOrderId: "4711" })).toEqual({
      method: "GET",
      url: "https://crm.example.org/contacts?email=new%2B1%40example.org&EMAIL=john.doe%40example.org",
      headers: { "X-Order-Id": "4711" },
      body: null,
    });
  });

  it("S4.24: sends a body of JSON, as printed", () => {
    const body = '{ "contactId": "%CONTACT_ID%", "city": "%TOWN%", "orderId": "${externalOrderId}" }';
    expect(sent(withBody("json", body))).toEqual({
      method: "POST",
      url: "https://crm.example.org/contacts",
      headers: { "content-type": "application/json" },
      body: '{ "contactId": "1353", "city": "Québec", "orderId": "4711" }',
    });
  });

  it.each([
    [
      "xml",
      "<order city='%TOWN%'>${orderId}</order>",
      "<order city='Québec'>O-7</order>",
      "application/xml; charset=utf-8",
    ],
    ["text", "${firstname} <${email}>", "John <john.doe@example.org>", "text/plain; charset=utf-8"],
  ] as const)("S4.6, S4.24: sends a body of %s", (format, template, body, type) => {
    expect(sent(withBody(format, template))).toMatchObject({ body, headers: { "content-type": type } });
  });

  it("S4.24: has the content type that its headers say, in whatever letters", () => {
    const headers = [{ name: "Content-Type", value: "application/soap+xml" }];
    expect(sent(withBody("xml", "<a/>", { headers })).headers).toEqual({
      "Content-Type": "application/soap+xml",
    });
  });

  it("S4.18: passes its parameters in headers, or in the query in front of what comes after #", () => {
    const pairs: [string, string][] = [
      ["email", "${email}"],
      ["full name", "${firstname} & co"],
    ];
    expect(sent(settings({ template: withPairs("headers", ["X-Email", "${email}"]) })).headers).toEqual({
      "X-Email": "john.doe@example.org",
    });
    const urls = [
      "https://a.example/x",
      "https://a.example/x?b=1",
      "https://a.example/x?",
      "https://a.example#f",
    ];
    const query = "email=john.doe%40example.org&full%20name=John%20%26%20co";
    expect(urls.map((url) => sent(settings({ url, template: withPairs("query", ...pairs) })).url)).toEqual([
      `https://a.example/x?${query}`,
      `https://a.example/x?b=1&${query}`,
      `https://a.example/x?${query}`,
      `https://a.example?${query}#f`,
    ]);
  });

  it("sends secret headers as they are, and marks them", () => {
    const headers = [{ name: "X-Key", value: "${email} %EMAIL% {% if", secret: true }];
    const outcome = render(settings({ headers }));
    expect(outcome.ok && outcome.request.headers).toEqual([
      { name: "X-Key", value: "${email} %EMAIL% {% if", secret: true },
    ]);
  });

  it("leaves an address without expressions as it is written", () => {
    const url = "https://a.example/p%20q?x=%C3%A4&y=$5#f";
    expect(sent(settings({ url })).url).toBe(url);
  });
});

describe("what can't be sent", () => {
  it("G9: is a header whose value turns out to hold a line break, named with the header", () => {
    const given = settings({ headers: [{ name: "X-Order-Id", value: "id ${orderId}" }] });
    expect(faults(given, { orderId: "1\r\nX-Admin: yes" })).toEqual([
      {
        path: "headers.0.value",
        message: "X-Order-Id: line 1, column 4: the value of ${orderId} holds a line break",
        remedy: expect.stringContaining("Leave it out"),
        ...{ line: 1, column: 4 },
      },
    ]);
    expect(told(settings({ template: withPairs("headers", ["X-A", "${x}"]) }), { x: "\n" })).toEqual([
      "template.parameters.pairs.0.value: X-A: line 1, column 1: the value of ${x} holds a line break",
    ]);
    expect(sent(given, { orderId: "1" }).headers).toEqual({ "X-Order-Id": "id 1" });
  });

  it("G9: is a header whose line break stands in a branch of the template", () => {
    const given = settings({ headers: [{ name: "X-A", value: "a{% if x %}\r\nX-B: b{% endif %}" }] });
    expect(told(given, { x: 1 })).toEqual(["headers.0.value: X-A: contains control characters"]);
    expect(told(given, {})).toEqual([]);
  });

  it.each([
    ["X-A: is longer than 8 KiB", ["${x}"], "a".repeat(8_192)],
    ["X-C: makes the headers longer than 16 KiB together", ["${x}", "${x}", "${x}"], "a".repeat(6_000)],
  ])("decision 14: is a header too long with its values: %s", (message, values, x) => {
    const headers = values.map((value, index) => ({ name: `X-${"ABC"[index]}`, value }));
    const path = `headers.${values.length - 1}.value`;
    expect(told(settings({ headers }), { x })).toEqual([`${path}: ${message}`]);
  });

  it.each([
    ["..", "https://a.example/c/${x}/d"],
    [".", "https://a.example/c/${x}"],
    ["..", "https://a.example/c/${x}?y"],
    [".", "https://a.example/c/.${x}/d"],
    ["%2e", "https://a.example/c/%2e${x}", ""],
  ])("is a URL whose path a value %j would lead elsewhere: %s", (x, url, other?: string) => {
    const reached = told(settings({ url }), { x: other ?? x });
    if (other === undefined)
      expect(reached[0]).toMatch(/^url: a value makes a part of the path \.{1,2}, which leads/);
    else expect(reached).toEqual([]);
    expect(told(settings({ url }), { x: "...x" })).toEqual([]);
  });

  it("may have dots in its own path and in queries", () => {
    expect(sent(settings({ url: "https://a.example/../${x}?y=${x}" }), { x: "a.." }).url).toBe(
      "https://a.example/../a..?y=a..",
    );
    expect(sent(settings({ url: "https://a.example/a?y=/${x}/" }), { x: ".." }).url).toBe(
      "https://a.example/a?y=/../",
    );
  });

  it("is a URL too long with its values", () => {
    expect(told(settings({ url: "https://a.example/?x=${x}" }), { x: "a".repeat(2_028) })).toEqual([
      "url: comes to 2,049 characters, more than 2,048",
    ]);
    expect(told(settings({ url: "https://a.example/?x=${x}" }), { x: "a".repeat(2_027) })).toEqual([]);
  });

  it.each([
    [
      "json",
      '{"n": 1${x}}',
      { x: "y" },
      'The body is not valid JSON: line 1, column 8: expected "," or "}", found "\\""',
    ],
    [
      "json",
      '{"l": [{% for i in l %}${i},{% endfor %}]}',
      { l: [1] },
      'The body is not valid JSON: line 1, column 10: expected a value, found "]"',
    ],
    [
      "json",
      '{"a": "b\n${x}"}',
      { x: "" },
      "The body is not valid JSON: line 1, column 9: expected the rest of a string",
    ],
    [
      "xml",
      "{% if x %}<a>{% endif %}</b>",
      { x: 1 },
      "The body is not well-formed XML: line 1, column 8: unexpected close tag.",
    ],
    [
      "xml",
      "<a>&${x};</a>",
      { x: "nope" },
      "The body is not well-formed XML: line 1, column 10: undefined entity.",
    ],
    [
      "xml",
      "text ${x}",
      { x: "" },
      "The body is not well-formed XML: line 1, column 6: text data outside of root node.",
    ],
    [
      "xml",
      "<a/>${x}",
      { x: "y" },
      "The body is not well-formed XML: line 1, column 6: text data outside of root node.",
    ],
  ] as const)("is a body that is no %s with its values: %s", (format, template, data, words) => {
    expect(told(withBody(format, template), data as never)).toEqual([
      expect.stringContaining(`template.body.template: ${words}`),
    ]);
  });

  it("tells all that stands in the way at once, and shows what came of the rest", () => {
    const given = withBody("xml", "<a>${x}</a>", {
      url: "https://a.example/${x}",
      headers: [
        { name: "X-A", value: "${x}" },
        { name: "X-B", value: "${orderId}" },
      ],
    });
    const outcome = render(given, { x: "\u000b", orderId: "7" });
    expect(outcome.ok).toBe(false);
    expect(told(given, { x: "\u000b" })).toEqual([
      "headers.0.value: X-A: line 1, column 1: the value of ${x} holds a control character",
      "template.body.template: line 1, column 4: the value of ${x} holds a character that XML can't carry (U+000B)",
    ]);
    const parts = outcome.ok ? [] : outcome.parts;
    expect(parts.map(({ path, text }) => [path, text])).toEqual([
      ["url", "https://a.example/%0B"],
      ["headers.1.value", "7"],
    ]);
  });

  it("G10: is a request whose templates together take too much work", () => {
    const loop = "{% for i in (1..30000) %}{% endfor %}";
    const template = withPairs("query", ["a", loop], ["b", loop], ["c", loop], ["d", loop]);
    expect(told(settings({ template }))).toEqual([
      expect.stringMatching(/^template\.parameters\.pairs\.\d\.value: .*more work than one request may$/),
    ]);
    expect(told(settings({ template: withPairs("query", ["a", loop]) }))).toEqual([]);
  });
});
