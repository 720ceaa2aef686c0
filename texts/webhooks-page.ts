import { plural } from "@/texts/plural";

/** The table of webhooks; its columns are S1's, word for word (S1.8). */
export const webhooksPage = {
  title: "Webhooks",
  columns: {
    webhook: "Webhook",
    dataCenter: "Data center",
    trigger: "Trigger",
    payload: "Payload",
    succeeded: "Successful runs in last 14 days",
    failed: "Failed runs in last 14 days",
    status: "Status",
  },
  kind: "Which webhooks",
  /** The two lists, as the page calls them (screens 4.3). */
  kinds: { event: "On events", workflow: "In workflows" },
  usedIn: (workflows: number) =>
    workflows === 0 ? "Not used yet" : `Used in ${plural(workflows, "workflow", "workflows")}`,
  workflowColumns: {
    webhook: "Webhook",
    trigger: "Trigger",
    method: "Method",
    url: "URL",
    dataCenter: "Data center",
    profile: "Profile",
    lastChange: "Last change",
  },
  workflowSorts: { updatedAt: "Last change", label: "Webhook" },
  sorts: {
    label: "Webhook",
    succeeded: "Successful runs",
    failed: "Failed runs",
    status: "Status",
    createdAt: "Newest first",
  },
  create: "Create a webhook",
  used: (used: number, limit: number) => `${used} of ${limit} used`,
  makeRoom: (used: number) =>
    used > 0 ? "Delete an inactive webhook to make room" : "The limit has to be raised first",
  emptyTitle: "No webhook yet",
  emptyText:
    "A webhook sends a JSON message to another system as soon as something happens to a contact in a data center.",
  emptyCatalogue: "See what can be sent in the event catalogue",
  emptyForMember: "An administrator of the account can create one.",
  workflowEmptyTitle: "No webhook in workflows yet",
  workflowEmptyText:
    "A step of a workflow sends it: a data request asks another system for values, a scenario notification tells it about the contact.",
  workflowEmptyApi: "They can be made by API too",
  searchPlaceholder: "Label or URL",
  preview: "Preview",
  previewOf: (label: string) => `Preview payload of ${label}`,
  runsOf: (count: string, label: string) => `${count} of ${label}`,
  successfulRuns: (count: number) => plural(count, "successful run", "successful runs"),
  failedRuns: (count: number) => plural(count, "failed run", "failed runs"),
  lastRunsFailed: (count: number) =>
    count === 1 ? "Last run failed" : `Last ${count.toLocaleString("en")} runs failed`,
  /** A failed run is not yet a lost event. */
  failedExplained: (failed: number, lost: number) =>
    failed === 0
      ? "No run has failed."
      : lost === 0
        ? "No event is lost: each was delivered by a later try or is still being tried."
        : `${lost.toLocaleString("en")} of them ${lost === 1 ? "is a lost event" : "are lost events"}: no further try will be made.`,
  webhooks: (count: number) => plural(count, "webhook", "webhooks"),
  found: (what: string) => `${what} found`,
  noMatch: "No webhook matches these filters.",

  /** The picture of what a webhook does, in four steps. */
  flow: {
    contactChanges: "A contact changes",
    triggerFires: "The trigger fires",
    requestSent: "Tidings sends a POST",
    systemActs: "Your system acts",
    separator: ", then: ",
  },

  /** What is missing on the free plan, and whom to ask (S1.4). */
  plan: {
    title: "Webhooks need a paid plan",
    text: "Your account is on the free plan. Webhooks tell other systems at once when something happens to a contact, for example when it becomes a member of a persona.",
    nothingDelivered: "Nothing is delivered while the account is on the free plan.",
    eventsRefused: "Events posted to the API are refused, not kept.",
    upgrade: "To upgrade, contact Tidings Sales.",
  },
} as const;
