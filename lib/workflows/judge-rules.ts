import { compileTemplate, type Template } from "@/lib/templates/compile";
import type { TemplateField } from "@/lib/templates/contact-fields";
import type { TemplateScope } from "@/lib/templates/names";
import { renderTemplate } from "@/lib/templates/render";
import type { Rule, Rules } from "@/lib/workflows/rules-schema";

/** What rules and expressions of a workflow are judged by: one contact, at one moment. */
export interface World extends TemplateScope {
  fields: readonly TemplateField[];
  /** Those of the workflow's segments that the contact meets now, and the groups that the contact is in. */
  segments: Pick<ReadonlySet<number>, "has">;
  groups: ReadonlySet<number>;
}

/** One rule, as the passage's page tells it: what its value was, and whether it held. */
export interface JudgedRule {
  held: boolean;
  /** Null where there is none to show: a segment, a group. */
  value: string | null;
  /** Why its value could not be computed; it does not hold then. */
  fault?: string;
}

/** No rules at all are met by everybody. */
export function judgeRules({ match, rules }: Rules, world: World): { met: boolean; rules: JudgedRule[] } {
  const judged = rules.map((rule) => judgeRule(rule, world));
  const held = ({ held }: JudgedRule) => held;
  const met = rules.length === 0 || (match === "all" ? judged.every(held) : judged.some(held));
  return { met, rules: judged };
}

function judgeRule(rule: Rule, world: World): JudgedRule {
  if (rule.kind === "segment") return { value: null, held: world.segments.has(rule.segmentId) === rule.is };
  if (rule.kind === "group") return { value: null, held: world.groups.has(rule.groupId) === rule.is };
  const value = textOf(rule.value, world);
  const other = textOf(rule.compareTo, world);
  const fault = "fault" in value ? value.fault : "fault" in other ? other.fault : undefined;
  if (fault !== undefined || "fault" in value || "fault" in other) return { value: null, held: false, fault };
  return { value: value.text.slice(0, 200), held: compare(value.text, rule.operator, other.text) };
}

type Operator = Extract<Rule, { kind: "value" }>["operator"];

/** Numbers and dates as such where both are, everything else as text, without case. */
function compare(value: string, operator: Operator, other: string): boolean {
  const [one, two] = [value.trim(), other.trim()];
  if (operator === "is_set") return one !== "";
  if (operator === "is_not_set") return one === "";
  const [text, wanted] = [one.toLowerCase(), two.toLowerCase()];
  if (operator === "contains") return wanted !== "" && text.includes(wanted);
  if (operator === "starts_with") return wanted !== "" && text.startsWith(wanted);
  const order = orderOf(one, two);
  if (operator === "is") return order === 0 || (order === null && text === wanted);
  if (operator === "is_not") return order === null ? text !== wanted : order !== 0;
  if (order === null) return false;
  return operator === "greater" ? order > 0 : order < 0;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Below, at or above 0; null where they are neither both numbers nor both dates. */
function orderOf(one: string, other: string): number | null {
  if (NUMBER.test(one) && NUMBER.test(other)) return Number(one) - Number(other);
  if (!DATE.test(one) || !DATE.test(other)) return null;
  const order = momentOf(one) - momentOf(other);
  return Number.isNaN(order) ? null : order;
}

/** A time without a zone is in UTC, as everything here is. */
export const momentOf = (text: string): number =>
  Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) || text.length === 10 ? text : `${text.replace(" ", "T")}Z`);

const compiled = new Map<string, { fields: readonly TemplateField[]; template: Template | string }>();
const KEPT = 2_000;

/** An expression filled in. Every step of a published workflow parses, so a fault is about its values. */
export function textOf(source: string, world: World): { text: string } | { fault: string } {
  if (!/[$%{]/.test(source)) return { text: source };
  const known = compiled.get(source);
  const template = known && known.fields === world.fields ? known.template : compile(source, world.fields);
  if (typeof template === "string") return { fault: template };
  const rendered = renderTemplate(template, world);
  return rendered.ok ? { text: rendered.text } : { fault: rendered.fault.message };
}

function compile(source: string, fields: readonly TemplateField[]): Template | string {
  const result = compileTemplate(source, "text", { fields, answers: true });
  const template = result.ok ? result.template : (result.faults[0]?.message ?? "can't be read");
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(source, { fields, template });
  return template;
}
