import type { LaneWithWork } from "@/db/dialect/dialect";
import type { Instance } from "@/lib/instance";
import { type Endpoint, loadEndpoint } from "./endpoint";

/** What this engine knows of one webhook's lane; the database alone decides who holds it. */
export interface LaneState {
  webhookId: string;
  accountId: number;
  /** Fences what is claimed under it; undefined until the lane is leased. */
  epoch: number | undefined;
  leaseUntil: number;
  inFlight: number;
  /** When its earliest pending delivery is due, as far as is known; null if nothing is. */
  dueAt: number | null;
  endpoint: Endpoint | undefined;
  /** The webhook's `updated_at` for which the endpoint was opened. */
  endpointOf: number;
}

/** A lease outlives a longest attempt, so that a healthy engine never loses a lane in the middle of one. */
export const LEASE_MS = 60_000;

/** Requests under way in all, whatever the webhooks allow; each holds a socket. */
const IN_FLIGHT = 4_096;

/** One turn claims at most so many for a lane, so that a flooded one can't make the others wait for its commit. */
const CLAIM_AT_ONCE = 128;

/** The lanes with something due and a free slot, the one that waited longest since its last turn first. */
export class Lanes {
  private readonly byId = new Map<string, LaneState>();
  inFlight = 0;

  get(webhookId: string): LaneState | undefined {
    return this.byId.get(webhookId);
  }

  /** Takes in what a look at the database found; lanes that were not found have nothing pending. */
  refresh(found: LaneWithWork[], now: number) {
    const seen = new Set<string>();
    for (const { webhookId, accountId, dueAt } of found) {
      seen.add(webhookId);
      const lane = this.byId.get(webhookId);
      if (lane) lane.dueAt = dueAt;
      else this.byId.set(webhookId, newLane(webhookId, accountId, dueAt));
    }
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
      if (lane) lane.dueAt = Math.min(lane.dueAt ?? now, now);
      else known = false;
    }
    return known;
  }

  claimable(now: number): LaneState[] {
    if (this.inFlight >= IN_FLIGHT) return [];
    return [...this.byId.values()].filter(
      (lane) => lane.dueAt !== null && lane.dueAt <= now && hasSlot(lane),
    );
  }

  /** How many the lane may claim now; the free places are shared out among the `claiming` lanes. */
  limitOf(lane: LaneState, claiming: number): number {
    const own = (lane.endpoint?.settings.delivery.concurrency ?? 1) - lane.inFlight;
    const share = Math.ceil((IN_FLIGHT - this.inFlight) / Math.max(1, claiming));
    return Math.max(0, Math.min(own, share, CLAIM_AT_ONCE));
  }

  /** Behind all the others, which so come first next time. */
  toTheEnd(lane: LaneState) {
    this.byId.delete(lane.webhookId);
    this.byId.set(lane.webhookId, lane);
  }

  /** When the next delivery is due that a free slot could take; null if none is known. */
  nextDueAt(): number | null {
    let next: number | null = null;
    for (const lane of this.byId.values()) {
      if (lane.dueAt !== null && hasSlot(lane)) next = Math.min(next ?? lane.dueAt, lane.dueAt);
    }
    return this.inFlight >= IN_FLIGHT ? null : next;
  }
}

const newLane = (webhookId: string, accountId: number, dueAt: number): LaneState => ({
  webhookId,
  accountId,
  epoch: undefined,
  leaseUntil: 0,
  inFlight: 0,
  dueAt,
  endpoint: undefined,
  endpointOf: Number.NaN,
});

/** Until the endpoint is known, one is enough to find out. */
const hasSlot = (lane: LaneState) => lane.inFlight < (lane.endpoint?.settings.delivery.concurrency ?? 1);

/** Opens the present settings of lanes whose webhook was changed since; lanes of inactive webhooks drop out. */
export async function openEndpoints(tidings: Instance, lanes: LaneState[]): Promise<LaneState[]> {
  const open: LaneState[] = [];
  for (const lane of lanes) {
    const [webhook] = await tidings.database.rows<{ status: string; revision: number; updatedAt: number }>(
      `SELECT w.status, w.revision, w.updated_at AS "updatedAt" FROM webhooks w
       JOIN accounts a ON a.id = w.account_id AND a.plan = 'paid' WHERE w.id = $1`,
      [lane.webhookId],
    );
    if (webhook?.status !== "active") {
      lane.dueAt = null;
      continue;
    }
    if (lane.endpointOf !== webhook.updatedAt || lane.endpoint?.revision !== webhook.revision) {
      lane.endpoint = await loadEndpoint(tidings, {
        id: lane.webhookId,
        accountId: lane.accountId,
        revision: webhook.revision,
      });
      lane.endpointOf = webhook.updatedAt;
    }
    open.push(lane);
  }
  return open;
}
