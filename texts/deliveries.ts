import type { DeliveryRow } from "@/lib/deliveries/schema";
import type { DeliveryState } from "@/lib/vocabulary";
import { explainRun } from "./explain-run";
import { plural } from "./plural";
import { RUN_REASON_TEXTS } from "./run-reasons";
import { DELIVERY_STATE_WORDS } from "./statuses";
import { utcDateTime } from "./times";

/** The page *Deliveries*, and what other pages say about a delivery. */
export const deliveriesText = {
  title: "Deliveries",
  searchPlaceholder: "Id of a delivery or event",
  columns: {
    accepted: "Accepted",
    webhook: "Webhook",
    event: "Event",
    state: "State",
    attempts: "Attempts",
    next: "Next attempt",
    last: "Last result",
  },
  filters: { state: "State", webhook: "Webhook", reason: "Reason" },
  inspectRun: (time: string) => `Inspect the last run of the delivery accepted ${time} UTC`,
  openEvent: (time: string) => `Open the event of the delivery accepted ${time} UTC; it was never tried`,
  noContact: "No contact",
  eventGone: "Event no longer kept",
  resent: "Sent again",
  none: "–",
  onceActive: "Once the webhook is active",
  dueNow: "Due now",
  underWay: "Under way",
  cancelRequested: "Will be cancelled unless this attempt succeeds",
  resend: "Resend",
  resendOf: (webhook: string) => `Resend the delivery to ${webhook}`,
  cancel: "Cancel",
  cancelOf: (webhook: string) => `Cancel the delivery to ${webhook}`,
  cancelTitle: "Cancel this delivery?",
  cancelText: (webhook: string, event: string) =>
    `“${event}” will not be sent to “${webhook}” any more. It can be sent again later with Resend.`,
  cancelTextUnderWay: (webhook: string, event: string) =>
    `A request with “${event}” is on its way to “${webhook}” and can't be called back. If it succeeds, the delivery counts as delivered; if not, it is cancelled and not tried again.`,
  cancelConfirm: "Cancel delivery",
  cancelKeep: "Keep it",
  cancelled: "The delivery is cancelled.",
  cancelAsked: "The delivery is cancelled unless the attempt under way succeeds.",
  resendDone: "Sent again as a new delivery.",
  showNew: "Show it",
  openWebhook: "Open the webhook",
  emptyTitle: "No delivery yet",
  emptyText:
    "Each event that a webhook wants becomes a delivery: one event, owed to one webhook, until it arrives or is given up.",
  toEvents: "See the events",
  noMatch: "No delivery matches these filters.",
  noMatchSoFar: "No delivery matches so far.",
  waitingOrder: "Waiting deliveries stand in the order of their next attempts.",
  first: "First",
  following: "Following",
  onThisPage: (count: number) => `${plural(count, "delivery", "deliveries")} on this page`,
  searchedTo: (iso: string, waiting: boolean) =>
    waiting
      ? `Looked through what is due until ${utcDateTime(iso)} UTC; there may be more.`
      : `Looked back to ${utcDateTime(iso)} UTC; there may be more.`,
  notUpToDate: "The list is not up to date",
} as const;

/** "Waiting", "Given up". */
export const deliveryStateLabel = (state: DeliveryState) => {
  const word = DELIVERY_STATE_WORDS[state];
  return word.charAt(0).toUpperCase() + word.slice(1);
};

/** How the last attempt went: "Answered 200", "Host name not found"; why it was never tried. */
export function lastResultText({ lastRun, reason }: Pick<DeliveryRow, "lastRun" | "reason">): string {
  if (lastRun) {
    const { title } = explainRun(lastRun);
    const { verdict, statusCode } = lastRun;
    return verdict === "failed" && statusCode !== null && !title.includes(String(statusCode))
      ? `${title} (${statusCode})`
      : title;
  }
  return reason ? RUN_REASON_TEXTS[reason].title : deliveriesText.none;
}

/** Mail address and id, as far as they are known. */
export const contactText = ({
  contactId,
  contactEmail,
}: {
  contactId: string | null;
  contactEmail: string | null;
}) => contactEmail ?? (contactId === null ? deliveriesText.noContact : `id ${contactId}`);
