import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expressionFor } from "@/lib/templates/expression-for";
import { placeholdersOf } from "@/lib/templates/placeholders";
import type { Json } from "@/lib/vocabulary";
import { FIELDS, rendered } from "./rendered.fixture";

describe("the expression for a value", () => {
  it.each([
    [["data", "WH5", "promocode"], "${data.WH5.promocode}"],
    [["data", "Any name", 0, "the code"], "${data['Any name'][0]['the code']}"],
    [["contact", "f_City"], "${contact.f_City}"],
    [["data", "it's", "a\\b"], "${data['it\\'s']['a\\\\b']}"],
    [["order id"], "${['order id']}"],
    [["empty"], "${['empty']}"],
    [["event", "empty"], "${event.empty}"],
    [["event", "7", 7], "${event['7'][7]}"],
  ])("decision 18: is written as short as its names allow: %j", (path, expression) => {
    expect(expressionFor(path)).toBe(expression);
  });

  it("finds the value again, whatever its names are", () => {
    const step = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }).filter((name) => name.isWellFormed()),
      fc.constantFrom(
        "size",
        "first",
        "__proto__",
        "constructor",
        "}",
        "%}",
        "${x}",
        "']",
        "\\",
        "\\'",
        "\n",
      ),
      fc.nat({ max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const value = steps.reduceRight<Json>(
          (inside, each) =>
            typeof each === "number"
              ? [...Array(each).fill(null), inside]
              : (JSON.parse(`{${JSON.stringify(each)}:${JSON.stringify(inside)}}`) as Json),
          "found",
        );
        const answers = JSON.parse(`{"W":${JSON.stringify(value)}}`);
        expect(rendered(expressionFor(["data", "W", ...steps]), { answers })).toBe("found");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("placeholders", () => {
  const fields = FIELDS.map((field) => ({ ...field, label: `Label of ${field.code}` }));

  it("S5.17: are of the standard fields that the data center has none of its own for, then of its own", () => {
    const all = placeholdersOf(fields);
    expect(all.map(({ name }) => name)).toEqual([
      ...["id", "phone", "firstname", "lastname", "company", "gender", "language", "birthdate", "address"],
      ...["region", "postalCode", "country", "note", "f_EMail", "f_City", "AB"],
    ]);
    expect(all.find(({ name }) => name === "firstname")).toEqual({
      ...{ name: "firstname", label: null, expression: "${contact.firstname}", mergeTag: "%FIRSTNAME%" },
    });
    expect(all.at(-2)).toEqual({
      ...{ name: "f_City", label: "Label of f_City", expression: "${contact.f_City}", mergeTag: "%f_City%" },
    });
  });

  it("decision 18: offer no merge tag that would be read as a percent-encoding", () => {
    expect(placeholdersOf(fields).at(-1)).toMatchObject({ name: "AB", mergeTag: null });
  });

  it("S5.17: each write the same as their merge tag", () => {
    for (const { expression, mergeTag } of placeholdersOf(fields)) {
      if (mergeTag !== null) expect(rendered(mergeTag)).toBe(rendered(expression));
    }
  });
});
