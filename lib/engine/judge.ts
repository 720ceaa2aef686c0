import type { DeliverySettings } from "@/db/shapes";
import type { RunReason, Verdict } from "@/lib/vocabulary";
import type { Outcome } from "./outcome";
import { gapAfter, readRetryAfter, runsFromAcceptance, windowEnd } from "./retry";

export interface Attempted {
  /** This attempt's number, from 1. */
  attempt: number;
  acceptedAt: number;
  firstAttemptAt: number;
  /** When the request left: gaps count from here. */
  startedAt: number;
  /** How late this and earlier attempts left through no fault of the receiver (ms). */
  lateMs: number;
}

export interface JudgingTime {
  now: number;
  /** By the wall clock, where that is another: a receiver's Retry-After may name a date. */
  wallNow?: number;
  /** RETRY_TIME_SCALE. */
  scale: number;
  random: () => number;
}

export type Rules = Pick<DeliverySettings, "success" | "retry" | "honourRetryAfter" | "suspendOnGone">;

export interface Judgement {
  verdict: Verdict;
  reason: RunReason | null;
  state: "delivered" | "pending" | "failed" | "discarded";
  nextAttemptAt: number | null;
  /** Our own network was down: the try is given back, and nothing is held against the endpoint. */
  uncharged: boolean;
  /** The endpoint said it is gone for good, and the webhook asks to be suspended then. */
  suspend: boolean;
}

/** How an attempt went, apart from what follows from it: also a test's judgement. */
export function judgeOutcome(
  outcome: Outcome,
  success: DeliverySettings["success"],
): { verdict: Verdict; reason: RunReason | null } {
  if (outcome.kind === "failed") return { verdict: "failed", reason: outcome.reason };
  const { statusCode } = outcome;
  const accepted = success === "200" ? statusCode === 200 : statusCode >= 200 && statusCode < 300;
  if (accepted) return { verdict: "succeeded", reason: null };
  if (statusCode >= 300 && statusCode < 400) return { verdict: "failed", reason: "redirect_not_followed" };
  if (statusCode === 410) return { verdict: "failed", reason: "gone" };
  return { verdict: "failed", reason: "status_not_accepted" };
}

/** What becomes of a delivery after an attempt. Pure: the same arguments give the same answer. */
export function judge(delivery: Attempted, rules: Rules, outcome: Outcome, time: JudgingTime): Judgement {
  const { verdict, reason } = judgeOutcome(outcome, rules.success);
  if (verdict === "succeeded") {
    return { verdict, reason, state: "delivered", nextAttemptAt: null, suspend: false, uncharged: false };
  }
  if (reason === "own_network_down") {
    const nextAttemptAt = time.now + Math.max(1_000, OWN_FAULT_MS * time.scale);
    return { verdict, reason, state: "pending", nextAttemptAt, suspend: false, uncharged: true };
  }
  const nextAttemptAt = nextAttempt(delivery, rules, outcome, time);
  if (reason === "gone" && rules.suspendOnGone) {
    // It stays owed: whoever resumes the webhook within the window gets it.
    const next = nextAttemptAt ?? time.now;
    return { verdict, reason, state: "pending", nextAttemptAt: next, suspend: true, uncharged: false };
  }
  const over = runsFromAcceptance(rules.retry) ? "discarded" : "failed";
  const state = nextAttemptAt === null ? over : "pending";
  return { verdict, reason, state, nextAttemptAt, suspend: false, uncharged: false };
}

/**
 * The deliveries of one request, which share its fate but age each on its own: those that may go on do so together,
 * at the same moment, since they share a batch and its bytes.
 */
export function judgeBatch(
  deliveries: Attempted[],
  rules: Rules,
  outcome: Outcome,
  time: JudgingTime,
): Judgement[] {
  const drawn = time.random();
  const judged = deliveries.map((delivery) =>
    judge(delivery, rules, outcome, { ...time, random: () => drawn }),
  );
  if (judged.length === 1) return judged;
  const waits = judged.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? []);
  const together = Math.min(...waits);
  return judged.map((one) => (one.nextAttemptAt === null ? one : { ...one, nextAttemptAt: together }));
}

/** How soon to look whether our own network is back; multiplied by RETRY_TIME_SCALE, at least a second. */
const OWN_FAULT_MS = 10_000;

/**
 * By schedule, or later if the receiver asks for it, but never beyond the delivery's window. Where waiting for the
 * receiver leaves less of the window than a schedule wants, the next try comes at its end.
 */
function nextAttempt(delivery: Attempted, rules: Rules, outcome: Outcome, time: JudgingTime): number | null {
  const gap = gapAfter(rules.retry, delivery.attempt, time.scale, time.random);
  if (gap === null) return null;
  const end = windowEnd(rules.retry, delivery, time.scale);
  const scheduled = delivery.startedAt + gap;
  if (scheduled > end) {
    if (rules.retry.kind === "interval") return null;
    // A try at the window's end leaves no earlier than it, however late its own delay moved that end.
    return Math.max(time.now, delivery.startedAt) < end ? end : null;
  }
  const honoured = rules.honourRetryAfter && (outcome.statusCode === 429 || outcome.statusCode === 503);
  const wish = honoured ? readRetryAfter(outcome.headers, time.wallNow ?? time.now, time.scale) : null;
  return wish === null ? scheduled : Math.max(scheduled, Math.min(time.now + wish, end));
}
