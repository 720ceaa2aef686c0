import type { Outcome } from "./outcome";

/**
 * How many requests at once an endpoint gets while it struggles: 429, 502, 503, 504 and time-outs take a tenth of
 * them away, down to one; each success gives some back. So a few bad answers among many change nothing, and an
 * endpoint that is down is soon asked by one request at a time, then ever more seldom, at least once a second.
 */
export interface Pace {
  /** Requests at once; null where nothing slows the endpoint. */
  limit: number | null;
  /** Struggling answers one after another while there was only one request at a time. */
  alone: number;
}

export const FREE: Pace = { limit: null, alone: 0 };

const LESS = 0.9;
const MORE = 1.02;
const MORE_AT_LEAST = 0.1;

export function nextPace({ limit, alone }: Pace, outcome: Outcome, concurrency: number): Pace {
  const present = Math.min(limit ?? concurrency, concurrency);
  if (struggles(outcome)) {
    const less = Math.max(1, present * LESS);
    return { limit: less, alone: present === 1 ? alone + 1 : 0 };
  }
  if (limit === null || outcome.kind === "failed") return { limit, alone: 0 };
  const more = Math.max(present * MORE, present + MORE_AT_LEAST);
  return more >= concurrency ? FREE : { limit: more, alone: 0 };
}

/** How long to pause before the next request (ms). */
export const pauseOf = ({ alone }: Pace): number =>
  alone < PATIENCE ? 0 : Math.min(LONGEST_PAUSE_MS, 10 * 2 ** Math.floor(alone / PATIENCE - 1));

/** So many bad answers in a row before there is a pause, and before it doubles. */
const PATIENCE = 100;
const LONGEST_PAUSE_MS = 1_000;

/** The endpoint, or what stands before it, says or shows that it is asked too much. */
function struggles(outcome: Outcome): boolean {
  if (outcome.kind === "answered") return STRUGGLING.has(outcome.statusCode);
  return outcome.reason === "deadline_exceeded" || outcome.reason === "connect_timeout";
}

const STRUGGLING = new Set([429, 502, 503, 504]);
