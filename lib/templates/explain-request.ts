import { type ExplainedVariable, explainValues } from "@/lib/templates/explain-values";
import type { TemplateScope } from "@/lib/templates/names";
import type { RenderedPart } from "@/lib/templates/render-request";

/** A value of a request, for who reads where it comes from (S4.32). */
export interface ShownValue {
  /** As it stands in the template: `${email}`. */
  expression: string;
  line: number;
  column: number;
  /** Where it stands in the part's text. */
  at: number;
  length: number;
  missing: boolean;
  sources: Pick<ExplainedVariable, "from" | "name" | "state">[];
}

/** One field of the form and what it came to. */
export interface ShownPart {
  path: string;
  text: string;
  values: ShownValue[];
}

/** More than anybody reads; a loop can write a value a thousand times. */
const MOST_VALUES = 200;

export const showParts = (
  parts: readonly RenderedPart[],
  scope: TemplateScope,
  parameters: readonly string[] = [],
): ShownPart[] =>
  parts.map((part) => ({
    path: part.path,
    text: part.text,
    values: explainValues({ ...part, written: part.written.slice(0, MOST_VALUES) }, scope, parameters).map(
      ({ begin, end, line, column, at, length, missing, sources }) => ({
        expression: part.template.source.slice(begin, end),
        ...{ line, column, at, length, missing },
        sources: sources.map(({ from, name, state }) => ({ from, name, state })),
      }),
    ),
  }));
