import type { RetryRule } from "@/db/shapes";

/**
 * When a delivery is tried again. Pure: randomness and RETRY_TIME_SCALE are arguments. `interval` comes with
 * event streams; until then no webhook can have it.
 */

/** How many attempts the rule allows in all. */
export const triesOf = (rule: RetryRule): number =>
  rule.kind === "schedule" ? 1 + rule.delaysSeconds.length : 1;

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
  if (rule.kind !== "schedule") return null;
  const delay = rule.delaysSeconds[attempt - 1];
  return delay === undefined ? null : Math.ceil(delay * 1_000 * scale * (1 + rule.jitter * random()));
}

/** How long after its first attempt a delivery may still be tried: the sum of the gaps and their jitter, in ms. */
export const windowMs = (rule: RetryRule, scale: number): number =>
  rule.kind === "schedule"
    ? rule.delaysSeconds.reduce((sum, delay) => sum + Math.ceil(delay * 1_000 * scale * (1 + rule.jitter)), 0)
    : 0;

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
