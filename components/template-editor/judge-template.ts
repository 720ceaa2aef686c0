import { type Compiled, compileTemplate } from "@/lib/templates/compile";
import { type ExplainedVariable, explainVariables } from "@/lib/templates/explain-values";
import type { PlacedFault } from "@/lib/templates/fault";
import type { MediumName } from "@/lib/templates/media/medium";
import type { TemplateScope } from "@/lib/templates/names";
import type { EditorField } from "./suggest-names";

/** What a template is written in, and what it may name. */
export interface TemplateSetting {
  medium: MediumName;
  /** The data center's fields. */
  fields: readonly EditorField[];
  /** Names of the event's parameters, as far as they are known. */
  parameters: readonly string[];
  /** Whether `data.…` is there: not in requests (decision 20). */
  answers?: boolean;
}

export interface Judgement {
  faults: readonly PlacedFault[];
  /** Names that have no value. */
  unresolved: readonly ExplainedVariable[];
}

export const compileFor = (source: string, { medium, fields, answers = false }: TemplateSetting): Compiled =>
  compileTemplate(source, medium, { fields, answers });

const NOBODY: TemplateScope = { contact: null, event: null, now: 0 };

/** Without chosen values, only what nobody has heard of is unresolved. */
export function judgeTemplate(
  source: string,
  setting: TemplateSetting,
  scope: TemplateScope | undefined,
): Judgement {
  const compiled = compileFor(source, setting);
  if (!compiled.ok) return { faults: compiled.faults, unresolved: [] };
  const variables = explainVariables(compiled.template, scope ?? NOBODY, setting.parameters);
  const unresolved = variables.filter(({ state }) => state === "unknown" || (scope && state === "no_value"));
  return { faults: [], unresolved };
}

export interface Mark {
  from: number;
  to: number;
  severity: "error" | "warning";
  message: string;
}

/** Where in the source its faults and unresolved names are marked. Each is at least one sign long, where there is one. */
export function marksOf(
  source: string,
  { faults, unresolved }: Judgement,
  say: { fault(fault: PlacedFault): string; unresolved(variable: ExplainedVariable): string },
): Mark[] {
  const lines = source.split("\n");
  const starts = lines.map(() => 0);
  for (let line = 1; line < lines.length; line++) {
    starts[line] = (starts[line - 1] ?? 0) + (lines[line - 1] ?? "").length + 1;
  }
  const ofFaults = faults.map((fault): Mark => {
    const [line, column] = [(fault.line ?? 1) - 1, (fault.column ?? 1) - 1];
    const begin = Math.min((starts[line] ?? 0) + column, source.length);
    const length = /^(?:\$\{[^}\n]*\}?|\{%[^\n]*?%\}|%?\w+%?)/.exec(source.slice(begin, begin + 200))?.[0]
      .length;
    const from = Math.max(0, Math.min(begin, source.length - 1));
    const to = Math.min(begin + (length ?? 1), source.length);
    return { from, to, severity: "error", message: say.fault(fault) };
  });
  const ofNames = unresolved.map((variable): Mark => {
    const { begin, end } = variable;
    return { from: begin, to: end, severity: "warning", message: say.unresolved(variable) };
  });
  return [...ofFaults, ...ofNames];
}
