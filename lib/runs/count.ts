import type { RunCount } from "@/db/dialect/dialect";
import { DURATION_BOUNDS_MS } from "@/lib/vocabulary";

/** A counter to add to. */
export const noRuns = (webhookId: string, hour: number): RunCount => ({
  ...{ webhookId, hour, succeeded: 0, failed: 0, lost: 0 },
  took: DURATION_BOUNDS_MS.map(() => 0),
});

/** The class of DURATION_BOUNDS_MS that a duration (ms) falls into; beyond every bound it is the last. */
export function durationClassOf(durationMs: number): number {
  const index = DURATION_BOUNDS_MS.findIndex((bound) => durationMs <= bound);
  return index === -1 ? DURATION_BOUNDS_MS.length - 1 : index;
}
