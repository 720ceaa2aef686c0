import type { LaneWithWork } from "@/db/dialect/dialect";
import type { Endpoint } from "./endpoint";
import { FREE, type Pace } from "./pace";
import { nextAt, type Rate, refill } from "./rate";
import { Share } from "./share";

/** What this engine knows of one webhook's lane; the database alone decides who holds it. */
export interface LaneState {
  webhookId: string;
  accountId: number;
  /** Fences what is claimed under it; undefined until the lane is leased. */
  epoch: number | undefined;
  leaseUntil: number;
  /** While another engine holds it: until when, as far as is known. */
  heldUntil: number;
  /** It is being left to another engine: nothing more is claimed. */
  leaving: boolean;
  inFlight: number;
  /** When its earliest pending delivery is due, as far as is known; null if nothing is. */
  dueAt: number | null;
  /** Something became due since the present turn began. */
  marked: boolean;
  /** Nothing is claimed before: a pause of pacing, or the next probe of a failing endpoint. */
  notBefore: number;
  endpoint: Endpoint | undefined;
  /** The webhook's `updated_at` for which the endpoint was opened. */
  endpointOf: number;
  /** The webhook was changed since its endpoint was opened. */
  stale: boolean;
  /** Its endpoint fails and retries run at an interval: one batch at a time probes it, the rest is held. */
  failing: boolean;
  pace: Pace;
  rate: Rate | undefined;
  /** Deliveries that came to their end since `notedAt`, for the estimate of when a backlog is gone. */
  settled: number;
  notedAt: number;
}

/** A lease outlives a longest attempt, so that a healthy engine never loses a lane in the middle of one. */
export const LEASE_MS = 60_000;

/** Requests under way in all, whatever the webhooks allow; each holds a socket. */
const IN_FLIGHT = 4_096;

/** One turn begins at most so many, so that its commit, which others wait for, stays short. */
const BEGIN_AT_ONCE = 128;

/** A busy thread whose requests all hang begins a few more all the same: somebody else's may be answered at once. */
const ALL_THE_SAME = 4;

/** One turn serves at most so many lanes, so that its commit, which others wait for, stays short. */
const LANES_AT_ONCE = 64;

/** The lanes with something due and a free slot, the one that waited longest since its last turn first. */
export class Lanes {
  private readonly byId = new Map<string, LaneState>();
  private readonly ofAccount = new Map<number, number>();
  inFlight = 0;
  /** How this engine shares the lanes with others; alone it takes them all. */
  readonly share = new Share();

  get(webhookId: string): LaneState | undefined {
    return this.byId.get(webhookId);
  }

  /** Takes in what a look at the database found; lanes that were not found have nothing pending. */
  refresh(found: LaneWithWork[], now: number) {
    const seen = new Set<string>();
    for (const { webhookId, accountId, dueAt, ...present } of found) {
      seen.add(webhookId);
      const lane = this.byId.get(webhookId) ?? newLane(webhookId, accountId, now);
      this.byId.set(webhookId, lane);
      lane.dueAt = dueAt;
      lane.heldUntil = this.share.heldByOthers(present, now);
      // Changed since: a pause by rules that hold no longer. Each delivery has its own time besides.
      if (lane.endpoint && !isOpenedAs(lane, present)) Object.assign(lane, { stale: true, notBefore: 0 });
    }
    this.share.settle(found, this.byId, now);
    for (const [id, lane] of this.byId) {
      if (seen.has(id)) continue;
      lane.dueAt = null;
      // Kept while its lease runs: an idle webhook's next event needs nothing opened again.
      if (lane.inFlight === 0 && lane.leaseUntil < now) this.byId.delete(id);
    }
  }

  /** @returns false if one of them isn't known yet: only a look at the database helps */
  markDue(webhookIds: string[], now: number): boolean {
    let known = true;
    for (const id of webhookIds) {
      const lane = this.byId.get(id);
      if (lane) Object.assign(lane, { dueAt: Math.min(lane.dueAt ?? now, now), marked: true });
      else known = false;
    }
    return known;
  }

  begun(lane: LaneState) {
    lane.inFlight++;
    this.inFlight++;
    this.ofAccount.set(lane.accountId, (this.ofAccount.get(lane.accountId) ?? 0) + 1);
  }

  ended(lane: LaneState) {
    lane.inFlight--;
    this.inFlight--;
    const left = (this.ofAccount.get(lane.accountId) ?? 1) - 1;
    if (left > 0) this.ofAccount.set(lane.accountId, left);
    else this.ofAccount.delete(lane.accountId);
  }

  hasClaimable(now: number): boolean {
    if (this.inFlight >= IN_FLIGHT) return false;
    for (const lane of this.byId.values()) if (this.isClaimable(lane, now)) return true;
    return false;
  }

  /** The lanes of the next turn: accounts take turns, so that one with a thousand webhooks delays nobody else's. */
  claimable(now: number): LaneState[] {
    if (this.inFlight >= IN_FLIGHT) return [];
    const byAccount = new Map<number, LaneState[]>();
    for (const lane of this.byId.values()) {
      if (!this.isClaimable(lane, now)) continue;
      const lanes = byAccount.get(lane.accountId);
      if (lanes) lanes.push(lane);
      else byAccount.set(lane.accountId, [lane]);
    }
    const chosen: LaneState[] = [];
    for (let round = 0; chosen.length < LANES_AT_ONCE; round++) {
      const before = chosen.length;
      for (const lanes of byAccount.values()) {
        const lane = lanes[round];
        if (lane && chosen.length < LANES_AT_ONCE) chosen.push(lane);
      }
      if (chosen.length === before) break;
    }
    return this.share.cut(chosen, now);
  }

  private isClaimable(lane: LaneState, now: number): boolean {
    if (lane.dueAt === null || lane.dueAt > now || lane.notBefore > now || lane.heldUntil > now) return false;
    return this.hasSlot(lane) && this.share.mayTake(lane, now);
  }

  /**
   * How many requests may begin in a turn that ends `ended` of them. A thread that is busy all the time gets nothing
   * done sooner by having more under way: a thousand webhooks' connections would only be opened for nothing.
   */
  roomOf(ended: number, busy: boolean): number {
    const usual = busy ? Math.max(BEGIN_AT_ONCE - this.inFlight, ended + ALL_THE_SAME) : BEGIN_AT_ONCE;
    return Math.max(0, Math.min(usual, IN_FLIGHT - this.inFlight));
  }

  /** How many requests the lane may begin now. */
  limitOf(lane: LaneState, now: number): number {
    const limit = Math.min(widthOf(lane) - lane.inFlight, this.leftOfAccount(lane));
    const perSecond = lane.endpoint?.settings.delivery.ratePerSecond ?? null;
    if (perSecond === null) return Math.max(0, limit);
    lane.rate = refill(lane.rate, perSecond, now);
    return Math.max(0, Math.min(limit, Math.floor(lane.rate.tokens)));
  }

  /** Notes that so many requests begin. */
  spend(lane: LaneState, requests: number, now: number) {
    const perSecond = lane.endpoint?.settings.delivery.ratePerSecond ?? null;
    if (perSecond === null || !lane.rate) return;
    lane.rate = { ...lane.rate, tokens: lane.rate.tokens - requests };
    if (lane.rate.tokens < 1) lane.notBefore = Math.max(lane.notBefore, nextAt(lane.rate, perSecond), now);
  }

  /** Behind all the others, which so come first next time. */
  toTheEnd(lane: LaneState) {
    this.byId.delete(lane.webhookId);
    this.byId.set(lane.webhookId, lane);
  }

  /** Those that are another engine's part and have nothing under way. */
  leaving(): LaneState[] {
    if (this.share.engines <= 1) return [];
    return [...this.byId.values()].filter((lane) => lane.leaving && lane.inFlight === 0);
  }

  /** When the next delivery is due that a free slot could take; null if none is known. */
  nextDueAt(): number | null {
    if (this.inFlight >= IN_FLIGHT) return null;
    let next: number | null = null;
    for (const lane of this.byId.values()) {
      if (lane.dueAt === null || !this.hasSlot(lane)) continue;
      const at = Math.max(lane.dueAt, lane.notBefore, lane.heldUntil, this.share.takeableAt(lane));
      if (next === null || at < next) next = at;
    }
    return next;
  }

  private hasSlot(lane: LaneState): boolean {
    return lane.inFlight < widthOf(lane) && this.leftOfAccount(lane) > 0;
  }

  /** Half of what the other accounts leave free: whatever one account owes, the next one still finds places. */
  private leftOfAccount({ accountId }: LaneState): number {
    const mine = this.ofAccount.get(accountId) ?? 0;
    return Math.ceil((IN_FLIGHT - this.inFlight + mine) / 2) - mine;
  }
}

/** The webhook and its connector are as they were when the endpoint was opened. */
const isOpenedAs = (
  { endpoint, endpointOf }: LaneState,
  { updatedAt, connectorRevision }: Pick<LaneWithWork, "updatedAt" | "connectorRevision">,
): boolean => endpointOf === updatedAt && endpoint?.connectorRevision === connectorRevision;

const newLane = (webhookId: string, accountId: number, now: number): LaneState => ({
  webhookId,
  accountId,
  epoch: undefined,
  leaseUntil: 0,
  heldUntil: 0,
  leaving: false,
  inFlight: 0,
  dueAt: null,
  marked: false,
  notBefore: 0,
  endpoint: undefined,
  endpointOf: Number.NaN,
  stale: false,
  failing: false,
  pace: FREE,
  rate: undefined,
  settled: 0,
  notedAt: now,
});

/** One batch at a time probes the endpoint. An edit may have put another rule in the interval's place meanwhile. */
export const isHeld = ({ failing, endpoint }: LaneState): boolean =>
  failing && endpoint?.settings.delivery.retry.kind === "interval";

/** How many requests at once the lane may have. Until the endpoint is known, one is enough to find out. */
function widthOf(lane: LaneState): number {
  const { endpoint, pace } = lane;
  if (!endpoint || isHeld(lane) || endpoint.probing || endpoint.settings.delivery.order === "webhook")
    return 1;
  const { concurrency } = endpoint.settings.delivery;
  return pace.limit === null ? concurrency : Math.min(concurrency, Math.max(1, Math.floor(pace.limit)));
}
