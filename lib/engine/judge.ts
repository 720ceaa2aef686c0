import type { DeliverySettings } from "@/db/shapes";
import type { RunReason, Verdict } from "@/lib/vocabulary";
import type { Outcome } from "./outcome";
import { gapAfter, readRetryAfter, windowMs } from "./retry";

export interface Attempted {
  /** This attempt's number, from 1. */
  attempt: number;
  firstAttemptAt: number;
  /** When the request left: gaps count from here. */
  startedAt: number;
  /** How late this and earlier attempts left through no fault of the receiver (ms). */
  lateMs: number;
}

export type Rules = Pick<DeliverySettings, "success" | "retry" | "honourRetryAfter" | "suspendOnGone">;

export interface Judgement {
  verdict: Verdict;
  reason: RunReason | null;
  state: "delivered" | "pending" | "failed";
  nextAttemptAt: number | null;
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
export function judge(
  delivery: Attempted,
  rules: Rules,
  outcome: Outcome,
  time: { now: number; scale: number; random: () => number },
): Judgement {
  const { verdict, reason } = judgeOutcome(outcome, rules.success);
  if (verdict === "succeeded") {
    return { verdict, reason, state: "delivered", nextAttemptAt: null, suspend: false };
  }
  const nextAttemptAt = nextAttempt(delivery, rules, outcome, time);
  if (reason === "gone" && rules.suspendOnGone) {
    // It stays owed: whoever resumes the webhook within the window gets it.
    return { verdict, reason, state: "pending", nextAttemptAt: nextAttemptAt ?? time.now, suspend: true };
  }
  const state = nextAttemptAt === null ? "failed" : "pending";
  return { verdict, reason, state, nextAttemptAt, suspend: false };
}

/**
 * By schedule, or later if the receiver asks for it, but never beyond the delivery's window. Where waiting for the
 * receiver leaves less of the window than the schedule wants, the next try comes at its end.
 */
function nextAttempt(
  delivery: Attempted,
  rules: Rules,
  outcome: Outcome,
  time: { now: number; scale: number; random: () => number },
): number | null {
  const gap = gapAfter(rules.retry, delivery.attempt, time.scale, time.random);
  if (gap === null) return null;
  const windowEnd = delivery.firstAttemptAt + delivery.lateMs + windowMs(rules.retry, time.scale);
  const scheduled = delivery.startedAt + gap;
  // A try at the window's end leaves no earlier than it, however late its own delay moved that end.
  if (scheduled > windowEnd) return Math.max(time.now, delivery.startedAt) < windowEnd ? windowEnd : null;
  const honoured = rules.honourRetryAfter && (outcome.statusCode === 429 || outcome.statusCode === 503);
  const wish = honoured ? readRetryAfter(outcome.headers, time.now, time.scale) : null;
  return wish === null ? scheduled : Math.max(scheduled, Math.min(time.now + wish, windowEnd));
}
