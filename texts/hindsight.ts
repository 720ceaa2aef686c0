import { plural } from "./plural";
import { utcDateTime } from "./times";

/** *What would have happened*: what stands in the form, judged against events that happened already. */
export const hindsight = {
  title: "What would have happened",
  intro: "The form as it stands, against the newest events. Nothing is sent or kept.",
  notYet: "Choose a data center and a trigger to see which of the last events would have been sent.",
  incomplete: "Complete the trigger first; then this shows which of the last events it would have taken.",
  notTold: "It can't be told yet:",
  failed: "The last events could not be looked at",
  again: "Look again",
  /** A draft that is not active is judged as if it were, or nobody could see anything. */
  asIfActive: "Told as if it were active. As the form stands, nothing is sent until it is activated.",

  tally: (trigger: string, matched: number, looked: number) =>
    looked === 0
      ? `${trigger}: none is stored yet`
      : `${trigger}: ${matched === looked ? "all" : matched} of the last ${looked} would have been sent`,
  searchedTo: (iso: string) =>
    `Looked back to ${utcDateTime(iso)} UTC; before that, other data centers' events are too many to look through.`,

  filter: "Which events",
  filters: {
    all: (count: number) => `All ${count}`,
    sent: (count: number) => `Sent ${count}`,
    notSent: (count: number) => `Not sent ${count}`,
  },
  list: "The last events",
  noneSent: "None of the last events would have been sent.",
  everySent: "Each of these events would have been sent.",

  sent: "Would have been sent",
  notSent: (reason: string) => `Not sent: it ${reason}`,
  contactId: (id: string) => `contact ${id}`,
  nobody: "no contact",
  sample: "kept as a sample",
  sampleHint: "The event itself is no longer kept; the newest of each type stay as samples.",
  openEvent: "Open the event",

  others: (count: number) => plural(count, "event of another type", "events of other types"),
  othersNote: "not sent",

  emptyTitle: (dataCenter: string) => `No event of ${dataCenter} is stored yet.`,
  emptyText: "Post one, then look again. This command posts one:",

  request: "The request it would have made",
  requestAnyway: "The request it would have made, had the trigger taken it",
  requestFailed: "The request can't be shown",
  inOneRequest: (max: number) =>
    `Up to ${max} events go in one request; here is the list with this event alone.`,
  noUrl: "No URL yet.",
  refusedUrl: "No request would leave for this URL:",
} as const;

/** What stands where a request that is only looked at has no signature. */
export const UNSIGNED = {
  id: "‹id of the delivery›",
  timestamp: "‹seconds since 1970, when it is sent›",
  signature: "‹made when it is sent›",
};
