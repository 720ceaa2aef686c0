import type { PassageState } from "@/lib/vocabulary";
import { plural } from "./plural";
import { utcDay } from "./times";

export const PASSAGE_STATE_LABELS: Record<PassageState, string> = {
  waiting: "Under way",
  awaiting: "Waits for an answer",
  done: "Done",
  stopped: "Stopped",
  cancelled: "Cancelled",
};

export const PASSAGE_STATE_HINTS: Record<PassageState, string> = {
  waiting: "Goes on when the time or the event that it waits for is there.",
  awaiting: "Goes on when the request was answered, or when no attempt will follow.",
  done: "Went to the end of the workflow.",
  stopped: "A request failed, and the step says to stop then.",
  cancelled: "The contact is gone.",
};

export const OUTCOME_LABELS = {
  accepted: "Request accepted",
  pending: "Request pending",
  failed: "Request failed",
} as const;

/** What has gone through a workflow (S5.29, S5.30). */
export const passagesText = {
  title: "Passages",
  intro: "Each passage is one contact's way through the workflow.",
  keptFor: (days: number, since: string) =>
    `Passages are told of for ${days} days after their end, at present back to ${utcDay(since)}. The figures of the steps count for good.`,
  columns: { started: "Started", contact: "Contact", state: "State", step: "At step", ended: "Ended" },
  filters: { contact: "Contact", state: "State", step: "Has reached step", outcome: "Request" },
  contactPlaceholder: "Id or e-mail of a contact",
  allUnderWay: "Not ended",
  open: (contact: string) => `Open the passage of ${contact}`,
  contactGone: "Contact no longer known",
  none: "–",
  dueAt: "Goes on",
  emptyTitle: "Nobody went through yet",
  emptyText: "As soon as a contact meets what starts the workflow, its way is told here.",
  emptyDraft: "The workflow is a draft. Activate it to let contacts in.",
  toWorkflow: "Open the workflow",
  noMatch: "No passage matches these filters.",
  noneYet: "None of the newest passages matches these filters. Older ones may: go on to the next page.",
  onThisPage: (count: number) => `${plural(count, "passage", "passages")} on this page`,
  notUpToDate: "The list is not up to date",
} as const;
