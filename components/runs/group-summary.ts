import type { RunGroup } from "@/lib/runs/schema";
import { plural } from "@/texts/plural";
import { DELIVERY_STATE_WORDS } from "@/texts/statuses";
import { utcMoment } from "@/texts/times";

type Summed = Pick<RunGroup, "state" | "attempts" | "nextAttemptAt">;

/**
 * "3 tries, delivered", "2 tries, next attempt 13:31:05 UTC". Nothing for what went well at once or was a
 * test: the result column says it all.
 */
export function groupSummary({ state, attempts, nextAttemptAt }: Summed, now: Date): string | undefined {
  if (state === null || (state === "delivered" && attempts <= 1)) return undefined;
  const tries = plural(attempts, "try", "tries");
  if (state === "pending" && nextAttemptAt) return `${tries}, next attempt ${utcMoment(nextAttemptAt, now)}`;
  return `${tries}, ${DELIVERY_STATE_WORDS[state]}`;
}
