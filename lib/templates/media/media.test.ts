import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { attempt, rendered } from "@/lib/templates/rendered.fixture";
import type { Json, JsonObject } from "@/lib/vocabulary";

/** Any text at all, with many of the signs that mean something somewhere. */
const SIGNS = fc.constantFrom(
  ..."\"\\'<>&]-?!/={}[]:;,%$#@ \t\n\r\u0000\u0008\u000b\u007f\u0085\u00a0\u2028\ufeff\uffff\ud800\udc00",
);
const text = fc.oneof(
  fc.string({
    unit: fc.oneof(SIGNS, fc.string({ unit: "binary", minLength: 1, maxLength: 1 })),
    maxLength: 30,
  }),
  fc.constantFrom(
    "]]>",
    "-->",
    "?>",
    '"}',
    "&lt;",
    "&#13;",
    "</a>",
    "${email}",
    "%EMAIL%",
    "{% if %}",
    "..",
    "\\u0022",
  ),
);
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

const given = (data: JsonObject) => ({ event: { data } });
const property = <Value>(value: fc.Arbitrary<Value>, holds: (value: Value, other: Value) => void) =>
  fc.assert(fc.property(value, value, holds), { numRuns: 2_000 });

describe("decision 19: in JSON", () => {
  it("a value within quotes comes back as the text that it is, whatever it holds", () => {
    property(text, (x, y) => {
      const template = '{"a":"<${event.x}>","${event.y}":{"b":["${event.x}","${event.y}\\n${event.x}"]}}';
      const body = JSON.parse(rendered(template, { medium: "json", ...given({ x, y }) }));
      expect(Object.entries(body)).toEqual(
        Object.entries(JSON.parse(JSON.stringify({ a: `<${x}>`, [y]: { b: [x, `${y}\n${x}`] } }))),
      );
    });
  });

  it("a value of its own comes back as the value that it is, and what is missing as null", () => {
    property(json, (x, y) => {
      const template = '{"a":${event.x},"b":[${event.y}, ${event.none}],"c":"-"}';
      const body = rendered(template, { medium: "json", ...given({ x, y }) });
      expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify({ a: x, b: [y, null], c: "-" })));
    });
  });

  it("finds the place of every value, whatever JSON the template is", () => {
    const values: Json[] = [];
    const put = (value: Json, quoted: boolean) => {
      values.push(value);
      return quoted ? `"\${event.v[${values.length - 1}]}"` : `\${event.v[${values.length - 1}]}`;
    };
    /** The same JSON, its texts and names and some other values put in. */
    const templateOf = (value: Json): string => {
      if (typeof value === "string") return put(value, value.length % 2 === 0);
      if (typeof value !== "object" || value === null) return put(value, false);
      if (Array.isArray(value)) return `[${value.map(templateOf).join(", ")}]`;
      const members = Object.entries(value).map(([name, each], index) =>
        index % 2 === 0
          ? `${put(name, true)}: ${templateOf(each)}`
          : `${JSON.stringify(name)}:${templateOf(each)}`,
      );
      return `{ ${members.join(",\n ")} }`;
    };
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>, (value) => {
        values.length = 0;
        const template = templateOf(value);
        fc.pre(!/%[A-Za-z_]\w*%|\$[!{dm]|\{%/.test(template.replaceAll("${event.v[", "")));
        const body = rendered(template, { medium: "json", ...given({ v: values }) });
        expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [5, "5"],
    ["5", '"5"'],
    [true, "true"],
    [null, "null"],
    ["", '""'],
    [1e21, "1e+21"],
    [[1, "a"], '[1,"a"]'],
    [{ a: { b: null } }, '{"a":{"b":null}}'],
  ])("a value of its own is written as JSON writes it: %j", (x, written) => {
    expect(rendered("${event.x}", { medium: "json", ...given({ x }) })).toBe(written);
  });

  it("numbers that JSON does not have are null", () => {
    expect(rendered("${1 | divided_by: 0}", { medium: "json" })).toBe("null");
  });

  it.each([
    ["the place after a branch", '{% if total %}{"a":"{% else %}{"b":{% endif %}${event.x}"}'],
    ["the place within a loop", '{"a":"{% for i in (1..3) %}${event.x}{% endfor %}"}'],
    ["the place after an escaped quote", '{"a":"\\"${event.x}\\\\"}'],
    ["the place after text that is put in raw", '{% raw %}{"a":"{% endraw %}${event.x}"}'],
    ["the place after a choice", '{% case 1 %}{% when 1 %}{"a":"{% endcase %}${event.x}"}'],
    ["the place of a merge tag", '{"a":"%f_City%"}'],
    ["the place of a value out of a loop", '{"a":"{% for p in event %}${p[1]}{% endfor %}"}'],
  ])("reads %s from the template's own text", (_, template) => {
    const x = '"},"b":"\\';
    const body = JSON.parse(
      rendered(template, { medium: "json", event: { data: { x, total: 1, f_City: x } } }),
    ) as Record<string, string>;
    expect(Object.keys(body)).toEqual(["a"]);
    expect(body.a).toContain(x);
  });
});

describe("decision 19: in XML", () => {
  const CARRIED = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
  const template =
    "<a one=\"${event.x}\" two='${event.y}'>${event.x}<b/>${event.y}<![CDATA[${event.x}>-${event.y}]]></a>";

  it("values come back as they are from text, attributes and sections of any text", () => {
    property(text, (x, y) => {
      const body = attempt(template, { medium: "xml", ...given({ x, y }) });
      if (!CARRIED.test(x + y)) {
        expect(body).toHaveProperty("message", expect.stringMatching(/XML can't carry \(U\+[0-9A-F]{4}\)$/));
        return;
      }
      expect(read(body as string)).toEqual({
        attributes: { one: x, two: y },
        texts: [x, y, `${x}>-${y}`].filter((each) => each !== ""),
        elements: ["a", "b"],
      });
    });
  });

  it("numbers, true and false and lists are text", () => {
    const body = rendered("<a>${event.n} ${event.t} ${event.l}</a>", {
      medium: "xml",
      ...given({ n: 1.5, t: true, l: ["<"] }),
    });
    expect(read(body).texts).toEqual(['1.5 true ["<"]']);
  });

  it.each([
    ["a mark that is cut in two", '<{% if total %}a b{% endif %}="${event.x}">${event.x}</a>'],
    [
      "comments and instructions before it",
      '<?xml version="1.0"?><!-- "<" - > --><a b="${event.x}">${event.x}</a>',
    ],
    ["quotes within quotes", '<a c=\'"\' b="${event.x}">${event.x}</a>'],
  ])("reads the place after %s", (_, source) => {
    const x = `"'<&>\n`;
    const body = rendered(source, { medium: "xml", event: { data: { x, total: 1 } } });
    const found = read(body);
    expect(found.attributes.b).toBe(x);
    expect(found.texts).toEqual([x]);
  });

  /** What a parser of somebody else's makes of it. */
  function read(body: string) {
    const parser = new SaxesParser();
    const attributes: Record<string, string> = {};
    const texts: string[] = [];
    const elements: string[] = [];
    let open = "";
    const flush = () => {
      if (open !== "") texts.push(open);
      open = "";
    };
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", (tag) => {
      flush();
      elements.push(tag.name);
      Object.assign(attributes, tag.attributes);
    });
    parser.on("text", (found) => {
      open += found;
    });
    // The first section begins another text here, its continuations don't.
    parser.on("cdata", (found) => {
      open += found;
    });
    parser.on("closetag", flush);
    parser.write(body.replace("<![CDATA[", "<s/><![CDATA[")).close();
    return { attributes, texts, elements: elements.filter((name) => name !== "s") };
  }
});

describe("decision 19: in a URL", () => {
  it("a value is one component and comes back as it is", () => {
    property(text, (x, y) => {
      const source = "https://crm.example.org/c/${event.x}/o?email=${event.x}&q=${event.y}#f";
      const url = attempt(source, { medium: "url", ...given({ x: `-${x}`, y }) });
      if (!(x + y).isWellFormed() || !x.isWellFormed() || !y.isWellFormed()) {
        expect(url).toHaveProperty("message", expect.stringMatching(/holds half a character$/));
        return;
      }
      expect(url).toMatch(/^[A-Za-z0-9\-._~%/:?&=#]+$/);
      const read = new URL(url as string);
      expect(read.host).toBe("crm.example.org");
      expect(read.pathname.split("/").map(decodeURIComponent)).toEqual(["", "c", `-${x}`, "o"]);
      expect([...read.searchParams]).toEqual([
        ["email", `-${x}`],
        ["q", y],
      ]);
      expect(read.hash).toBe("#f");
    });
  });
});

describe("decision 19, G9: in a header", () => {
  it("a value is sent as it is, or fails by its name where it would end the header or can't be sent", () => {
    property(text, (x, y) => {
      const value = attempt("a ${event.x};${event.y}", { medium: "header", ...given({ x, y }) });
      const whole = `a ${x};${y}`;
      if (/[\p{Cc}\u{100}-\u{10ffff}]/u.test(whole)) {
        expect(value).toHaveProperty(
          "message",
          expect.stringMatching(
            /^line 1, column \d+: the value of \$\{event\.[xy]\} holds (a line break|a control character|characters that headers can't carry)$/,
          ),
        );
      } else {
        expect(value).toBe(whole);
        expect(new Headers([["x", value as string]]).get("x")).toBe(whole.replace(/^ +| +$/g, ""));
      }
    });
  });

  it.each(["\n", "\r", "\r\n", "x\r\nSet-Cookie: a=b", "\n\n"])("G9: a line break is called one: %j", (x) => {
    expect(attempt("${event.x}", { medium: "header", ...given({ x }) })).toMatchObject({
      message: "line 1, column 1: the value of ${event.x} holds a line break",
      remedy: expect.stringContaining("url_encode"),
    });
  });
});

describe("decision 19: in text", () => {
  it("a value is verbatim", () => {
    property(text, (x, y) => {
      const body = attempt("${event.x}|${event.y}", given({ x, y }));
      if (x.isWellFormed() && y.isWellFormed()) expect(body).toBe(`${x}|${y}`);
      else expect(body).toHaveProperty("message", expect.stringMatching(/holds half a character$/));
    });
  });
});

describe("decision 19: in HTML", () => {
  const html = (source: string, x: Json) => rendered(source, { medium: "html", ...given({ x }) });
  const unescaped = (text: string) =>
    text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] as string);
  const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

  it("a value in text or in a quoted attribute comes back as the text that it is, and ends neither", () => {
    property(text, (x) => {
      if (!x.isWellFormed()) return;
      const body = html(`<p title="\${event.x}" lang='\${event.x}'>\${event.x}</p>`, x);
      const [, double, single, inner] = /^<p title="([^"]*)" lang='([^']*)'>([^<>]*)<\/p>$/.exec(body) ?? [];
      expect([double, single, inner].map((each) => unescaped(each ?? "?"))).toEqual([x, x, x]);
    });
  });

  it("a value behind the beginning of an address is a part of it, encoded", () => {
    expect(html('<a href="https://shop.example/?c=${event.x}&d=1">x</a>', "a b&c=\"'")).toBe(
      '<a href="https://shop.example/?c=a%20b%26c%3D%22&#39;&d=1">x</a>',
    );
  });

  it.each([
    '<a href="${event.x}">x</a>',
    '<object data="${event.x}">x</object>',
    '<svg><a xlink:href="${event.x}">x</a></svg>',
  ])("a value that begins the address of %s may be one, but never a program", (link) => {
    expect(html(link, "https://shop.example/?a=1&b=2")).toContain('="https://shop.example/?a=1&amp;b=2"');
    for (const x of ["javascript:alert(1)", " JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x"]) {
      const refused = attempt(link, { medium: "html", ...given({ x }) });
      expect(refused).toMatchObject({ message: expect.stringContaining("is no address") });
    }
  });

  it.each([
    "<script>${event.x}</script>",
    "<SCRIPT type='a'>var a = '${event.x}'</SCRIPT>",
    "<style>p { color: ${event.x} }</style>",
    '<p style="color: ${event.x}">',
    '<p onclick="${event.x}">',
    "<p title=${event.x}>",
    "<p ${event.x}>",
    "<${event.x}>",
    "</${event.x}>",
    "<!-- ${event.x} -->",
  ])("refuses a value in %s", (source) => {
    expect(() => html(source, "x")).toThrow("an expression can't stand here in HTML");
  });

  it("goes on behind scripts, comments and odd signs", () => {
    const source = '<script>if (a < b) "</p>"</script><!-- > --> a < b <br/>${event.x}<p a=b c>${event.x}';
    expect(html(source, "<")).toBe(source.replaceAll("${event.x}", "&lt;"));
  });
});
