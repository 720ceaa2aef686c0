import type { TemplateField } from "@/lib/templates/contact-fields";
import { expressionPath } from "@/lib/templates/expression-for";
import { FILTER_NAMES } from "@/lib/templates/filters";
import { placeholdersOf } from "@/lib/templates/placeholders";
import { TAG_NAMES } from "@/lib/templates/tags";
import { standardFieldLabel, templateEditor as t } from "@/texts/template-editor";
import { templateRanges } from "./template-ranges";

/** A field of the data center as the editor offers it. */
export interface EditorField extends TemplateField {
  label: string;
}

export interface Suggestion {
  kind: "field" | "parameter" | "filter" | "tag";
  /** What is written. */
  insert: string;
  /** What it is, in words. */
  detail: string;
  /** By what it is found, in lower case. */
  words: readonly string[];
}

export interface Suggestions {
  /** Where what they replace begins. */
  from: number;
  options: Suggestion[];
  /** They stand in `${…}`, which may still need its end. */
  inExpression: boolean;
}

const TYPED = /[\p{L}\p{N}_.-]*$/u;
const BLOCKS = ["if", "unless", "case", "for", "capture", "comment", "raw"];
const TAGS = [...TAG_NAMES, "else", "elsif", "when", ...BLOCKS.map((name) => `end${name}`)];

/** What can be written at the end of this text; undefined where nothing is to be suggested. */
export function suggestNames(
  before: string,
  fields: readonly EditorField[],
  parameters: readonly string[],
  { asked }: { asked: boolean },
): Suggestions | undefined {
  const range = templateRanges(before, () => false).at(-1);
  if (!range || range.closed || range.kind === "text_insert") return undefined;
  const inside = before.slice(range.from + 2);
  if (isInQuotes(inside)) return undefined;
  const typed = TYPED.exec(inside)?.[0] ?? "";
  const rest = inside.slice(0, inside.length - typed.length);
  const found = (all: Suggestion[]): Suggestions | undefined => {
    const options = matching(all, typed);
    if (options.length === 0) return undefined;
    return { from: before.length - typed.length, options, inExpression: range.kind === "expression" };
  };
  if (range.kind === "tag" && /^-?\s*$/.test(rest)) return found(wordsOf("tag", TAGS));
  if (/\|\s*$/.test(rest)) return found(wordsOf("filter", FILTER_NAMES));
  // In the middle of an expression a list would be in the way of who only types on.
  if (!asked && typed === "" && rest.trim() !== "") return undefined;
  return found(namesOf(fields, parameters));
}

function isInQuotes(text: string): boolean {
  const whole = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gs, "");
  return /["']/.test(whole);
}

function namesOf(fields: readonly EditorField[], parameters: readonly string[]): Suggestion[] {
  const ofContact = placeholdersOf(fields).map(({ name, label, expression }): Suggestion => {
    const insert = expression.slice(2, -1);
    const called = label ?? standardFieldLabel(name);
    return { kind: "field", insert, detail: t.fieldNamed(called), words: [insert, name, called].map(folded) };
  });
  const ofEvent = parameters.map((name): Suggestion => {
    const insert = expressionPath(["event", name]);
    return { kind: "parameter", insert, detail: t.parameter, words: [insert, name].map(folded) };
  });
  return [...ofContact, ...ofEvent];
}

const wordsOf = (kind: "filter" | "tag", names: readonly string[]): Suggestion[] =>
  names.map((name) => ({ kind, insert: name, detail: kind === "tag" ? t.tag : t.filter, words: [name] }));

/** Those that begin with what was typed, then those that hold it. */
function matching(all: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = folded(typed);
  const begins = all.filter(({ words }) => words.some((word) => word.startsWith(wanted)));
  const holds = all.filter((each) => !begins.includes(each) && each.words.some((w) => w.includes(wanted)));
  return [...begins, ...holds];
}

const folded = (text: string) => text.toLowerCase();

/** Whether an expression that goes on with this text is closed already: a `}` before anything that ends a value. */
export const isClosedBy = (after: string): boolean => /^(?:[^"'{}<\n]|'[^'\n]*')*\}/.test(after);
