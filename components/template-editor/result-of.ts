import { checkBody } from "@/lib/templates/check-body";
import { type ExplainedValue, explainValues } from "@/lib/templates/explain-values";
import type { PlacedFault } from "@/lib/templates/fault";
import type { TemplateScope } from "@/lib/templates/names";
import { renderTemplate } from "@/lib/templates/render";
import { compileFor, type TemplateSetting } from "./judge-template";

/** The template's own text, or a value in it. */
export interface ResultPart {
  /** Among the parts: a loop may write the same value twice at the same place. */
  index: number;
  text: string;
  value?: ExplainedValue;
}

export interface TemplateOutcome {
  /** Whether the template itself is in order; its editor tells what is wrong with it. */
  readable: boolean;
  /** Undefined where nothing could be rendered. */
  parts?: ResultPart[];
  faults: readonly PlacedFault[];
  /** How many characters more there are than are shown. */
  left: number;
}

/** More than anybody looks through; what is more is counted. */
export const MOST_CHARACTERS = 20_000;
export const MOST_VALUES = 400;

/** What the template comes to for these values, and why it would not be sent. */
export function resultOf(source: string, setting: TemplateSetting, scope: TemplateScope): TemplateOutcome {
  const compiled = compileFor(source, setting);
  if (!compiled.ok) return { readable: false, faults: compiled.faults, left: 0 };
  const { template } = compiled;
  const rendered = renderTemplate(template, scope, { noted: true });
  if (!rendered.ok) return { readable: true, faults: [rendered.fault], left: 0 };
  const { text } = rendered;
  const written = rendered.written.filter(({ at }) => at <= MOST_CHARACTERS).slice(0, MOST_VALUES);
  const values = explainValues({ path: "", template, text, written }, scope, setting.parameters);
  const { medium } = setting;
  const fault = medium === "json" || medium === "xml" ? checkBody(medium, text) : undefined;
  return {
    readable: true,
    parts: partsOf(text.slice(0, MOST_CHARACTERS), values),
    faults: fault ? [fault] : [],
    left: Math.max(0, text.length - MOST_CHARACTERS),
  };
}

function partsOf(text: string, values: readonly ExplainedValue[]): ResultPart[] {
  const parts: ResultPart[] = [];
  let done = 0;
  const addText = (to: number) => {
    if (to > done) parts.push({ index: parts.length, text: text.slice(done, to) });
  };
  for (const value of values) {
    addText(value.at);
    done = value.at + value.length;
    parts.push({ index: parts.length, text: text.slice(value.at, done), value });
  }
  addText(text.length);
  return parts;
}
