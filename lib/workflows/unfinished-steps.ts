import type { FieldProblem } from "@/lib/errors";
import { isEventType } from "@/lib/event-types/catalogue";
import { compileTemplate } from "@/lib/templates/compile";
import { problemOf } from "@/lib/templates/fault";
import { type Definition, type Step, walkSteps } from "./definition";
import type { Rule } from "./rules-schema";
import type { Only, Trigger } from "./start-schema";

/** What keeps a draft from being activated, step by step: each names its place and the remedy. */
export function unfinishedSteps({ trigger, steps }: Definition): FieldProblem[] {
  return [
    ...ofTrigger(trigger, "definition.trigger"),
    ...(steps.length > 0 ? [] : [problem("definition.steps", "is empty", "Add a step with +.")]),
    ...[...walkSteps(steps)].flatMap(({ step, path }) => ofStep(step, `definition.${path.join(".")}`)),
  ];
}

const problem = (path: string, message: string, remedy: string): FieldProblem => ({ path, message, remedy });
const unchosen = (path: string, remedy: string) => problem(path, "is not chosen", remedy);

function ofTrigger(trigger: Trigger | null, path: string): FieldProblem[] {
  if (!trigger) return [problem(path, "is missing", "Choose what starts the workflow.")];
  switch (trigger.type) {
    case "event": {
      const { eventType, only = {}, rules } = trigger;
      const misplaced = (Object.keys(only) as (keyof Only)[]).filter(
        (field) => !TOLD_BY[field].test(eventType),
      );
      return [
        ...ofEventType(eventType, `${path}.eventType`),
        ...misplaced.map((field) =>
          problem(`${path}.only.${field}`, "is not told by events of this type", "Leave it out."),
        ),
        ...ofRules(rules, `${path}.rules`),
      ];
    }
    case "group_added":
      return ofGroup(trigger.groupId, `${path}.groupId`);
    case "segment_met":
      return ofSegment(trigger.segmentId, `${path}.segmentId`);
    case "contact_date":
      return trigger.field.trim() === ""
        ? [problem(`${path}.field`, "is empty", "Write the name of the contact's field with the date.")]
        : [];
    default:
      return [];
  }
}

/** Of which events each of them is a part. */
const TOLD_BY: Record<keyof Only, RegExp> = {
  formId: /^form\./,
  surveyId: /^survey\./,
  mailingId: /^message\./,
  linkUrl: /^message\.clicked$/,
};

function ofStep(step: Step, path: string): FieldProblem[] {
  switch (step.type) {
    case "webhook": {
      const nobody = Object.values(step.contact).every((text) => text.trim() === "");
      return [
        ...(step.webhookId === "" ? [unchosen(`${path}.webhookId`, "Choose a webhook, or create one.")] : []),
        ...(nobody
          ? [
              problem(
                `${path}.contact`,
                "names no contact",
                "Fill in Contact ID, Contact Email or Phone; one is enough.",
              ),
            ]
          : []),
        ...Object.entries(step.contact).flatMap(([key, text]) =>
          ofExpression(text, `${path}.contact.${key}`),
        ),
        ...step.mapping.flatMap(({ value, property }, index) => [
          ...ofValue(value, `${path}.mapping.${index}.value`),
          ...ofProperty(property, `${path}.mapping.${index}.property`),
        ]),
      ];
    }
    case "condition":
      return step.rules.length === 0
        ? [problem(`${path}.rules`, "is empty", "Add what the condition asks for.")]
        : ofRules(step.rules, `${path}.rules`);
    case "update_contact":
      return step.values.flatMap(({ value, property }, index) => [
        ...ofExpression(value, `${path}.values.${index}.value`),
        ...ofProperty(property, `${path}.values.${index}.property`),
      ]);
    case "group":
      return ofGroup(step.groupId, `${path}.groupId`);
    case "wait":
      return ofWait(step.for, `${path}.for`);
    case "message":
      return step.messageId === null
        ? [unchosen(`${path}.messageId`, "Choose a message, or create one.")]
        : [];
    case "split":
    case "end":
      return [];
  }
}

function ofWait(waited: Extract<Step, { type: "wait" }>["for"], path: string): FieldProblem[] {
  if (waited.kind === "contact_date" && waited.field.trim() === "") {
    return [problem(`${path}.field`, "is empty", "Write the name of the contact's field.")];
  }
  if (waited.kind !== "event") return [];
  return [...ofEventType(waited.eventType, `${path}.eventType`), ...ofRules(waited.rules, `${path}.rules`)];
}

const ofRules = (rules: readonly Rule[], path: string): FieldProblem[] =>
  rules.flatMap((rule, index) => {
    const at = `${path}.${index}`;
    if (rule.kind === "group") return ofGroup(rule.groupId, `${at}.groupId`);
    if (rule.kind === "segment") {
      return ofSegment(rule.segmentId, `${at}.segmentId`);
    }
    return [...ofValue(rule.value, `${at}.value`), ...ofExpression(rule.compareTo, `${at}.compareTo`)];
  });

function ofEventType(eventType: string, path: string): FieldProblem[] {
  if (isEventType(eventType)) return [];
  return [
    problem(
      path,
      eventType === "" ? "is not chosen" : "is no event type",
      "Choose one of the event catalogue.",
    ),
  ];
}

const ofGroup = (groupId: number, path: string) =>
  groupId === 0 ? [unchosen(path, "Choose a group of the data center.")] : [];

const ofSegment = (segmentId: number, path: string) =>
  segmentId === 0 ? [unchosen(path, "Choose a segment of the data center.")] : [];

const ofProperty = (property: string, path: string) =>
  property.trim() === "" ? [problem(path, "is empty", "Write the name of the contact's field.")] : [];

const ofValue = (source: string, path: string): FieldProblem[] =>
  source === "" ? [problem(path, "is empty", "Write a value or an expression.")] : ofExpression(source, path);

function ofExpression(source: string, path: string): FieldProblem[] {
  const compiled = compileTemplate(source, "text", { fields: [], answers: true });
  return compiled.ok ? [] : compiled.faults.map((fault) => problemOf(fault, path));
}
