import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_EVENT_BYTES, measureEvents, parseJsonBody } from "@/lib/events/parse-json";

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseJsonBody(bytes(text));
const problem = (body: string | Uint8Array) => {
  const parsed = parseJsonBody(typeof body === "string" ? bytes(body) : body);
  if (parsed.ok) throw new Error("accepted");
  return parsed.problem;
};
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

describe("a body", () => {
  it("is read as JSON, a byte order mark skipped (G11)", () => {
    expect(parse('\ufeff{"a":[1,"é😀"]}')).toEqual({ ok: true, value: { a: [1, "é😀"] } });
  });

  it("may hold lone surrogates as escapes, which go out again as they came (G11)", () => {
    const text = '{"a":"\\ud800"}';
    const parsed = parse(text);
    expect(parsed.ok && JSON.stringify(parsed.value)).toBe(text);
  });

  it.each([
    ["a broken sequence", [0x22, 0xc3, 0x28, 0x22]],
    ["an encoded surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["UTF-16", [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])("is refused as %s (G11)", (_, body) => {
    expect(problem(Uint8Array.from(body)).message).toBe("The body is not UTF-8");
  });

  it("nests 64 levels and no more", () => {
    expect(parse(nested(64)).ok).toBe(true);
    expect(problem(nested(65)).remedy).toBe("Nest objects and lists at most 64 levels deep.");
    expect(parse(`{"a":"${"[".repeat(500)}\\"${"{".repeat(500)}"}`).ok).toBe(true);
    expect(parseJsonBody(bytes(nested(3)), { depth: 2 }).ok).toBe(false);
  });

  it.each([50_000, 100_000, 1_000_000])("is refused cleanly when %i levels deep (G11)", (depth) => {
    expect(problem("[".repeat(depth)).message).toBe("The body nests too deep");
    expect(problem('{"a":'.repeat(depth)).message).toBe("The body nests too deep");
  });

  it("is refused with __proto__ or constructor.prototype, however written (G11)", () => {
    for (const text of ['{"a":[{"__proto__":{"polluted":1}}]}', '{"a":[{"\\u005f_proto__":1}]}']) {
      expect(problem(text)).toMatchObject({ path: "a.0.__proto__", remedy: "Rename or remove it." });
    }
    expect(problem('{"constructor":{"prototype":{"polluted":1}}}').path).toBe("constructor.prototype");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(parse('{"constructor":"Builders Ltd","prototype":1}').ok).toBe(true);
  });

  it("is refused with a name that stands twice, since one of both would be lost (G11)", () => {
    const message = "events.1.a stands twice in the same object";
    expect(problem('{"events":[{"a":1},{"a":1,"b":{"a":2},"a":3}]}')).toMatchObject({
      path: "events.1.a",
      message,
    });
    expect(problem('{"a":1,"\\u0061":1}').path).toBe("a");
    expect(parse('{"a":{"a":":"},"b":[{"a":1},{"a":2}]}').ok).toBe(true);
  });

  it("with a long name gets a short answer", () => {
    const name = "n".repeat(100_000);
    expect(JSON.stringify(problem(`{"${name}":1,"${name}":2}`)).length).toBeLessThan(1_000);
  });

  it.each([
    ["", "line 1, column 1: expected a value, found the end of the text"],
    ['{"a":}', 'line 1, column 6: expected a value, found "}"'],
    ['{\n  "a": tru\n}', 'line 2, column 8: expected a value, found "t"'],
    ["[1,]", 'line 1, column 4: expected a value, found "]"'],
    ["[1 2]", 'line 1, column 4: expected "," or "]", found "2"'],
    ["[01]", 'line 1, column 2: expected a value, found "0"'],
    ["[NaN]", 'line 1, column 2: expected a value, found "N"'],
    ['{"a":1', 'line 1, column 7: expected "," or "}", found the end of the text'],
    ['{"a":1,}', 'line 1, column 8: expected a name in double quotes, found "}"'],
    ["{a:1}", 'line 1, column 2: expected a name in double quotes, found "a"'],
    ['{"a" 1}', 'line 1, column 6: expected ":", found "1"'],
    ['{"a":1}}', 'line 1, column 8: expected nothing more, found "}"'],
  ])("%j is refused: %s", (text, message) => {
    expect(problem(text).message).toBe(`The body is not valid JSON: ${message}`);
  });

  it.each([
    ['["a\nb"]', 4],
    ['["\\1"]', 4],
    ['["\\u12"]', 4],
    ['["a', 4],
    ['{"a', 4],
  ])("%j is refused at column %i, inside the string", (text, column) => {
    expect(problem(text).message).toContain(`line 1, column ${column}: expected the rest of a string`);
  });

  it("is accepted exactly when JSON.parse accepts it, with the same value", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", ",", '"', "}", "]", "\\", "1", " "),
        (text, seed, sign) => {
          const at = seed % (text.length + 1);
          const body = text.slice(0, at) + sign + text.slice(at + (seed % 2));
          fc.pre(body.isWellFormed() && !body.includes("__proto__"));
          const parsed = parse(body);
          const expected = parsedPlainly(body);
          if (parsed.ok) expect({ value: parsed.value }).toEqual(expected);
          else if (expected) expect(parsed.problem.message).toContain("stands twice");
          else expect(parsed.problem.message).toMatch(/line \d+, column \d+|stands twice/);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("of any bytes is answered, never thrown at", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => typeof parseJsonBody(body).ok === "boolean"),
    );
  });
});

describe("the size of events", () => {
  const event = (size: number) => ({ data: "x".repeat(size - '{"data":""}'.length) });
  const measured = (value: ReturnType<typeof event> | ReturnType<typeof event>[]) =>
    measureEvents(value, JSON.stringify(value).length);

  it("may be 256 KiB and not a byte more", () => {
    expect(measured(event(MAX_EVENT_BYTES))).toEqual([]);
    expect(measured(event(MAX_EVENT_BYTES + 1))).toEqual([0]);
    expect(measured([event(20), event(300_000), event(MAX_EVENT_BYTES), event(262_145)])).toEqual([1, 3]);
  });

  it("counts bytes, not characters", () => {
    const text = "é".repeat(MAX_EVENT_BYTES / 2);
    expect(measureEvents(text, 2 * MAX_EVENT_BYTES)).toEqual([0]);
  });

  it("is not looked at when the whole body is smaller, nor without a body", () => {
    expect(measureEvents([event(400_000)], 1_000)).toEqual([]);
    expect(measureEvents(undefined, 0)).toEqual([]);
  });
});

function parsedPlainly(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
