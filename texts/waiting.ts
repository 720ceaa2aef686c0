import { aboutText } from "./durations";
import { plural } from "./plural";

/** What waits for a webhook, for how long still, and why (S1.45, S2.34). */
export const waitingTexts = {
  /** "4,120 waiting, drains in about 12 min". */
  waiting: (count: number) => `${count.toLocaleString("en")} waiting`,
  drains: (seconds: number) =>
    seconds < 60 ? "drains within a minute" : `drains in about ${aboutText(seconds)}`,
  held: "held until the endpoint answers",
  nextProbe: (when: string) => `the next probe at ${when}`,
  probing: "a probe is under way",
  slowed: (requests: number) =>
    `slowed down to ${plural(requests, "request", "requests")} at once, since the endpoint answers 429, 502, 503 or 504, or too late`,
  slowedShort: (requests: number) => `slowed down to ${plural(requests, "request", "requests")} at once`,
  recalculated: (count: number, more: boolean) =>
    `${count.toLocaleString("en")}${more ? "+" : ""} events wait because of a recalculation`,
  recalculatedWhy:
    "A threshold, a stage or a rule was changed: memberships are computed anew, and many contacts pass or leave at once. Nothing is lost; the events are sent one after another. If they come too fast for the endpoint, lower Concurrent requests under Delivery.",
} as const;

interface Outlook {
  drainsInSeconds: number | null;
  slowedTo: number | null;
}

/** The list's row: "4,120 waiting, drains in about 12 min", or why nobody can tell. */
export function waitingInShort(count: number, outlook: Outlook & { heldSince: number | null }): string {
  const { drainsInSeconds, heldSince, slowedTo } = outlook;
  return [
    waitingTexts.waiting(count),
    heldSince !== null && waitingTexts.held,
    drainsInSeconds !== null && waitingTexts.drains(drainsInSeconds),
    slowedTo !== null && waitingTexts.slowedShort(slowedTo),
  ]
    .filter((part) => part !== false)
    .join(", ");
}

/** The page's line; `probeAt` in words, null while the probe is under way. */
export function waitingInWords(
  count: number,
  outlook: Outlook & { held: { probeAt: string | null } | null },
): string {
  const { drainsInSeconds, held, slowedTo } = outlook;
  const { probing, nextProbe } = waitingTexts;
  const parts = [
    held && `${waitingTexts.held}; ${held.probeAt === null ? probing : nextProbe(held.probeAt)}`,
    drainsInSeconds !== null && waitingTexts.drains(drainsInSeconds),
    slowedTo !== null && waitingTexts.slowed(slowedTo),
  ].filter((part) => typeof part === "string");
  return `${[waitingTexts.waiting(count), ...parts].join(", ")}.`;
}
