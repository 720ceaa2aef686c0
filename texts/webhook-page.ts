import type { WebhookTab } from "@/lib/paths";
import type { Percentile } from "@/lib/runs/percentile";
import type { WebhookKind, WebhookStatus } from "@/lib/vocabulary";
import { millisecondsText } from "@/texts/durations";
import { plural } from "@/texts/plural";
import { webhookSignature } from "@/texts/webhook-signature";

/** The page of one webhook and its tabs. */
export const webhookPage = {
  tabs: {
    overview: "Overview",
    runs: "Runs",
    settings: "Settings",
    signature: "Signature",
    activity: "Activity",
  } satisfies Record<WebhookTab, string>,
  tabsOf: (label: string) => `Pages of ${label}`,
  title: (label: string, tab: string) => `${label} · ${tab}`,

  sendTest: "Send test",
  verify: "Verify",
  activate: "Activate",
  deactivate: "Deactivate",
  deletedTitle: "This webhook is deleted",
  deletedText:
    "It can only be read: its credentials and its signing keys have been erased, and nothing is sent any more.",
  notFoundTitle: "There is no such webhook",
  notFoundText: "The address is not right, or the webhook belongs to another account.",
  allWebhooks: "All webhooks",

  /** The banner on a page that shows an older state. */
  changedBy: (who: string) => (who ? `Changed by ${who}` : "Changed"),
  statusIsNow: (status: string) => `Its status is now ${status}`,
  showPresent: "Show it as it is now",

  suspended: {
    title: "Suspended by Tidings",
    meanwhile: "Nothing is sent; events go on being kept for it, as long as their time windows allow.",
    lastError: "Last error:",
    probed: "Tidings tries one delivery by itself and resumes the webhook if it succeeds. Next try:",
    resume: "Activate again",
    forMember: "An administrator of the account can activate it again.",
  },

  overview: {
    title: "Overview",
    health: "Health",
    healthy: "Healthy: the last run was successful",
    waitsFor: {
      event: "Active, waiting for its first event",
      workflow: "Ready: no step of a workflow has sent it yet",
    } satisfies Record<WebhookKind, string>,
    lastRunsFailed: (count: number) =>
      count === 1 ? "The last run failed" : `The last ${count.toLocaleString("en")} runs failed`,
    resting: {
      created: "Not activated yet: nothing is sent.",
      inactive: "Inactive: nothing is sent until it is activated.",
      suspended: "Suspended: nothing is sent until it is activated again.",
      deleted: "Deleted: nothing is sent any more.",
    } satisfies Record<Exclude<WebhookStatus, "active">, string>,
    lastRun: "Last run",
    last14Days: "Last 14 days",
    successful: "Successful runs",
    successfulLink: (count: number) => plural(count, "successful run", "successful runs"),
    failed: "Failed runs",
    failedLink: (count: number) => plural(count, "failed run", "failed runs"),
    lost: "Lost events",
    lostLink: (count: number) => plural(count, "lost event", "lost events"),
    lostHint: "No further try will be made",
    answerTime: "Answer time",
    answerTimeHint: (p95: string) => `95 of 100 answers within ${p95}`,
    answerTimeBeyond: (bound: string) => `5 of 100 answers take more than ${bound}`,
    median: "median",
    noAnswer: "No run yet",
    waiting: "Waiting",
    waitingLink: (count: number) => plural(count, "waiting delivery", "waiting deliveries"),
    nothingWaits: "Nothing is waiting",
    oldest: "Oldest",
    nextTry: "next try",
    noTry: "no try while it is not active",
    chartTitle: "Runs by day (UTC)",
    chartEmpty: "No run in the last 14 days.",
    chartSucceeded: "Successful",
    chartFailed: "Failed",
    day: "Day (UTC)",
    lastError: "Last failed run",
    whatHappened: "What happened:",
    whatNext: "What happens next:",
    whatToDo: "What you can do:",
    showRun: "Show request and response",
    newTitle: "No run yet",
    newText: {
      active:
        "It is active: the next matching event is sent at once. Send a test to see now whether the endpoint accepts it.",
      other:
        "Send a test to see whether the endpoint accepts its requests, then activate it. Tests are marked and never counted.",
    },
    newInWorkflows:
      "A step of a workflow decides when it is sent. Its runs and answer times will stand here.",
    newForMember: "An administrator of the account can send a test.",
    stale: "The numbers are not up to date",
  },

  runs: { title: "Runs in last 14 days" },

  signature: webhookSignature,

  activity: {
    title: "Activity",
    empty: "Nothing is recorded about this webhook yet.",
    hint: "What people and programs did with this webhook, newest first. Its runs are not among it.",
    all: "Show in the audit log",
  },

  duplicated: (label: string) =>
    `“${label}” is made as a copy that is not active yet, with the same settings and credentials.`,
  duplicate: "Duplicate",
} as const;

/** "120 ms", or what is known of a time in the open class: "more than 20 s". */
export const percentileText = (percentile: Percentile) =>
  "ms" in percentile
    ? millisecondsText(percentile.ms)
    : `more than ${millisecondsText(percentile.moreThanMs)}`;
