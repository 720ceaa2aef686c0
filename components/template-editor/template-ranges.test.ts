import { describe, expect, it } from "vitest";
import { expressionTokens, templateRanges } from "./template-ranges";

const isField = (code: string) => ["f_City", "TOWN"].includes(code);
const kindsOf = (text: string) =>
  templateRanges(text, isField).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

describe("what the editor highlights", () => {
  it("is expressions, tags, merge tags of known fields and printed references (S5.17)", () => {
    expect(kindsOf("{% if email %}${email}{% endif %} %f_City% %nope% %C3%A4 $data.get('WH5').code")).toEqual(
      [
        ["tag", "{% if email %}"],
        ["expression", "${email}"],
        ["tag", "{% endif %}"],
        ["text_insert", "%f_City%"],
        ["text_insert", "$data.get('WH5').code"],
      ],
    );
  });

  it("takes a bracket in quotes for text, over lines too", () => {
    expect(kindsOf("${a | default: '}'}b")).toEqual([["expression", "${a | default: '}'}"]]);
    expect(kindsOf('${a |\n default: "\\"}"}b')).toEqual([["expression", '${a |\n default: "\\"}"}']]);
  });

  it("leaves what stands in raw alone", () => {
    expect(kindsOf("{% raw %}${a} %TOWN%{%- endraw %}${b}")).toEqual([
      ["tag", "{% raw %}"],
      ["tag", "{%- endraw %}"],
      ["expression", "${b}"],
    ]);
  });

  it("ends with what isn't closed", () => {
    const text = "${a} ${b | default: 'x";
    expect(templateRanges(text, isField)).toEqual([
      { kind: "expression", from: 0, to: 4, closed: true },
      { kind: "expression", from: 5, to: text.length, closed: false },
    ]);
    expect(templateRanges("{% if a", isField)).toEqual([{ kind: "tag", from: 0, to: 7, closed: false }]);
  });

  it("tells texts, filters, words and numbers within an expression apart", () => {
    const tokensOf = (text: string) =>
      templateRanges(text, isField).flatMap((range) =>
        expressionTokens(text, range).map(({ kind, from, to }) => [kind, text.slice(from, to)]),
      );
    expect(tokensOf("x ${event.not.or | default: 'and' | round: 2}")).toEqual([
      ["filter", "default"],
      ["text", "'and'"],
      ["filter", "round"],
      ["number", "2"],
    ]);
    expect(tokensOf("{%- if f_2 and true %}")).toEqual([
      ["word", "if"],
      ["word", "and"],
      ["word", "true"],
    ]);
  });
});
