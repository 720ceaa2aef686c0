/** What Liquid reads as something else than a name at the beginning of an expression. */
const WORDS = new Set([
  ...["true", "false", "nil", "null", "empty", "blank"],
  ...["and", "or", "not", "contains"],
]);

const NAME = /^[A-Za-z_]\w*$/;

/**
 * The expression for a value by its path: `["data", "Any name", 0, "promocode"]` is
 * `${data['Any name'][0].promocode}`, as *Copy expression* and every picker write it (decision 18).
 */
export const expressionFor = (path: readonly (string | number)[]): string => `\${${expressionPath(path)}}`;

export function expressionPath(path: readonly unknown[]): string {
  return path.map(stepFor).join("");
}

function stepFor(step: unknown, index: number): string {
  if (typeof step === "number") return `[${step}]`;
  const name = String(step);
  if (!NAME.test(name) || (index === 0 && WORDS.has(name))) return `['${name.replace(/[\\']/g, "\\$&")}']`;
  return index === 0 ? name : `.${name}`;
}
