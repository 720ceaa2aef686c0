import type { WorkflowStatus } from "@/lib/vocabulary";
import { plural } from "./plural";
import { triggerLabel } from "./triggers";

export const WORKFLOW_STATUS_LABELS: Record<WorkflowStatus, string> = {
  draft: "Draft",
  active: "Active",
  paused: "Paused",
  archived: "Archived",
};

export const WORKFLOW_STATUS_HINTS: Record<WorkflowStatus, string> = {
  draft: "Saved but never activated. Nobody goes through it yet.",
  active: "Contacts go in as soon as they meet what starts it.",
  paused: "Nobody goes in, and whoever is under way waits until it is resumed.",
  archived: "Closed for good. Whoever was under way goes on to the end; what happened stays readable.",
};

const STARTS: Record<string, string> = {
  group_added: "Added to a group",
  segment_met: "Segment criteria met",
  contact_date: "Contact's date reached",
  consent_expired: "Consent expired",
  consent_expiring: "Consent about to expire",
};

/** What a workflow starts on: a kind of trigger, or an event type. */
export const startText = (trigger: string | null) =>
  trigger === null ? "Not chosen yet" : (STARTS[trigger] ?? triggerLabel(trigger));

/** The page *Automation » Workflows* (S4.8, S5.10). */
export const workflows = {
  title: "Workflows",
  intro:
    "A workflow leads a contact through steps: it waits, decides, and sends webhooks as soon as the contact reaches them.",
  new: "New workflow",
  count: (total: number) => plural(total, "workflow", "workflows"),
  filter: "Status",
  open: (name: string) => `Open ${name}`,
  columns: {
    name: "Workflow",
    status: "Status",
    dataCenter: "Data center",
    trigger: "Starts on",
    passages: "Passages",
    underWay: "Under way",
    failed: "Failed requests",
    conversions: "Conversions",
    changed: "Last change",
  },
  emptyTitle: "No workflow yet",
  emptyText:
    "Start with what happens to a contact, such as a new subscription, and add the steps that follow it.",
  emptyForMember: "An administrator of the account can create one.",

  name: "Name",
  dataCenter: "Data center",
  dataCenterPlaceholder: "Choose a data center",
  dataCenterHint: "Contacts, groups and webhooks of the workflow are of this data center.",
  dataCenterMissing: "Data center is missing. Choose one.",
  create: "Create workflow",
  notCreated: "The workflow was not created",

  rename: "Rename",
  renameTitle: (name: string) => `Rename “${name}”`,
  renamed: (name: string) => `The workflow is called “${name}” now.`,
  notRenamed: "The workflow was not renamed",
  duplicate: "Duplicate",
  duplicateTitle: (name: string) => `Duplicate “${name}”`,
  copyOf: (name: string) => `${name} (copy)`,
  duplicated: (name: string) => `“${name}” is created as a draft.`,
  notDuplicated: "The workflow was not duplicated",
  pause: "Pause",
  paused: (name: string) => `“${name}” is paused.`,
  resume: "Resume",
  resumed: (name: string) => `“${name}” is active again.`,
  archive: "Archive",
  archiveTitle: (name: string) => `Archive “${name}”?`,
  archiveText:
    "Nobody goes in any more, for good; whoever is under way goes on to the end. Passages stay readable. To start it again, duplicate it.",
  archived: (name: string) => `“${name}” is archived.`,
  delete: "Delete",
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText: "The draft and its steps are deleted. This action cannot be reverted.",
  deleted: (name: string) => `“${name}” is deleted.`,

  off: {
    title: "Automation is not part of your plan",
    steps: "Workflows lead contacts through steps, and send webhooks on their way.",
    webhooks: "Webhooks on events work without them.",
    goOn: "Go to the webhooks",
  },

  notFoundTitle: "There is no such workflow",
  notFoundText: "It may have been deleted, or belong to another account.",
  all: "All workflows",
} as const;
