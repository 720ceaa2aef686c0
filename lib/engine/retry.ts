import type { RetryRule } from "@/db/shapes";

/** When a delivery is tried again. Pure: randomness and RETRY_TIME_SCALE are arguments. */

/** How many attempts the rule allows in all; an interval has as many as fit into its window. */
export const triesOf = (rule: RetryRule): number => {
  if (rule.kind === "schedule") return 1 + rule.delaysSeconds.length;
  return rule.kind === "interval" ? Number.POSITIVE_INFINITY : 1;
};

/**
 * The gap from the start of attempt number `attempt` (from 1) to the start of the next, in ms. Jitter only adds.
 * @returns null when no further try is left
 */
export function gapAfter(
  rule: RetryRule,
  attempt: number,
  scale: number,
  random: () => number,
): number | null {
  if (rule.kind === "none") return null;
  if (rule.kind === "interval") return Math.ceil(rule.everySeconds * 1_000 * scale);
  const delay = rule.delaysSeconds[attempt - 1];
  return delay === undefined ? null : Math.ceil(delay * 1_000 * scale * (1 + rule.jitter * random()));
}

const HOUR_MS = 3_600_000;

/** How long a delivery may still be tried (ms): of a schedule the sum of its gaps and their jitter. */
export function windowMs(rule: RetryRule, scale: number): number {
  if (rule.kind === "none") return 0;
  if (rule.kind === "interval") return Math.ceil(rule.untilHours * HOUR_MS * scale);
  return rule.delaysSeconds.reduce(
    (sum, delay) => sum + Math.ceil(delay * 1_000 * scale * (1 + rule.jitter)),
    0,
  );
}

/** Whether the rule's window runs from acceptance: then what passes it is *discarded*, tried or not (S2.33). */
export const runsFromAcceptance = (rule: RetryRule): boolean =>
  rule.kind === "interval" && rule.from === "accepted";

/**
 * The last moment at which a delivery may be tried. A schedule has a number of tries, so what we are late by is
 * added; an interval is over at its hour, whoever was late.
 */
export function windowEnd(
  rule: RetryRule,
  delivery: { acceptedAt: number; firstAttemptAt: number; lateMs: number },
  scale: number,
): number {
  const window = windowMs(rule, scale);
  if (rule.kind !== "interval") return delivery.firstAttemptAt + delivery.lateMs + window;
  return (rule.from === "accepted" ? delivery.acceptedAt : delivery.firstAttemptAt) + window;
}

/**
 * A receiver's wish to wait (RFC 9110, 10.2.3): whole seconds or an HTTP date.
 * @returns milliseconds from `now`, or null if there is no wish or it can't be understood
 */
export function readRetryAfter(headers: [string, string][], now: number, scale: number): number | null {
  const value = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1].trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Math.ceil(Number(value) * 1_000 * scale);
  if (!HTTP_DATE.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.ceil(Math.max(0, date - now) * scale);
}

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
