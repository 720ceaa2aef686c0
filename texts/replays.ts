import { OFFERED_MAX } from "@/lib/replays/preview-schema";
import type { ReplayRow } from "@/lib/replays/schema";
import type { ReplayState } from "@/lib/vocabulary";
import { aboutText } from "./durations";
import { plural } from "./plural";
import { utcDateTime } from "./times";

const figure = (count: number) => count.toLocaleString("en");
const deliveries = (count: number) => plural(count, "delivery", "deliveries");
const events = (count: number) => plural(count, "event", "events");
const to = (webhook: string | undefined) => (webhook === undefined ? "" : ` to “${webhook}”`);

/** Sending again what failed, what was missed, or a selection. */
export const replaysText = {
  resendFailed: "Resend failed…",
  replayMissed: "Replay what was missed…",
  titles: {
    failed: (webhook: string | undefined) => `Resend what failed${to(webhook)}`,
    missed: (webhook: string | undefined) => `Replay what was missed${to(webhook)}`,
  },
  about: {
    failed:
      "Sends every delivery again that was given up or discarded and has not arrived since. Each has the same id and content as before.",
    missed:
      "Sends events that are stored and that the webhook wants now, but that were never owed to it: it was not active, or did not exist yet.",
  },
  webhook: "Webhook",
  chooseWebhook: "Choose a webhook",
  range: "Which",
  ranges: {
    failed: [
      { value: "1h", label: "Ended in the last hour" },
      { value: "24h", label: "Ended in the last 24 hours" },
      { value: "7d", label: "Ended in the last 7 days" },
      { value: "14d", label: "Ended in the last 14 days" },
      { value: "all", label: "All that are kept" },
      { value: "exact", label: "From and until…" },
    ],
    missed: [
      { value: "stopped", label: "Since it was last not active" },
      { value: "1h", label: "Accepted in the last hour" },
      { value: "24h", label: "Accepted in the last 24 hours" },
      { value: "7d", label: "Accepted in the last 7 days" },
      { value: "14d", label: "Accepted in the last 14 days" },
      { value: "all", label: "All that are kept" },
      { value: "exact", label: "From and until…" },
    ],
  },
  since: "From (UTC)",
  until: "Until (UTC)",
  untilHint: "Empty means now",
  perSecond: "Per second",
  perSecondHint: (count: number, perSecond: number) =>
    count > 0
      ? `At this pace ${aboutText(Math.max(1, count / perSecond))} until all are queued`
      : "How many are queued each second, 1 to 1,000",
  counting: "Counting…",
  counted: {
    failed: (count: number) =>
      count === 0
        ? "Nothing failed here that has not arrived since."
        : `${deliveries(count)} will be sent again.`,
    missed: (count: number) => (count === 0 ? "Nothing was missed here." : `${events(count)} will be sent.`),
  },
  notCounted: "Not counted",
  notStarted: "Not started",
  chooseTimes: "Choose from when on.",
  start: "Start",
  started: (count: number) => `${deliveries(count)} will be sent in the background.`,
  notActive: "Only an active webhook can be sent something again. Activate it first.",

  /** Beside the notice that a webhook is active. */
  missedMeanwhile: (count: number) =>
    count >= OFFERED_MAX
      ? `${figure(OFFERED_MAX)} events or more were missed while it was not active.`
      : `${events(count)} ${count === 1 ? "was" : "were"} missed while it was not active.`,

  cards: "Sending again",
  card: {
    failed: (webhook: string) => `Resending to “${webhook}” what failed`,
    missed: (webhook: string) => `Replaying to “${webhook}” what it missed`,
    selected: (webhook: string) => `Resending a selection to “${webhook}”`,
  },
  between: ({ since, until }: Pick<ReplayRow, "since" | "until">) =>
    [since && `from ${utcDateTime(since)}`, until && `until ${utcDateTime(until)} UTC`]
      .filter(Boolean)
      .join(" "),
  states: { running: "Running", paused: "Paused", done: "Done", cancelled: "Cancelled" } satisfies Record<
    ReplayState,
    string
  >,
  pausedBecause: "Paused, because the webhook is not active",
  progress: ({ queued, total, skipped }: Pick<ReplayRow, "queued" | "total" | "skipped">) =>
    `${figure(queued)} of ${deliveries(total)} queued${skipped > 0 ? `, ${figure(skipped)} passed over` : ""}`,
  progressLabel: (webhook: string) => `Progress of the replay to ${webhook}`,
  startedBy: (who: string) => `started by ${who}`,
  pace: (perSecond: number) => `${figure(perSecond)} a second`,
  pause: "Pause",
  resume: "Resume",
  cancel: "Cancel",
  verbOf: (verb: string, webhook: string) => `${verb} the replay to ${webhook}`,
  cancelTitle: "Cancel this replay?",
  cancelText: ({ queued, total, skipped }: Pick<ReplayRow, "queued" | "total" | "skipped">) =>
    `${deliveries(Math.max(0, total - queued - skipped))} will not be queued any more. What is queued already is sent all the same.`,
  cancelConfirm: "Cancel replay",
  cancelKeep: "Keep it",
  stale: "The progress is not up to date",

  select: "Select",
  selectAll: "Select all on this page",
  selectOne: (webhook: string, time: string) => `Select the delivery to ${webhook} accepted ${time} UTC`,
  selected: (count: number) => `${figure(count)} selected`,
  resendSelected: "Resend selected",
  resendTitle: (count: number) => `Resend ${deliveries(count)}?`,
  resendText:
    "Each is sent again in the background as a new delivery with the same id and content, whether it arrived before or not.",
  refused: (webhook: string, detail: string) => `“${webhook}”: ${detail}`,
} as const;
