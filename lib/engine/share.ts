import type { LaneWithWork } from "@/db/dialect/dialect";
import type { LaneState } from "./lanes";

/** A lane that nobody has taken for so long (ms) is anybody's, whatever he has already: its engine may have died. */
const UNTAKEN_MS = 2_000;

/** So long a lane that was given away is left to the others (ms). */
const LEFT_TO_OTHERS_MS = 2_000;

/**
 * How several engines divide the lanes among themselves: each takes its part of those with work, the first comer's
 * surplus is given away. An engine that is alone never gets as far as dividing.
 */
export class Share {
  /** Names this engine in the lanes that it leases; set once. */
  me = "";
  /** How many engines are at work, this one included. */
  engines = 1;
  /** How many more lanes it may take until the next look. */
  private room = Number.POSITIVE_INFINITY;

  /** Until when somebody else holds the lane; 0 if nobody does. */
  heldByOthers({ owner, leaseUntil }: Pick<LaneWithWork, "owner" | "leaseUntil">, now: number): number {
    return owner !== null && owner !== this.me && leaseUntil > now ? leaseUntil : 0;
  }

  /** After a look: how many lanes may be taken, and which are to be left. */
  settle(found: LaneWithWork[], lanes: ReadonlyMap<string, LaneState>, now: number) {
    const mine = found.flatMap(({ webhookId, owner, leaseUntil }) => {
      const lane = lanes.get(webhookId);
      return lane && owner === this.me && leaseUntil > now ? [lane] : [];
    });
    if (this.engines <= 1) {
      this.room = Number.POSITIVE_INFINITY;
      for (const lane of mine) lane.leaving = false;
      return;
    }
    const part = Math.ceil(found.length / this.engines);
    this.room = part - mine.length;
    // Those with the least under way are free the soonest.
    const surplus = new Set(
      mine.toSorted((a, b) => a.inFlight - b.inFlight).slice(0, Math.max(0, mine.length - part)),
    );
    for (const lane of mine) lane.leaving = surplus.has(lane);
  }

  mayTake(lane: LaneState, now: number): boolean {
    if (lane.leaving) return false;
    return lane.epoch !== undefined || this.room > 0 || now >= this.takeableAt(lane);
  }

  /** Of the lanes that one turn would take, no more than its part. */
  cut(chosen: LaneState[], now: number): LaneState[] {
    let { room } = this;
    return chosen.filter((lane) => lane.epoch !== undefined || room-- > 0 || now >= this.untakenAt(lane));
  }

  /** When the lane may be taken although this engine has its part. */
  takeableAt(lane: LaneState): number {
    if (lane.leaving) return Number.POSITIVE_INFINITY;
    return lane.epoch !== undefined || this.room > 0 ? 0 : this.untakenAt(lane);
  }

  private untakenAt({ dueAt, heldUntil }: LaneState): number {
    return Math.max(dueAt ?? Number.POSITIVE_INFINITY, heldUntil) + UNTAKEN_MS;
  }

  /** A lane was leased that this engine did not hold before. */
  taken() {
    this.room--;
  }

  /** Another engine holds it, or shall have it. */
  given(lane: LaneState, now: number) {
    Object.assign(lane, {
      ...{ epoch: undefined, leaseUntil: 0, leaving: false, heldUntil: now + LEFT_TO_OTHERS_MS },
    });
  }
}
