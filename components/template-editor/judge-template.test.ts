import { describe, expect, it } from "vitest";
import type { TemplateScope } from "@/lib/templates/names";
import { templateEditor } from "@/texts/template-editor";
import { judgeTemplate, marksOf, type TemplateSetting } from "./judge-template";
import { MOST_CHARACTERS, resultOf } from "./result-of";
import { decorationsOf } from "./template-highlight";

const SETTING: TemplateSetting = {
  medium: "json",
  fields: [{ code: "f_City", label: "City", type: "text" }],
  parameters: ["orderId"],
};
const SCOPE: TemplateScope = {
  contact: { id: "7", email: "ada@example.org", properties: {} },
  event: { data: { note: 'says "hi"' } },
  now: 0,
};
const marks = (source: string, scope?: TemplateScope) =>
  marksOf(source, judgeTemplate(source, SETTING, scope), templateEditor).map(({ from, to, ...mark }) => ({
    ...mark,
    text: source.slice(from, to),
  }));

describe("marks in the editor", () => {
  it("underline names without a value for the chosen contact and event, with the reason (S4.32)", () => {
    expect(
      marks('{"a": ${contact.f_City}, "b": ${event.orderId}, "c": ${colour}, "d": ${email}}', SCOPE),
    ).toEqual([
      { text: "contact.f_City", severity: "warning", message: "This contact has no value for f_City." },
      { text: "event.orderId", severity: "warning", message: "This event has no parameter orderId." },
      {
        text: "colour",
        severity: "warning",
        message: "Neither a contact field nor a known parameter of the event is called colour.",
      },
    ]);
  });

  it("underline only names that nobody has heard of while nothing is chosen", () => {
    expect(marks("[${contact.f_City}, ${orderId}, ${contact.f_Ctiy}]").map(({ text }) => text)).toEqual([
      "contact.f_Ctiy",
    ]);
  });

  it("leave names alone that the template sets itself", () => {
    expect(marks("{% assign x = 1 %}${x}", SCOPE)).toEqual([]);
  });

  it("stand at a fault's line and column, on the whole of what is wrong", () => {
    const [fault] = marks('{\n  "a": ${email | shout}\n}', SCOPE);
    expect(fault).toMatchObject({ text: "shout", severity: "error" });
    expect(fault?.message).toMatch(/^Line 2, column 18: there is no filter shout\. Use one of /);
  });

  it("are within the text, wherever the fault is", () => {
    for (const source of ["${", "${}", "{% if a %}", "a\n\n${a |", "{% endif %}", "\ud800"]) {
      const all = marksOf(source, judgeTemplate(source, SETTING, SCOPE), templateEditor);
      expect(all, source).toHaveLength(1);
      for (const { from, to } of all) {
        expect(from, source).toBeGreaterThanOrEqual(0);
        expect(to, source).toBeGreaterThan(from);
        expect(to, source).toBeLessThanOrEqual(source.length);
      }
    }
  });
});

describe("the decorations of an expression that isn't closed", () => {
  it("end with its line", () => {
    const ranges = decorationsOf("${email\nnext", () => false);
    expect(ranges.map(({ from, to }) => [from, to])).toEqual([[0, 7]]);
  });
});

describe("the live result", () => {
  it("is what would be sent, escaped for its place, each value with its source (S4.32)", () => {
    const { parts, faults, left } = resultOf('{"note": "${note}", "to": ${email}}', SETTING, SCOPE);
    expect(faults).toEqual([]);
    expect(left).toBe(0);
    expect(parts?.map(({ text }) => text)).toEqual([
      '{"note": "',
      'says \\"hi\\"',
      '", "to": ',
      '"ada@example.org"',
      "}",
    ]);
    expect(parts?.flatMap(({ value }) => value?.sources.map(({ from, name }) => [from, name]) ?? [])).toEqual(
      [
        ["event", "note"],
        ["contact", "email"],
      ],
    );
  });

  it("shows the text beside the fault where it is no JSON", () => {
    const { parts, faults } = resultOf('{"a": ${email}', SETTING, SCOPE);
    expect(parts?.map(({ text }) => text).join("")).toBe('{"a": "ada@example.org"');
    expect(faults).toHaveLength(1);
  });

  it("is a fault alone where the template can't be read or rendered", () => {
    expect(resultOf("${", SETTING, SCOPE)).toMatchObject({
      readable: false,
      faults: [{ line: 1, column: 1 }],
    });
    const endless = resultOf(
      "{% for i in (1..900000) %}${email}{% endfor %}",
      { ...SETTING, medium: "text" },
      SCOPE,
    );
    expect(endless).toMatchObject({ readable: true });
    expect(endless.parts).toBeUndefined();
    expect(endless.faults).toHaveLength(1);
  });

  it("is cut where nobody reads on, and says by how much", () => {
    const source = `${"x".repeat(MOST_CHARACTERS - 2)}\${email} and so on`;
    const { parts, left } = resultOf(source, { ...SETTING, medium: "text" }, SCOPE);
    const shown = parts?.map(({ text }) => text).join("") ?? "";
    expect(shown).toHaveLength(MOST_CHARACTERS);
    expect(left).toBe("ada@example.org and so on".length - 2);
  });

  it("marks the same value once for each round of a loop", () => {
    const { parts = [] } = resultOf(
      "{% for i in (1..3) %}${gone}{% endfor %}",
      { ...SETTING, medium: "text" },
      SCOPE,
    );
    expect(parts.map(({ index, value }) => [index, value?.missing])).toEqual([
      [0, true],
      [1, true],
      [2, true],
    ]);
  });
});
