import type { FieldProblem } from "@/lib/errors";
import { isEventType } from "@/lib/event-types/catalogue";
import { compileTemplate } from "@/lib/templates/compile";
import { type Definition, type Only, type Rule, type Step, walkSteps } from "./definition";

/** What keeps a draft from being activated, step by step: each names its place and the remedy. */
export function unfinishedSteps({ trigger, steps }: Definition): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (path: string, message: string, remedy: string) => problems.push({ path, message, remedy });
  if (!trigger) say("definition.trigger", "is missing", "Choose what starts the workflow.");
  if (trigger?.type === "event") {
    if (!isEventType(trigger.eventType)) {
      say("definition.trigger.eventType", "is no event type", "Choose one of the event catalogue.");
    }
    for (const field of Object.keys(trigger.only ?? {}) as (keyof Only)[]) {
      if (TOLD_BY[field].test(trigger.eventType)) continue;
      say(`definition.trigger.only.${field}`, "is not told by events of this type", "Leave it out.");
    }
    problems.push(...ofRules(trigger.rules, "definition.trigger.rules"));
  }
  if (trigger?.type === "segment_met" && trigger.segmentId === 0) {
    say("definition.trigger.segmentId", "is not chosen", "Choose a segment of the data center.");
  }
  if (trigger?.type === "contact_date" && trigger.field.trim() === "") {
    say("definition.trigger.field", "is empty", "Write the name of the contact's field with the date.");
  }
  if (steps.length === 0) say("definition.steps", "is empty", "Add a step with +.");
  for (const { step, path } of walkSteps(steps)) {
    problems.push(...ofStep(step, `definition.${path.join(".")}`));
  }
  return problems;
}

const TOLD_BY: Record<keyof Only, RegExp> = {
  formId: /^form\./,
  surveyId: /^survey\./,
  mailingId: /^message\./,
  linkUrl: /^message\.clicked$/,
};

function ofStep(step: Step, path: string): FieldProblem[] {
  if (step.type === "webhook") {
    const { id, email, phone } = step.contact;
    const nobody = [id, email, phone].every((text) => text.trim() === "");
    return [
      ...(nobody
        ? [
            {
              path: `${path}.contact`,
              message: "names no contact",
              remedy: "Fill in Contact ID, Contact Email or Phone; one is enough.",
            },
          ]
        : []),
      ...Object.entries(step.contact).flatMap(([key, text]) => ofExpression(text, `${path}.contact.${key}`)),
      ...step.mapping.flatMap(({ value }, index) => ofExpression(value, `${path}.mapping.${index}.value`)),
    ];
  }
  if (step.type === "condition") {
    return step.rules.length === 0
      ? [{ path: `${path}.rules`, message: "is empty", remedy: "Add what the condition asks for." }]
      : ofRules(step.rules, `${path}.rules`);
  }
  if (step.type === "message") {
    const remedy = "Choose a message, or create one.";
    return step.messageId === null ? [{ path: `${path}.messageId`, message: "is not chosen", remedy }] : [];
  }
  if (step.type === "update_contact") {
    return step.values.flatMap(({ value }, index) => ofExpression(value, `${path}.values.${index}.value`));
  }
  if (step.type === "wait" && step.for.kind === "event") {
    const known = isEventType(step.for.eventType);
    const remedy = "Choose one of the event catalogue.";
    return [
      ...(known ? [] : [{ path: `${path}.for.eventType`, message: "is no event type", remedy }]),
      ...ofRules(step.for.rules, `${path}.for.rules`),
    ];
  }
  return [];
}

const ofRules = (rules: readonly Rule[], path: string): FieldProblem[] =>
  rules.flatMap((rule, index) =>
    rule.kind === "value"
      ? [
          ...ofExpression(rule.value, `${path}.${index}.value`),
          ...ofExpression(rule.compareTo, `${path}.${index}.compareTo`),
        ]
      : [],
  );

function ofExpression(source: string, path: string): FieldProblem[] {
  const compiled = compileTemplate(source, "text", { fields: [], answers: true });
  if (compiled.ok) return [];
  return compiled.faults.map(({ message, remedy, line, column }) => ({
    path,
    message: line === undefined ? message : `line ${line}, column ${column}: ${message}`,
    remedy: remedy ?? "Check the expression.",
  }));
}
