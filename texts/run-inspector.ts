import { plural } from "@/texts/plural";
import { RUN_REASON_TEXTS } from "@/texts/run-reasons";

/** One attempt in the drawer: what triggered it, what was sent, what came back, what happens next. */
export const runInspector = {
  title: "Run",
  titleOf: (webhook: string) => `Run of ${webhook}`,
  notLoaded: "The run could not be loaded",
  test: "Test",
  facts: (startedAt: string, attempt: number, duration: string) =>
    `${startedAt} UTC · attempt ${attempt} · ${duration}`,
  whatNext: "What happens next:",
  whatToDo: "What you can do:",
  acceptEvery2xx: "Accept every 2xx answer",
  acceptsEvery2xx: "From the next try on, every 2xx answer counts as success.",

  copyAsCurl: "Copy as cURL",
  copyBody: "Copy body",
  resend: "Resend",
  resent: "Sent again as a new delivery; it appears on top of the runs.",

  event: {
    title: "Event",
    gone: "The event is no longer kept.",
    whatHappened: "What happened",
    why: "Why",
    contact: "Contact",
    noContact: "No contact",
    contactId: (id: unknown) => `id ${id}`,
    namelessContact: "Without id and e-mail",
    happened: "Happened",
    accepted: "Accepted",
    eventId: "Event id",
    copyEventId: "Copy event id",
    producersId: "Producer's id",
    copyProducersId: "Copy producer's id",
  },

  batch: {
    title: (count: number) => `Request for ${plural(count, "event", "events")}`,
    label: "The events of the request",
  },

  request: {
    title: "Request",
    none: "No request left Tidings.",
    headers: "Request headers",
    body: "Request body",
    bodyNote: (size: string) =>
      `${size} · JSON is indented here and compact on the wire · secrets are masked`,
  },

  response: {
    title: "Response",
    none: "No answer arrived.",
    status: "Status",
    headers: "Response headers",
    emptyBody: "The body is empty.",
    body: "Response body",
    asBase64: "not UTF-8 text, shown as Base64",
    cutOff: "the answer was longer; only its beginning is kept (at most 16 KiB)",
  },

  attempts: {
    title: "Attempts",
    shownHere: "shown here",
    show: "Show",
    next: (when: string) => `next attempt ${when}`,
    /** "and 20 more: 18 × 503, 2 × Answer took too long". */
    counted: (counted: { outcome: string; runs: number }[]) =>
      `and ${counted.reduce((sum, { runs }) => sum + runs, 0).toLocaleString("en")} more: ${counted
        .map(({ outcome, runs }) => `${runs.toLocaleString("en")} × ${outcomeText(outcome)}`)
        .join(", ")}`,
    countedWhy: "Of many attempts, the first 10 and the last 20 are kept one by one.",
  },
} as const;

/** A status code as it is, a reason in words. */
const outcomeText = (outcome: string) =>
  Object.entries(RUN_REASON_TEXTS).find(([reason]) => reason === outcome)?.[1].title ?? outcome;
