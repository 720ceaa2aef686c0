import type { Settlement } from "@/db/dialect/dialect";
import type { LaneState } from "./lanes";
import type { Outcome } from "./outcome";
import { nextPace, pauseOf } from "./pace";

/** What an attempt's end says about its lane: how many requests at once the endpoint bears, and when the next may go. */
export function noteOutcome(lane: LaneState, outcome: Outcome, now: number) {
  const concurrency = lane.endpoint?.settings.delivery.concurrency ?? 1;
  lane.pace = nextPace(lane.pace, outcome, concurrency);
  const pause = pauseOf(lane.pace);
  if (pause > 0) lane.notBefore = Math.max(lane.notBefore, now + pause);
}

/** After results are written: what is put off is due then; where one waits for another, the other has ended now. */
export function noteSettled(lane: LaneState, settlements: Settlement[], now: number) {
  const { order, retry } = lane.endpoint?.settings.delivery ?? {};
  for (const { nextAttemptAt } of settlements) {
    if (nextAttemptAt === null) {
      lane.settled++;
      continue;
    }
    lane.dueAt = Math.min(lane.dueAt ?? nextAttemptAt, nextAttemptAt);
    if (retry?.kind === "interval") lane.notBefore = nextAttemptAt;
  }
  const waits = order !== "none" || retry?.kind === "interval" || lane.endpoint?.batches;
  if (waits) lane.dueAt = Math.min(lane.dueAt ?? now, now);
}
