import type { MailState } from "@/lib/notifications/schema";
import type { Step } from "@/lib/workflows/definition";
import type { JudgedRule } from "@/lib/workflows/judge-rules";
import type { Rule } from "@/lib/workflows/rules-schema";
import { skippedText } from "./messages";
import { utcDateTimeWithZone } from "./times";
import { triggerLabel } from "./triggers";
import { type Names, OPERATOR_LABELS } from "./workflow-canvas";

/** One line of a passage's way, or of a rehearsal's: what a step did. */
export interface Told {
  outcome: string;
  detail: Record<string, unknown>;
}

const IDENTITIES: Record<string, string> = { id: "Contact ID", email: "Contact Email", phone: "Phone" };

const MAIL_STATES: Record<MailState, string> = {
  ...{ kept: "kept in the Outbox", waiting: "waits to leave", sent: "sent" },
  ...{ retrying: "will be tried again", failed: "given up" },
};

const ON_FAILURE = {
  continue: "The contact goes on.",
  branch: "The contact takes the error branch.",
  stop: "The passage stops here.",
} as const;

const WHY_NOT_WAITED: Record<string, string> = {
  "the contact has no such date": "Goes on at once: the contact has no such date.",
  "the time is past": "Goes on at once: the time is past.",
};

/** What happened at a step, in a sentence or two. Erased passages have lost their details. */
export function outcomeText({ outcome, detail }: Told, step: Step | undefined, names: Names): string {
  switch (outcome) {
    case "requested":
      return [identityText(detail.contact), waitsFor(step)].filter(Boolean).join(" ");
    case "answered":
      return "The request was accepted.";
    case "queued":
      return messageText(step, names);
    case "skipped":
      return `Not sent: the contact ${skippedText(String(detail.why))}.`;
    case "failed":
      if (step?.type === "message") return "The message could not be made.";
      return `The request failed. ${step?.type === "webhook" ? ON_FAILURE[step.onFailure] : ""}`.trim();
    case "waits":
      return waitingText(detail);
    case "waited":
      return "The time has come.";
    case "happened":
      return "It happened.";
    case "timed_out":
      return "It did not happen in time.";
    case "not_waited":
      return WHY_NOT_WAITED[String(detail.why)] ?? "Goes on at once.";
    case "yes":
      return "The condition is met: the contact goes the way Yes.";
    case "no":
      return "The condition is not met: the contact goes the way No.";
    case "split":
      return splitText(detail, step);
    case "updated":
      return "Fields of the contact were written.";
    case "added":
      return `Added to ${groupName(step, names)}.`;
    case "removed":
      return `Taken out of ${groupName(step, names)}.`;
    case "ended":
      return "The way ends here.";
    default:
      return outcome;
  }
}

function messageText(step: Step | undefined, names: Names): string {
  const name =
    step?.type === "message" && step.messageId !== null ? names.message(step.messageId) : undefined;
  return name === undefined ? "A message to the contact." : `The message “${name}”.`;
}

function identityText(contact: unknown): string {
  if (typeof contact !== "object" || contact === null) return "";
  const { by, value } = contact as Record<string, unknown>;
  return `Sent for the contact whose ${IDENTITIES[String(by)] ?? by} is “${value}”.`;
}

const waitsFor = (step: Step | undefined) =>
  step?.type === "webhook" && step.wait
    ? "The contact waits for the answer."
    : "The contact goes on at once.";

function waitingText({ until, eventType }: Told["detail"]): string {
  const at = typeof until === "string" ? utcDateTimeWithZone(until) : "";
  if (typeof eventType === "string") return `Waits for “${triggerLabel(eventType)}”, until ${at} at most.`;
  return at ? `Waits until ${at}.` : "Waits.";
}

function splitText({ branch }: Told["detail"], step: Step | undefined): string {
  const share = step?.type === "split" ? step.branches[Number(branch) - 1]?.share : undefined;
  if (share === undefined) return "Takes one of the branches.";
  return `Takes branch ${branch}, which ${share} % of the contacts take.`;
}

const groupName = (step: Step | undefined, names: Names) => {
  const name = step?.type === "group" ? names.group(step.groupId) : undefined;
  return name === undefined ? "a group that is gone" : `the group “${name}”`;
};

/** What a rule asked, and what its value was. */
export function ruleText(rule: Rule, { value, fault }: Pick<JudgedRule, "value" | "fault">, names: Names) {
  if (rule.kind === "segment") {
    return `${rule.is ? "In" : "Not in"} the segment “${names.segment(rule.segmentId) ?? rule.segmentId}”`;
  }
  if (rule.kind === "group") {
    return `${rule.is ? "In" : "Not in"} the group “${names.group(rule.groupId) ?? rule.groupId}”`;
  }
  const other = rule.operator === "is_set" || rule.operator === "is_not_set" ? "" : ` “${rule.compareTo}”`;
  const asked = `${rule.value} ${OPERATOR_LABELS[rule.operator]}${other}`;
  return fault === undefined ? `${asked}: it is “${value ?? ""}”` : `${asked}: ${fault}`;
}

/** The page of one passage: the way that it took, and why (S5.29). */
export const passageWay = {
  title: "Passage",
  of: (contact: string) => `Passage of ${contact}`,
  facts: "About this passage",
  fact: {
    state: "State",
    contact: "Contact",
    event: "Started by",
    workflow: "Workflow",
    version: "Version",
    started: "Started",
    ended: "Ended",
    next: "Goes on",
    id: "Id",
  },
  noEvent: "Not by an event",
  eventGone: "An event that is no longer kept",
  version: (version: number, current: number | null) =>
    version === current ? `${version}, the published one` : `${version}; contacts go in by ${current} now`,
  versionAlone: (version: number) => String(version),
  answerAwaited: "When the request is answered",
  copyId: "Copy the passage's id",
  way: "Way",
  notBegun: "The passage has begun; its first step is due.",
  forgotten: "What the steps did is no longer kept.",
  goneStep: "A step that is gone",
  yes: "True",
  no: "Not true",
  rules: "Rules",
  values: "Fields",
  wrote: (property: string, value: string) => `${property}: “${value}”`,
  emptied: (property: string) => `${property}: emptied`,
  notWritten: (property: string, fault: string) => `${property}: not written, ${fault}`,
  mail: (recipient: string, state: MailState, sentAt: string | null) =>
    state === "sent" && sentAt !== null
      ? `Sent to ${recipient} on ${utcDateTimeWithZone(sentAt)}.`
      : `To ${recipient}: ${MAIL_STATES[state]}.`,
  mailFailed: (error: string) => `The mail server: ${error}`,
  mailGone: "The mail is no longer kept.",
  messageFault: (part: string, message: string) => `${part} ${message}`,
  request: "Request",
  openRun: (webhook: string) => `Open the last run of the request by ${webhook}`,
  deliveryGone: "The request is no longer kept.",
  parameters: "Data of the event",
  copyParameters: "Copy the event's data",
  noParameters: "No event tells of what started it.",
  allPassages: "All passages of the workflow",
  notUpToDate: "The page is not up to date",
  notFoundTitle: "There is no such passage",
  notFoundText: "It may be no longer kept, or belong to another account.",
} as const;
