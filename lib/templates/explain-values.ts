import { Budget } from "@/lib/templates/budget";
import type { Template } from "@/lib/templates/compile";
import { standardField } from "@/lib/templates/contact-fields";
import { TemplateContext } from "@/lib/templates/context";
import { expressionPath } from "@/lib/templates/expression-for";
import { LIQUID } from "@/lib/templates/liquid";
import { namesOf, type Origin, originOf, type TemplateScope } from "@/lib/templates/names";
import type { Variable } from "@/lib/templates/nodes";
import { type LineAndColumn, placesIn } from "@/lib/templates/place-at";
import type { RenderedPart } from "@/lib/templates/render-request";

/** A name that a template reads from, for who edits it: what it means for these values. */
export interface ExplainedVariable extends LineAndColumn {
  /** In the template's source. */
  begin: number;
  end: number;
  /** `local`: the template gives it a value itself. */
  from: Origin | "local";
  /** What it is called there: `f_City`, `items[0].price`. */
  name: string;
  /** `no_value`: the field or parameter exists, but not here; `unknown`: nobody has heard of it. */
  state: "value" | "no_value" | "unknown";
}

/** What is rendered where, and what it was made of (S4.32). */
export interface ExplainedValue extends LineAndColumn {
  /** The expression, in the template's source. */
  begin: number;
  end: number;
  /** Its value, in what was rendered. */
  at: number;
  length: number;
  sources: ExplainedVariable[];
  missing: boolean;
}

/** `parameters` are those that events of the type commonly have, so that they aren't called unknown. */
export function explainVariables(
  template: Template,
  scope: TemplateScope,
  parameters: readonly string[] = [],
): ExplainedVariable[] {
  const explain = explainer(template, scope, parameters);
  return template.variables.map(explain);
}

/** The values of a part of a request that was rendered with them noted. */
export function explainValues(
  { template, written }: RenderedPart,
  scope: TemplateScope,
  parameters: readonly string[] = [],
): ExplainedValue[] {
  const explain = explainer(template, scope, parameters);
  const placeAt = placesIn(template.source);
  return written.map(({ insert, at, length, missing }) => {
    const { begin, end } = insert.token;
    return { begin, end, ...placeAt(begin), at, length, sources: insert.variables.map(explain), missing };
  });
}

function explainer(template: Template, scope: TemplateScope, parameters: readonly string[]) {
  const context = new TemplateContext(namesOf(scope, template.fields), LIQUID, new Budget());
  const placeAt = placesIn(template.source);
  return ({ path, begin, end }: Variable): ExplainedVariable => {
    const value = context.find(path);
    const place = { begin, end, ...placeAt(begin) };
    if (value === undefined && template.locals.has(path[0] as string)) {
      return { ...place, from: "local", name: expressionPath(path), state: "value" };
    }
    const { from, name } = originOf(path, scope);
    const said = { ...place, from, name: expressionPath(name) };
    if (value !== undefined && value !== null) return { ...said, state: "value" };
    return { ...said, state: isKnown(template, path, parameters) ? "no_value" : "unknown" };
  };
}

/** Whether a name means something, even if there is no value for it at the moment. */
function isKnown({ fields }: Template, path: readonly unknown[], parameters: readonly string[]): boolean {
  const [root, second] = path;
  if (root === "data") return true;
  const isField = (name: unknown) =>
    typeof name === "string" &&
    (standardField(name) !== undefined || fields.some(({ code }) => code === name));
  const isParameter = (name: unknown) => parameters.includes(name as string);
  if (root === "contact") return path.length === 1 || isField(second);
  if (root === "event") return path.length === 1 || isParameter(second);
  return isField(root) || isParameter(root);
}
