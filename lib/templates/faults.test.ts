import { describe, expect, it } from "vitest";
import { MAX_BODY_CHARACTERS } from "@/lib/templates/schema";
import { attempt, faultsOf } from "./rendered.fixture";

const said = (template: string, medium: "json" | "xml" | "text" = "text") =>
  faultsOf(template, { medium }).map(({ message }) => message);

describe("a template that does not parse", () => {
  it.each([
    ["line 1, column 4: the expression is not closed", "Hi ${email"],
    ["line 1, column 4: the expression is not closed", "Hi ${email | append: 'x}"],
    ["line 2, column 3: the tag is not closed", "Hi\n  {% if email"],
    ["line 2, column 1: the tag is not closed", "Hi\n{% if email %} there"],
    ["line 1, column 1: the tag is not closed", "{% for i in items %}{% if i %}{% endif %}"],
    ["line 1, column 1: the tag is not closed", "{% capture a %}x"],
    ["line 1, column 1: the tag is not closed", "{% comment %}x"],
    ["line 1, column 10: the tag is not closed", "{% raw %}${x}"],
    ["line 1, column 3: there is nothing to write", "${}"],
    ["line 1, column 4: there is nothing to write", "${ | upcase }"],
    ["line 3, column 5: there is no filter upcas", "\n\n${x|upcas}"],
    ["line 1, column 9: the expression can't be read from here on", "${email x}"],
    ["line 1, column 9: the expression can't be read from here on", "${email == }"],
    ["line 1, column 13: the expression can't be read from here on", "{% if email x %}{% endif %}"],
    ["line 1, column 9: the expression can't be read from here on", "${email 'x' | upcase}"],
    ["line 1, column 9: the name of a filter is missing", "${email | }"],
    ["line 1, column 12: the bracket is not closed", "${event['x'}"],
    ["line 1, column 1: there is no tag foo", "{% foo %}"],
    ["line 1, column 15: there is no tag foo", "{% if email %}{% foo %}{% endif %}"],
    ["line 1, column 1: the tag ends or continues nothing", "{% endif %}"],
    ["line 1, column 1: the tag ends or continues nothing", "{% else %}"],
    ["line 1, column 1: the loop can't be read", "{% for item event.items %}{% endfor %}"],
    ["line 1, column 11: the name to write into is missing", "{% assign = 2 %}"],
    [
      "line 1, column 7: a range such as (1..5) can stand in {% for %} alone",
      "{% if (1..5) contains 3 %}{% endif %}",
    ],
    ["line 1, column 1: there is no method size", "$data.x.size()"],
    ["line 1, column 1: mathTool has the method toInteger alone", "$mathTool.random($data.x)"],
    ["line 1, column 1: get takes one name in quotes, or one number", "$data.get(x)"],
    ["line 1, column 1: toInteger takes a reference to $data", "$mathTool.toInteger(5)"],
    ["line 1, column 1: the bracket of toInteger is not closed", "$mathTool.toInteger($data.x"],
    ["line 1, column 2: contains half a character", "x\ud800y"],
  ])("is told by line and column: %s", (message, template) => {
    expect(faultsOf(template, { answers: {} })[0]?.message).toBe(message);
  });

  it("names line and column as numbers too, and what to do", () => {
    expect(faultsOf("a\n  ${email | upcas}")).toEqual([
      {
        message: "line 2, column 13: there is no filter upcas",
        remedy: expect.stringMatching(/^Use one of abs, append, .*, upcase, /),
        line: 2,
        column: 13,
      },
    ]);
  });

  it("tells every unknown filter, forbidden name and misplaced expression at once, in their order", () => {
    expect(said("<a b=${a}>${b | x}\n${data.y}${c | z}<!-- ${d} --></a>", "xml")).toEqual([
      "line 1, column 6: an expression can't stand here in XML",
      "line 1, column 17: there is no filter x",
      "line 2, column 3: answers of webhooks can't be sent in requests",
      "line 2, column 16: there is no filter z",
      "line 2, column 23: an expression can't stand here in XML",
    ]);
  });

  it.each([
    ["${data.WH5.promocode}", 3],
    ["${email | append: data.x}", 19],
    ["{% if data['WH5'] %}{% endif %}", 7],
    ["$data.get('WH5').get('promocode')", 1],
    ["$!mathTool.toInteger($data.x)", 22],
  ])("decision 20: reads no answer of a webhook in a request: %s", (template, column) => {
    expect(said(template)).toEqual([
      `line 1, column ${column}: answers of webhooks can't be sent in requests`,
    ]);
  });

  it("decision 20: may have a name of its own called data", () => {
    expect(faultsOf("{% for data in event.items %}${data.sku}{% endfor %}")).toEqual([]);
  });

  it.each([
    ["more than 4,000 expressions and tags", "${a}".repeat(4_001), 16_001],
    ["nested more than 20 deep", "{% if a %}".repeat(21) + "{% endif %}".repeat(21), 201],
    ["longer than 4,000 characters", `\${${"a".repeat(4_000)}}`, 1],
  ])("G10: is not read if it is %s", (words, template, column) => {
    expect(said(template)).toEqual([expect.stringMatching(`^line 1, column ${column}: .*${words}`)]);
  });

  it("is read at once up to its greatest length", () => {
    expect(said("x".repeat(MAX_BODY_CHARACTERS))).toEqual([]);
  });
});

describe("a place for an expression", () => {
  it.each(['{"a":"\\${email}"}', '{"a":"\\%EMAIL%"}', '{% if email %}{"a":"{% endif %}\\${email}"}'])(
    "decision 19: is none after a backslash in JSON: %s",
    (template) => {
      expect(attemptOrFaults(template, "json")).toMatch(/a backslash stands right before the expression$/);
    },
  );

  it.each([
    ...["<${email}>", "<a ${email}='1'/>", "<a b=${email}/>", "<!-- ${email} -->", "<?x ${email}?>"],
    ...[
      "<!DOCTYPE ${email}><a/>",
      "<!-${email}",
      "<a></${email}>",
      "<![${email}[x]]>",
      "<a><![CDATA[]${email}]]></a>",
    ],
  ])("decision 19: is none in a tag, a comment or an instruction of XML: %s", (template) => {
    expect(said(template, "xml")).toEqual([expect.stringMatching(/an expression can't stand here in XML$/)]);
  });

  it("decision 19: is judged by the branch that is taken, where branches lead to several places", () => {
    const template = '<a{% if total > 10 %} b="{% else %}>{% endif %}${email}';
    expect(said(template, "xml")).toEqual([]);
    expect(attempt(template, { medium: "xml" })).toBe('<a b="john.doe@example.org');
    const broken = "<a{% if total > 10 %} {% else %}>{% endif %}${email}</a>";
    expect(attempt(broken, { medium: "xml" })).toHaveProperty(
      "message",
      "line 1, column 45: an expression can't stand here in XML",
    );
  });

  it("stands nowhere while it is captured, and is written where the text is put in", () => {
    const template = '{% capture x %}"${firstname}"{% endcapture %}{"a":"${x}","b":${x}}';
    expect(JSON.parse(attempt(template, { medium: "json" }) as string)).toEqual({ a: '"John"', b: '"John"' });
  });
});

function attemptOrFaults(template: string, medium: "json"): string {
  const [fault] = said(template, medium);
  if (fault) return fault;
  const outcome = attempt(template, { medium });
  return typeof outcome === "string" ? outcome : outcome.message;
}

describe("a value that can't be computed or written", () => {
  it.each([
    ["${'%E4' | url_decode}", "the expression can't be computed with these values"],
    ["${'=' | base64_decode}", "the expression can't be computed with these values"],
    ["${'now' | date: '%F', 'Nowhere/Land'}", "the expression can't be computed with these values"],
  ])("fails the request by its place and no other words: %s", (template, message) => {
    expect(attempt(`x\n ${template}`)).toMatchObject({
      message: `line 2, column 2: ${message}`,
      line: 2,
      column: 2,
    });
    expect(attempt(`{% if email %}\n ${template}{% endif %}`)).toMatchObject({ line: 2, column: 2 });
  });

  it("is told with the expression, cut if it is long", () => {
    const event = { data: { x: "a\nb" } };
    expect(attempt("${event.x}", { medium: "header", event })).toMatchObject({
      message: "line 1, column 1: the value of ${event.x} holds a line break",
    });
    const long = `\${event.x${" | append: event.x".repeat(10)}}`;
    expect(attempt(long, { medium: "header", event })).toHaveProperty(
      "message",
      expect.stringMatching(/the value of \$\{event\.x.{45,60}… holds a line break$/),
    );
  });
});
