import { UNTRIED_MS } from "@/lib/deliveries/expire";
import { groupDue } from "@/lib/engine/group-due";
import { isHeld, type LaneState } from "@/lib/engine/lanes";
import { runsFromAcceptance, windowEnd, windowMs } from "@/lib/engine/retry";
import { type Deliveries, STATES } from "./deliveries";
import type { Waiting } from "./waiting";
import type { Webhook } from "./webhook";

/** The claim's SQL (lib/engine/claim.ts) on arrays; which rows go together is the engine's own groupDue. */
export class Claims {
  private nextBatch: number;
  private readonly nothingEndsBefore = new Map<number, number>();

  constructor(private readonly deliveries: Deliveries) {
    this.nextBatch = deliveries.size;
  }

  /** @returns the requests that begin, as lists of deliveries, and when to look again */
  claim(webhook: Webhook, lane: LaneState, limit: number, now: number) {
    const { max } = webhook.rules.batch;
    const { waiting } = webhook;
    const oneByOne = isHeld(lane) || webhook.endpoint.probing;
    if (max === 1 && !oneByOne) {
      const due = waiting.due(now, limit);
      const requests = due.map((id) => this.begin(webhook, [id], id, now));
      return { requests, dueAt: due.length === limit ? now : waiting.nextDueAt() };
    }
    if (oneByOne) return this.claimOldest(webhook, now);
    const wanted = Math.min(limit * max, MOST_ROWS);
    const due = waiting.due(now, wanted);
    const { requests, fullOrAt } = this.group(webhook, due, limit, now, false);
    return { requests, dueAt: due.length === wanted ? now : (fullOrAt ?? waiting.nextDueAt()) };
  }

  private claimOldest(webhook: Webhook, now: number) {
    const { waiting, endpoint, lane } = webhook;
    const { nextAttemptAt } = this.deliveries;
    const head = waiting.oldest;
    if (head === undefined || (lane && lane.inFlight > 0)) return { requests: [], dueAt: null };
    const mayGo = (id: number) => endpoint.probing || (nextAttemptAt[id] as number) <= now;
    if (!mayGo(head)) return { requests: [], dueAt: nextAttemptAt[head] as number };
    // What groupDue says of a batch whose deliveries all wait still; of millions of probes nearly all are such.
    const kept = this.keptBatch(head);
    if (kept)
      return {
        requests: [this.begin(webhook, kept, this.deliveries.batch[head] as number, now)],
        dueAt: now,
      };
    const rows = waiting.first(webhook.rules.batch.max);
    const end = rows.findIndex((id) => !mayGo(id));
    const able = end === -1 ? rows : rows.slice(0, end);
    const { requests, fullOrAt } = this.group(webhook, able, 1, now, true);
    return { requests, dueAt: fullOrAt ?? now };
  }

  private keptBatch(id: number): number[] | null {
    const { batch, members, state } = this.deliveries;
    const own = batch[id] as number;
    if (own === -1) return null;
    const all = members.get(own) ?? [id];
    return all.every((one) => state[one] === STATES.pending && batch[one] === own) ? all : null;
  }

  private group(webhook: Webhook, ids: number[], limit: number, now: number, inOrder: boolean) {
    const { members, state } = this.deliveries;
    const rows = ids.map((id) => this.deliveries.toRow(id));
    const several = new Set(rows.flatMap((row) => (row.batchSize > 1 ? Number(row.batchId) : [])));
    const waiting = [...several].flatMap((batch) =>
      (members.get(batch) ?? [])
        .filter((id) => state[id] === STATES.pending && this.deliveries.batch[id] === batch)
        .map((id) => ({ id: String(id), batchId: String(batch) })),
    );
    const rules = { ...webhook.rules.batch, limit, now, inOrder };
    const { groups, fullOrAt } = groupDue(rows, waiting, rules, () => String(this.nextBatch++));
    const requests = groups.map((group) => {
      const taken = group.ids.map(Number).sort((a, b) => a - b);
      const batch = Number(group.batchId);
      if (group.fresh && taken.length > 1) members.set(batch, taken);
      return this.begin(webhook, taken, batch, now);
    });
    return { requests, fullOrAt };
  }

  private begin({ waiting }: Webhook, ids: number[], batch: number, now: number): number[] {
    waiting.remove(ids);
    for (const id of ids) this.deliveries.claim(id, batch, now);
    return ids;
  }

  /** What ends without a try, as lib/deliveries/expire.ts has it. @returns how many */
  expire({ number, waiting, rules, status }: Webhook, now: number): number {
    const { deliveries } = this;
    const { acceptedAt, firstAttemptAt, state } = deliveries;
    const end = (ids: number[], as: number) => {
      for (const id of ids) state[id] = as;
      return ids.length;
    };
    if (runsFromAcceptance(rules.retry)) {
      const before = now - windowMs(rules.retry, 1);
      const { oldest } = waiting;
      if (oldest === undefined || (acceptedAt[oldest] as number) >= before) return 0;
      return end(
        waiting.takeOut((id) => (acceptedAt[id] as number) < before),
        STATES.discarded,
      );
    }
    if (status === "active" || now < (this.nothingEndsBefore.get(number) ?? 0)) return 0;
    this.nothingEndsBefore.set(number, this.nextEnd(waiting, rules, now));
    const untried = waiting.takeOut(
      (id) => firstAttemptAt[id] === -1 && (acceptedAt[id] as number) < now - UNTRIED_MS,
    );
    const tried = waiting.takeOut((id) => {
      if (firstAttemptAt[id] === -1) return false;
      return this.endOf(id, rules) < now;
    });
    return end(untried, STATES.discarded) + end(tried, STATES.failed);
  }

  /** When something can have ended again: the product looks every minute, here ten do. */
  private nextEnd(waiting: Waiting, rules: Webhook["rules"], now: number): number {
    const { acceptedAt, firstAttemptAt } = this.deliveries;
    // What a probe tries from now on ends no sooner than this.
    let next = now + windowMs(rules.retry, 1);
    waiting.each((id) => {
      const untried = firstAttemptAt[id] === -1;
      next = Math.min(next, untried ? (acceptedAt[id] as number) + UNTRIED_MS : this.endOf(id, rules));
    });
    return Math.max(next, now + 10 * 60_000);
  }

  private endOf(id: number, { retry }: Webhook["rules"]): number {
    const { acceptedAt, firstAttemptAt, lateMs } = this.deliveries;
    return windowEnd(
      retry,
      {
        acceptedAt: acceptedAt[id] as number,
        firstAttemptAt: firstAttemptAt[id] as number,
        lateMs: lateMs[id] as number,
      },
      1,
    );
  }
}

/** As a claim of batches has it. */
const MOST_ROWS = 1_000;
