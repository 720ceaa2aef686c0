import { findTextInserts } from "@/lib/templates/text-inserts";

export interface TemplateRange {
  /** `text_insert`: a merge tag or a printed reference. */
  kind: "expression" | "tag" | "text_insert";
  from: number;
  to: number;
  /** Without its end it goes to the end of the text, as the parser sees it. */
  closed: boolean;
}

const BEGIN = /\$\{|\{%/g;
const RAW = /^\{%-?\s*raw\s*-?%\}$/;
const END_OF_RAW = /\{%-?\s*endraw\s*-?%\}/g;

/**
 * What of a template is no text, as far as it is written: unlike the compiler it reads templates with faults too, and
 * it goes through them once.
 */
export function templateRanges(text: string, isField: (code: string) => boolean): TemplateRange[] {
  const ranges: TemplateRange[] = [];
  let done = 0;
  const addInserts = (to: number) => {
    for (const found of findTextInserts(text.slice(done, to), isField)) {
      if (!("end" in found)) continue;
      ranges.push({ kind: "text_insert", from: done + found.begin, to: done + found.end, closed: true });
    }
  };
  for (;;) {
    BEGIN.lastIndex = done;
    const from = BEGIN.exec(text)?.index;
    addInserts(from ?? text.length);
    if (from === undefined) return ranges;
    const kind = text[from] === "$" ? "expression" : "tag";
    const end = kind === "expression" ? endOfExpression(text, from) : endOf(text, "%}", from);
    ranges.push({ kind, from, to: end ?? text.length, closed: end !== undefined });
    if (end === undefined) return ranges;
    done = RAW.test(text.slice(from, end)) ? beginOfEndRaw(text, end) : end;
  }
}

function endOf(text: string, sign: string, from: number): number | undefined {
  const at = text.indexOf(sign, from + 2);
  return at === -1 ? undefined : at + sign.length;
}

/** A `}` in quotes is text. */
function endOfExpression(text: string, from: number): number | undefined {
  let quote: string | undefined;
  for (let at = from + 2; at < text.length; at++) {
    const sign = text[at] as string;
    if (quote !== undefined) {
      if (sign === "\\") at++;
      else if (sign === quote) quote = undefined;
    } else if (sign === "}") return at + 1;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return undefined;
}

function beginOfEndRaw(text: string, from: number): number {
  END_OF_RAW.lastIndex = from;
  return END_OF_RAW.exec(text)?.index ?? text.length;
}

export interface ExpressionToken {
  kind: "text" | "filter" | "word" | "number";
  from: number;
  to: number;
}

const TOKENS =
  /(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\|\s*(?<filter>\w+)|(?<word>(?<![\w.-])(?:and|or|not|contains|in|true|false|nil|null|empty|blank)(?![\w.-])|(?<=^\{%-?\s*)\w+)|(?<number>(?<![\w.-])-?\d+(?:\.\d+)?(?!\w))/gs;

/** What within an expression or a tag looks different from the names in it. */
export function expressionTokens(text: string, { kind, from, to }: TemplateRange): ExpressionToken[] {
  if (kind === "text_insert") return [];
  return [...text.slice(from, to).matchAll(TOKENS)].flatMap(({ 0: whole, index, groups = {} }) => {
    const found = (["text", "filter", "word", "number"] as const).find((each) => groups[each] !== undefined);
    if (!found) return [];
    const end = from + index + whole.length;
    return [{ kind: found, from: end - (groups[found] as string).length, to: end }];
  });
}
