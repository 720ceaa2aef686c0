import type { Step, WaitFor } from "@/lib/workflows/definition";
import type { Rule } from "@/lib/workflows/rules-schema";
import type { Only, Trigger } from "@/lib/workflows/start-schema";
import { durationText } from "./durations";
import { plural } from "./plural";
import { triggerLabel } from "./triggers";

export const STEP_LABELS: Record<Step["type"], string> = {
  webhook: "Webhook",
  wait: "Wait",
  condition: "Condition",
  split: "Split",
  update_contact: "Update contact",
  group: "Group",
  message: "Send message",
  end: "End",
};

export const STEP_HINTS: Record<Step["type"], string> = {
  webhook: "Sends a request for the contact",
  wait: "Waits for a time, a date or an event",
  condition: "Asks, and goes one of two ways",
  split: "Shares contacts out at random",
  update_contact: "Writes into fields of the contact",
  group: "Adds the contact to a group, or takes it out",
  message: "Sends a mail to the contact, unless it must not be written to",
  end: "Contacts go no further",
};

/** What people call a step: its name, or its type. */
export const stepName = ({ name, type }: Pick<Step, "name" | "type">) => name.trim() || STEP_LABELS[type];

const days = (offset: number) =>
  offset === 0
    ? "on the day"
    : `${plural(Math.abs(offset), "day", "days")} ${offset < 0 ? "before" : "after"}`;

function waitText(wait: WaitFor): string {
  switch (wait.kind) {
    case "duration":
      return `For ${durationText(wait.seconds)}`;
    case "until":
      return `Until ${wait.at.slice(0, 16).replace("T", " ")} UTC`;
    case "time_of_day":
      return `Until it is ${wait.time} UTC`;
    case "contact_date":
      return `Until the contact's ${wait.field || "date"}, ${days(wait.offsetDays)}`;
    case "event":
      return `For “${triggerLabel(wait.eventType)}”, at most ${durationText(wait.withinSeconds)}`;
  }
}

const named = (name: string | undefined, none: string) => (name === undefined ? none : `“${name}”`);

export interface Names {
  webhook(id: string): string | undefined;
  group(id: number): string | undefined;
  segment(id: number): string | undefined;
  message(id: string): string | undefined;
  mailing(id: number): string | undefined;
}

/** What steps can name, of a data center. */
export interface Choices {
  webhooks: { id: string; name: string }[];
  groups: { id: number; name: string }[];
  segments: { id: number; name: string }[];
  messages: { id: string; name: string }[];
  mailings: { id: number; name: string }[];
}

export const namesOf = (choices: Partial<Choices>): Names => {
  const { webhooks = [], groups = [], segments = [], messages = [], mailings = [] } = choices;
  return {
    webhook: (id) => webhooks.find((each) => each.id === id)?.name,
    group: (id) => groups.find((each) => each.id === id)?.name,
    segment: (id) => segments.find((each) => each.id === id)?.name,
    message: (id) => messages.find((each) => each.id === id)?.name,
    mailing: (id) => mailings.find((each) => each.id === id)?.name,
  };
};

/** What a step does, in a few words. */
export function stepText(step: Step, names: Names): string {
  switch (step.type) {
    case "webhook":
      return names.webhook(step.webhookId) ?? "No webhook chosen yet";
    case "wait":
      return waitText(step.for);
    case "condition":
      return step.rules.length === 0
        ? "Asks nothing yet"
        : `${step.match === "all" ? "All" : "Any"} of ${plural(step.rules.length, "rule", "rules")}`;
    case "split":
      return step.branches.map(({ share }) => `${share} %`).join(" · ");
    case "update_contact":
      return step.values.map(({ property }) => property || "…").join(", ");
    case "group":
      return `${step.action === "add" ? "Add to" : "Take out of"} ${named(names.group(step.groupId), "a group not chosen yet")}`;
    case "message":
      return (step.messageId !== null && names.message(step.messageId)) || "No message chosen yet";
    case "end":
      return STEP_HINTS.end;
  }
}

function onlyText({ formId, surveyId, mailingId, linkUrl }: Only = {}, names: Names): string {
  const mailing = mailingId === undefined ? undefined : (names.mailing(mailingId) ?? String(mailingId));
  const said = [formId, surveyId, mailing, linkUrl].filter((text) => text !== undefined);
  return said.length === 0 ? "" : `: ${said.join(", ")}`;
}

export function triggerText(trigger: Trigger | null, names: Names): string {
  switch (trigger?.type) {
    case undefined:
      return "Not chosen yet";
    case "event":
      return `${triggerLabel(trigger.eventType)}${onlyText(trigger.only, names)}`;
    case "group_added":
      return `Added to ${named(names.group(trigger.groupId), "a group not chosen yet")}`;
    case "segment_met":
      return `Comes to meet ${named(names.segment(trigger.segmentId), "a segment not chosen yet")}`;
    case "contact_date":
      return `The contact's ${trigger.field || "date"}, ${days(trigger.offsetDays)}${trigger.yearly ? ", every year" : ""}`;
    case "consent_expired":
      return "Consent expired";
    case "consent_expiring":
      return `Consent expires in ${plural(trigger.days, "day", "days")}`;
  }
}

/** The name of a way out of a step. */
export function wayText(step: Step, branch: string): string {
  if (step.type === "split") return `${step.branches[Number(branch)]?.share ?? 0} %`;
  if (branch === "yes") return "Yes";
  if (branch === "no") return "No";
  if (branch === "failed") return "If the request fails";
  if (branch === "timedOut") return "If it does not happen";
  return step.type === "webhook" ? "If it is accepted" : "If it happens";
}

export const OPERATOR_LABELS: Record<Extract<Rule, { kind: "value" }>["operator"], string> = {
  is: "is",
  is_not: "is not",
  contains: "contains",
  starts_with: "starts with",
  greater: "is greater than",
  less: "is less than",
  is_set: "is set",
  is_not_set: "is not set",
};

/** The page of one workflow: its canvas, and the settings beside it (S4.9 to S4.13, S5.19). */
export const canvas = {
  actions: "Actions",
  actionsHint: "Adds a step behind the chosen one, or at the end.",
  canvas: "Canvas",
  outline: "Outline",
  views: "Show the steps as",
  starts: "Starts on",
  end: "End of the workflow",
  addHere: "Add a step here",
  addBefore: (name: string) => `Add a step before ${name}`,
  addAtEnd: (where: string) => `Add a step at the end of ${where}`,
  workflow: "the workflow",
  passes: (passes: number) => plural(passes, "pass", "passes"),
  passesOf: (name: string) => `through ${name}`,
  figures: "Statistics of the step",
  figure: {
    contacts: "Unique contacts",
    accepted: "Accepted",
    pending: "Pending",
    failed: "Failed",
    conversions: "Conversions",
  },
  figureHints: {
    contacts: "reached the step",
    accepted: "requests were accepted",
    pending: "are tried again",
    failed: "no attempt will follow",
    conversions: "accepted while the step counted as conversion",
  },
  messageFigure: { accepted: "Sent", pending: "Pending", failed: "Failed", skipped: "Passed over" },
  messageHints: {
    accepted: "the mail server has taken them",
    pending: "wait to leave, or for the next try",
    failed: "will not be tried again",
    skipped: "must not be written to",
  },
  figureOf: (figure: string, name: string) => `${figure} of ${name}`,
  problems: (count: number) => plural(count, "thing to do", "things to do"),
  undo: "Undo",
  redo: "Redo",
  saveDraft: "Save draft",
  activate: "Activate",
  publish: "Publish the draft",
  more: "More",
  saved: "The draft is saved.",
  unsaved: "Not saved yet",
  activated: (name: string) => `“${name}” is active.`,
  notSaved: "The draft was not saved",
  notActivated: "The workflow was not activated",
  reload: "Reload",
  notReloaded: "The workflow was not reloaded",
  conflict:
    "Reloading puts their draft in place of yours: what you changed since you last saved is lost, unless you bring it back with Undo.",
  differs:
    "The draft differs from what is published: contacts go by the published steps until the draft is published.",
  archivedNotice: "The workflow is archived: it can be read, and duplicated to go on with a new one.",
  todo: "Before it can be activated",
  settings: "Settings",
  chooseStep: "Choose a step to see its settings.",

  workflowTitle: "Workflow",
  workflowSteps: "The list of steps",
  contact: "The step",
  rules: "The list of rules",
  branches: "The shares",
  setting: "A setting",

  name: "Name of the step",
  moveUp: "Move up",
  moveDown: "Move down",
  duplicate: "Duplicate step",
  delete: "Delete step",
  added: (label: string) => `${label} added.`,

  triggerType: "What starts it",
  startKinds: {
    form_submitted: "Form submitted",
    profile_updated: "Profile updated by form",
    group_added: "Contact added to a group",
    segment_met: "Segment criteria met",
    mail_opened: "E-mail opened",
    link_clicked: "Link clicked",
    survey_answered: "Survey answered",
    contact_date: "Contact's date reached",
    consent_expired: "Consent expired",
    consent_expiring: "Consent about to expire",
    custom: "Custom event",
    event: "Any event",
  },
  formId: "Form ID",
  surveyId: "Survey ID",
  mailing: "Mailing",
  anyMailing: "Any mailing",
  noMailings: "The data center has no mailings yet.",
  linkUrl: "Link",
  emptyForAny: "Leave it empty for any.",
  includeMeeting: "Also contacts that meet the criteria already",
  includeExpired: "Also contacts whose consent has expired already",
  includeExpiring: "Also contacts whose consent is about to expire already",
  includeHint: "They start when the workflow is published.",
  yearly: "Every year",
  yearlyHint: "As for birthdays. To let a contact through each year, choose Every time below.",
  daysBefore: "Days before it expires",
  eventType: "Event",
  ownEvent: "Name of the event",
  ownEventHint: "Of a platform's own events, such as custom.order",
  ownEventOption: "An event of your own",
  choose: "Choose",
  group: "Group",
  segment: "Segment",
  noGroups: "The data center has no groups yet.",
  noSegments: "The data center has no segments yet.",
  dateField: "Field with the date",
  dateFieldHint: "The name of the contact's field, such as Birthday",
  offset: "Days after the date",
  offsetHint: "Negative for days before it",
  time: "Time of day (UTC)",
  timeHint: "Such as 09:00",
  reentry: "The same contact goes through",
  reentries: { once: "Once", always: "Every time", after: "Again after some time" },
  reentryAfter: "Again after",

  webhook: "Webhook",
  noWebhooks: "The data center has no webhooks for workflows yet. Create one.",
  createWebhook: "Create webhook",
  webhookFor: (workflow: string, step: number) => `${workflow} · step ${step}`.slice(0, 200),
  manageWebhooks: "Manage webhooks",
  contactHint:
    "One of the three is enough. Expressions over contact, event and answers are filled in for each contact.",
  contactId: "Contact ID",
  phone: "Phone",
  contactEmail: "Contact Email",
  waitForAnswer: "Wait for the answer",
  waitForAnswerHint:
    "The contact goes on when the request was answered. Answers to data requests can be used then.",
  conversion: "Count as conversion",
  conversionHint: "Each request of this step that is accepted is a conversion of the workflow.",
  onFailure: "If the request fails",
  onFailures: { continue: "Continue", branch: "Take the error branch", stop: "Stop" },
  mapping: "Save values of the answer",
  mappingHint: "An expression over the answer, and the field of the contact that it is written into.",
  pickFromAnswer: "Choose from a test answer",
  picked: (expression: string) => `${expression} is saved to the contact. Check the name of the field.`,
  value: "Value",
  property: "Field of the contact",
  addValue: "Add value",
  removeValue: (index: number) => `Remove value ${index}`,

  message: "Message",
  noMessages: "The data center has no messages yet. Create one.",
  createMessage: "Create email",
  openMessage: "Open message",
  messageHint:
    "Contacts who opted out, whose consent has expired or whose address is blocked are passed over and go on; their passage says why.",

  waitFor: "Wait",
  waits: {
    duration: "For some time",
    until: "Until a moment",
    time_of_day: "Until a time of day",
    contact_date: "Until a date of the contact",
    event: "For an event",
  },
  duration: "How long",
  within: "At most",
  units: { minutes: "Minutes", hours: "Hours", days: "Days", seconds: "Seconds" },
  unit: (label: string) => `${label}: unit`,
  at: "Moment (UTC)",
  atHint: "Such as 2027-01-31T09:00:00Z",

  match: "Contacts go the way Yes if",
  matchEvent: "Only if",
  matches: { all: "All of these are true", any: "One of these is true" },
  rule: (index: number) => `Rule ${index}`,
  ruleKind: "What is asked",
  ruleKinds: { value: "A value", segment: "A segment", group: "A group" },
  operator: "Comparison",
  compareTo: "Compared to",
  membership: "Membership",
  memberships: { yes: "Belongs to it", no: "Does not belong to it" },
  addRule: "Add rule",
  removeRule: (index: number) => `Remove rule ${index}`,

  share: (index: number) => `Share of branch ${index} (%)`,
  addBranch: "Add branch",
  removeBranch: "Remove the last branch",
  removeBranchHint: "The last branch has steps; delete them first.",
  groupAction: "What to do",
  groupActions: { add: "Add to the group", remove: "Take out of the group" },
} as const;
