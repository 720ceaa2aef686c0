import type { FieldProblem } from "@/lib/errors";
import { fieldSentence } from "@/texts/sentence";
import { canvas as t } from "@/texts/workflow-canvas";

const LABELS: Record<string, string> = {
  trigger: t.triggerType,
  eventType: t.eventType,
  steps: t.workflowSteps,
  contact: t.contact,
  id: t.contactId,
  phone: t.phone,
  email: t.contactEmail,
  webhookId: t.webhook,
  groupId: t.group,
  mailingId: t.mailing,
  formId: t.formId,
  surveyId: t.surveyId,
  linkUrl: t.linkUrl,
  days: t.daysBefore,
  segmentId: t.segment,
  property: t.property,
  value: t.value,
  compareTo: t.compareTo,
  rules: t.rules,
  branches: t.branches,
  field: t.dateField,
  time: t.time,
  at: t.at,
  seconds: t.duration,
  withinSeconds: t.within,
};

/** "Webhook is not chosen. Choose a webhook, or create one." */
export function problemText({ path, message, remedy }: FieldProblem): string {
  const key = path.split(".").at(-1) ?? "";
  const sentence = fieldSentence(LABELS[key] ?? t.setting, message);
  return remedy ? `${sentence} ${remedy}` : sentence;
}
