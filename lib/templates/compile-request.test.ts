import { describe, expect, it } from "vitest";
import { compile, faults, settings, told, withBody, withPairs } from "./request.fixture";

describe("what can't be saved", () => {
  it("names every fault by its field, with line and column", () => {
    const given = settings({
      url: "https://a.example/${",
      headers: [{ name: "X-A", value: "${a | b}" }],
      template: {
        parameters: { in: "headers", pairs: [{ name: "X-B", value: "{% if %}" }] },
        body: { format: "json", template: '{\n "a": "${data.x}" }' },
      },
    });
    expect(told(given)).toEqual([
      "url: line 1, column 19: the expression is not closed",
      "template.parameters.pairs.0.value: line 1, column 6: there is nothing to write",
      "headers.0.value: line 1, column 7: there is no filter b",
      "template.body.template: line 2, column 10: answers of webhooks can't be sent in requests",
    ]);
    expect(faults(given)).toContainEqual(
      expect.objectContaining({ path: "headers.0.value", line: 1, column: 7 }),
    );
  });

  it("S4.24: is a body with GET", () => {
    expect(told(withBody("json", "{}", { method: "GET" }))).toEqual([
      "template.body.format: can't be sent with GET",
    ]);
  });

  it.each([
    "https://${event.host}/x",
    "https://%TOWN%.example.org/x",
    "${event.url}",
    "https://a.example${event.x}/",
    "https://a.example:${event.port}/",
    "https://${event.user}@a.example/",
    "{% if email %}https://a.example/{% endif %}",
    "https://a.example{% if email %}.org{% endif %}/",
    "${email}https://a.example/",
  ])("is a host that a value decides: %s", (url) => {
    expect(told(settings({ url }))).toEqual([
      expect.stringMatching(/^url: line 1, column \d+: the host can't hold expressions or tags$/),
    ]);
  });

  it.each([
    ["https://a.example/${x}?y=${z}", "https://a.example/0?y=0"],
    ["https://a.example?x={% if y %}a{% endif %}%EMAIL%", "https://a.example?x=0"],
    ["http://a.example:8080/#${x}", "http://a.example:8080/#0"],
    ["ftp://a.example/x", "ftp://a.example/x"],
  ])("S4.16: is judged by an address that stands for all: %s", (url, address) => {
    const compiled = compile(settings({ url }));
    expect(compiled.ok && compiled.request.address).toBe(address);
  });

  it.each([
    [
      "headers.0.name: is set by Tidings or the connection",
      settings({ headers: [{ name: "Host", value: "x" }] }),
    ],
    ["headers.0.name: is not a header name", settings({ headers: [{ name: "X ${email}", value: "x" }] })],
    [
      "headers.1.name: appears twice",
      settings({
        headers: [
          { name: "X-A", value: "1" },
          { name: "x-a", value: "2" },
        ],
      }),
    ],
    [
      "headers.0.name: appears twice",
      settings({ headers: [{ name: "x-a", value: "1" }], template: withPairs("headers", ["X-A", "2"]) }),
    ],
    [
      "template.parameters.pairs.0.name: is set by Tidings or the connection",
      settings({ template: withPairs("headers", ["webhook-id", "2"]) }),
    ],
    [
      "headers.0.value: contains control characters",
      settings({ headers: [{ name: "X-A", value: "a\n${email}" }] }),
    ],
    [
      "headers.0.value: contains characters that headers can't carry",
      settings({ headers: [{ name: "X-A", value: "${email} €" }] }),
    ],
    ["headers.0: is longer than 8 KiB", settings({ headers: [{ name: "X-A", value: "a".repeat(8_192) }] })],
  ])("decision 14: is a header that breaks its rules: %s", (fault, given) => {
    expect(told(given)).toEqual([fault]);
  });

  it("decision 14: is a second Authorization, but not the name of a header within an expression", () => {
    const headers = [{ name: "Authorization", value: "x" }];
    expect(compile(settings({ headers }), true)).toMatchObject({
      ok: false,
      faults: [{ path: "headers.0.name", message: "is already sent" }],
    });
    expect(told(settings({ headers: [{ name: "X-A", value: "${contact['Prénom €']}" }] }))).toEqual([]);
  });

  it.each([
    ["json", '{"a": ${email} "b"}', "The body is not valid JSON: line 1, column 12"],
    ["json", "{% if email %}{}{% endif %}", "The body is not valid JSON: line 1, column 1"],
    ["xml", "<a>${email}</b>", "The body is not well-formed XML: line 1, column 8: unexpected close tag."],
  ] as const)(
    "is warned of, if its body of %s is broken while it has no values: %s",
    (format, template, words) => {
      const compiled = compile(withBody(format, template));
      expect(compiled.ok && compiled.warnings).toMatchObject([
        { path: "template.body.template", message: expect.stringContaining(`Without values: ${words}`) },
      ]);
    },
  );

  it.each([
    ["json", '{"a": ${email}, "b": "${x}"}'],
    ["xml", "<a b='${x}'/>"],
    ["text", "<{${email}"],
  ] as const)("is not warned of otherwise: %s", (format, template) => {
    const compiled = compile(withBody(format, template));
    expect(compiled.ok && compiled.warnings).toEqual([]);
  });
});
