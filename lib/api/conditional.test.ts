import { describe, expect, it } from "vitest";
import { contentTag, parseIfMatch, requireMatch, tagOf } from "./conditional";

/** Whether a change goes through, with this header, where the state has the tag "3-active". */
function isDone(header: string | null): boolean {
  try {
    requireMatch(parseIfMatch(header), tagOf(3, "active"));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ problem: "precondition_failed", headers: { ETag: '"3-active"' } });
    return false;
  }
}

describe("If-Match (RFC 9110, 13.1.1)", () => {
  it.each<[string | null, boolean]>([
    [null, true],
    ["*", true],
    [" * ", true],
    ['"3-active"', true],
    ['"2-active", "3-active"', true],
    ['"2-active","3-active" , W/"1"', true],
    ['"a, b", "3-active"', true],
    ['"2-active"', false],
    ['"2-active", "4-active"', false],
    ['"3-ACTIVE"', false],
    ['""', false],
    ['"*"', false],
  ])("%s: done is %s", (header, done) => {
    expect(isDone(header)).toBe(done);
  });

  it.each(['W/"3-active"', 'W/"2", W/"3-active"'])("a weak tag never matches: %s", (header) => {
    expect(isDone(header)).toBe(false);
  });

  it.each([
    "",
    " ",
    "3-active",
    '"3-active',
    '3-active"',
    '"3-active" "4"',
    '"3-active",',
    ',"3"',
    '*, "3"',
    'w/"3"',
    "**",
  ])("%j is 400 at the header", (header) => {
    expect(() => parseIfMatch(header)).toThrow(
      expect.objectContaining({
        problem: "validation_failed",
        errors: [
          { path: "If-Match", message: "is not an entity tag", remedy: expect.stringContaining("ETag") },
        ],
      }),
    );
  });

  it("tags what has no revision by its content", () => {
    const tag = contentTag([{ id: 1, name: "A" }]);
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(contentTag([{ id: 1, name: "A" }])).toBe(tag);
    expect(contentTag([{ id: 1, name: "B" }])).not.toBe(tag);
  });

  it("judges a header of 64 KiB at once", () => {
    const begun = performance.now();
    expect(() => parseIfMatch(`${'"a",'.repeat(16_000)}x`)).toThrow();
    expect(() => parseIfMatch(`"${" ".repeat(64_000)}`)).toThrow();
    expect(() => parseIfMatch(`"a"${" ".repeat(64_000)}x`)).toThrow();
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
