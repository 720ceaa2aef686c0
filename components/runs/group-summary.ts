import type { RunGroup } from "@/lib/runs/schema";
import { runsList as t } from "@/texts/runs-list";
import { DELIVERY_STATE_WORDS } from "@/texts/statuses";
import { utcMoment } from "@/texts/times";

type Summed = Pick<RunGroup, "state" | "attempts" | "nextAttemptAt">;

/**
 * "3 tries, delivered", "2 tries, next attempt 13:31:05 UTC". Nothing for what went well at once or was a
 * test: the result column says it all.
 */
export function groupSummary({ state, attempts, nextAttemptAt }: Summed, now: Date): string | undefined {
  if (state === null || (state === "delivered" && attempts <= 1)) return undefined;
  const waits = state === "pending" && nextAttemptAt;
  return t.tries(
    attempts,
    waits ? t.nextAttempt(utcMoment(nextAttemptAt, now)) : DELIVERY_STATE_WORDS[state],
  );
}
