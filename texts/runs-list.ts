import { plural } from "@/texts/plural";

/** *Runs in last 14 days*: the list of a webhook's runs, on its page and in a window. */
export const runsList = {
  label: "Runs",
  filter: "Which runs",
  filters: { all: "All", succeeded: "Successful", failed: "Failed" },
  empty: {
    all: "No run in the last 14 days.",
    succeeded: "No successful run in the last 14 days.",
    failed: "No failed run in the last 14 days.",
  },
  allTimesUtc: "All times are in UTC",
  notLoaded: "The runs could not be loaded",
  stale: "The list is not up to date",
  loadMore: "Load more",
  columns: {
    executed: "Executed (UTC)",
    event: "Event",
    attempt: "Attempt",
    duration: "Duration",
    result: "Result",
  },
  inspect: (executed: string) => `Inspect the run of ${executed} UTC`,
  sampleEvent: "Sample event",
  events: (count: number) => plural(count, "event", "events"),
  eventsOf: (type: string, count: number) => (count === 1 ? type : `${type} · ${count} events`),
  eventGone: "Event no longer kept",
  test: "Test",
  newRuns: (count: number, time: string) => `${plural(count, "new run", "new runs")} at ${time} UTC`,

  /** How the tries of one delivery ended or go on: "3 tries, delivered". */
  tries: (count: number, state: string) => `${plural(count, "try", "tries")}, ${state}`,
  nextAttempt: (when: string) => `next attempt ${when}`,
} as const;
