import { seededRandom } from "@/e2e/receiver/random-faults";
import { judgeBatch } from "@/lib/engine/judge";
import { noteOutcome } from "@/lib/engine/lane-news";
import { type LaneState, Lanes } from "@/lib/engine/lanes";
import type { Outcome } from "@/lib/engine/outcome";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { Claims } from "./claim";
import { Deliveries, STATES } from "./deliveries";
import { Health } from "./health";
import { Heap } from "./heap";
import type { SimulationOptions, UnderWay } from "./options";
import { openLanes, planArrivals } from "./plan";
import { Report } from "./report";
import { makeWebhooks, UP, type Webhook } from "./webhook";

const MINUTE = 60_000;
/** During the outage attempts that fall due within a second begin together, as they may after any turn. */
const STEP_MS = 1_000;
/** Fewer than one turn serves. */
const FEW_LANES = 64;
/** Requests of one turn that are more than single retries. */
const MUCH = 5;

/**
 * An outage and the recovery from it on a virtual clock. The rules are the product's own: lanes, groupDue, judge,
 * retry, pace, rate, health. What stands in for something is the store (arrays instead of a database, the claims' SQL
 * in words of its own) and the network.
 */
export class Simulation {
  private now = 0;
  private readonly random: () => number;
  private readonly outageEnd: number;
  private readonly deliveries: Deliveries;
  private readonly webhooks: Webhook[];
  private readonly lanes = new Lanes();
  private readonly claims: Claims;
  private readonly health: Health;
  private readonly underWay = new Heap<UnderWay>(({ endsAt }) => endsAt);
  /** Persons who activate what does not come back by itself. */
  private readonly activations = new Heap<{ webhook: Webhook; at: number }>(({ at }) => at);
  private readonly report: Report;
  private arrived = 0;
  private sweptAt = 0;
  private busyUntil = 0;

  constructor(private readonly options: SimulationOptions) {
    const { seed, deliveries, webhooks, outageMs = 3 * DAY_MS } = options;
    this.random = seededRandom(seed);
    this.outageEnd = outageMs;
    this.deliveries = new Deliveries(deliveries);
    this.webhooks = makeWebhooks(webhooks, this.deliveries);
    this.claims = new Claims(this.deliveries);
    this.health = new Health(this.random, (webhook, at) => this.setDue(webhook, at));
    this.report = new Report(this.outageEnd);
    this.plan();
  }

  private plan() {
    planArrivals(this.deliveries, this.webhooks.length, this.outageEnd, this.random);
    for (const webhook of this.webhooks) {
      const at = this.outageEnd + Math.floor(this.random() * HOUR_MS);
      if (webhook.rules.suspension?.autoResume === false) this.activations.push({ webhook, at });
    }
    openLanes(this.lanes, this.webhooks);
  }

  run() {
    for (;;) {
      this.settle();
      this.accept();
      this.sweep();
      const work = this.turns();
      if (this.now < this.outageEnd) {
        this.now = Math.min(this.outageEnd, this.now + STEP_MS);
        continue;
      }
      const next = this.nextAt();
      if (next === null) break;
      this.now = Math.max(next, this.now + this.stepAfter(work));
    }
    return this.report.result(this.deliveries, this.webhooks, this.health.suspensions);
  }

  /** Where much goes out the clock moves by what the machine needs for it, else, as in the outage, by seconds. */
  private stepAfter(work: number): number {
    const { perSecond = 4_000 } = this.options;
    if (work >= MUCH) this.busyUntil = this.now + STEP_MS;
    return this.now < this.busyUntil ? Math.max(2, (work * 1_000) / perSecond) : STEP_MS / 4;
  }

  private accept() {
    const { acceptedAt, webhook, state } = this.deliveries;
    while (this.arrived < acceptedAt.length && (acceptedAt[this.arrived] as number) <= this.now) {
      const id = this.arrived++;
      const of = this.webhooks[webhook[id] as number] as Webhook;
      state[id] = STATES.pending;
      of.waiting.add(id);
      if (of.status === "active") this.dueNoLater(of, acceptedAt[id] as number);
      else if (of.probeAt !== null) this.setDue(of, of.probeAt);
    }
  }

  /** Once a minute: what waited too long, and what time alone says about health. */
  private sweep() {
    if (this.now - this.sweptAt < MINUTE) return;
    this.sweptAt = this.now;
    for (const webhook of this.webhooks) {
      if (webhook.status === "suspended") this.claims.expire(webhook, this.now);
      else if (webhook.figures.failingSince !== null) this.health.judge(webhook, this.now);
    }
    while ((this.activations.first?.at ?? Number.POSITIVE_INFINITY) <= this.now) {
      const { webhook } = this.activations.pop() as { webhook: Webhook };
      this.claims.expire(webhook, this.now);
      this.health.resume(webhook, this.now);
    }
  }

  /** @returns how many requests began */
  private turns(): number {
    let begun = 0;
    for (;;) {
      const lanes = this.lanes.claimable(this.now);
      if (lanes.length === 0) return begun;
      for (const lane of lanes) begun += this.serve(lane);
      // What is left of the few that were all served goes with the next second's.
      if (this.now < this.outageEnd && lanes.length < FEW_LANES) return begun;
    }
  }

  private serve(lane: LaneState): number {
    const { now } = this;
    const webhook = this.webhooks[Number(lane.webhookId)] as Webhook;
    this.lanes.toTheEnd(lane);
    const expired = this.claims.expire(webhook, now);
    if (expired > 0) this.health.failed(webhook, Number.NEGATIVE_INFINITY, expired, now);
    const mayGo = webhook.status === "active" || (webhook.probeAt !== null && webhook.probeAt <= now);
    if (!mayGo) {
      lane.dueAt = webhook.waiting.size > 0 ? webhook.probeAt : null;
      return 0;
    }
    const limit = this.lanes.limitOf(lane, now);
    const claimed =
      limit > 0 ? this.claims.claim(webhook, lane, limit, now) : { requests: [], dueAt: lane.dueAt };
    lane.dueAt = webhook.waiting.size > 0 ? claimed.dueAt : null;
    if (claimed.requests.length === 0 && limit === 0) lane.notBefore = Math.max(lane.notBefore, now + 1);
    this.lanes.spend(lane, claimed.requests.length, now);
    for (const ids of claimed.requests) this.begin(webhook, lane, ids);
    return claimed.requests.length;
  }

  private begin(webhook: Webhook, lane: LaneState, ids: number[]) {
    const { now } = this;
    this.lanes.begun(lane);
    const up = UP[Math.floor(this.random() * UP.length)] as Outcome;
    const outcome = now >= this.outageEnd ? up : webhook.down;
    this.underWay.push({ webhook, ids, startedAt: now, endsAt: now + outcome.durationMs, outcome });
    this.report.begun(webhook, now);
  }

  private settle() {
    while ((this.underWay.first?.endsAt ?? Number.POSITIVE_INFINITY) <= this.now) {
      this.settleOne(this.underWay.pop() as UnderWay);
    }
  }

  private settleOne({ webhook, ids, startedAt, endsAt: now, outcome }: UnderWay) {
    const { deliveries, random } = this;
    const lane = webhook.lane as LaneState;
    this.lanes.ended(lane);
    const attempted = ids.map((id) => ({
      attempt: deliveries.attempts[id] as number,
      acceptedAt: deliveries.acceptedAt[id] as number,
      firstAttemptAt: deliveries.firstAttemptAt[id] as number,
      startedAt,
      lateMs: deliveries.lateMs[id] as number,
    }));
    const judged = judgeBatch(attempted, webhook.rules, outcome, { now, scale: 1, random });
    const interval = webhook.rules.retry.kind === "interval";
    let lost = 0;
    judged.forEach(({ state, nextAttemptAt }, index) => {
      const id = ids[index] as number;
      deliveries.state[id] = STATES[state];
      if (nextAttemptAt === null) {
        if (state !== "delivered") lost++;
        this.report.ended(state, now);
        return;
      }
      deliveries.nextAttemptAt[id] = nextAttemptAt;
      webhook.waiting.add(id);
      this.dueNoLater(webhook, nextAttemptAt);
      if (interval) lane.notBefore = nextAttemptAt;
    });
    const succeeded = judged[0]?.verdict === "succeeded";
    if (interval) this.noteFailing(webhook, lane, succeeded, now);
    noteOutcome(lane, outcome, now);
    if (succeeded) this.health.succeeded(webhook, startedAt, now);
    else this.health.failed(webhook, startedAt, lost, now);
  }

  /** While it fails one batch probes; when it answers again what was tried is due, the earliest accepted first. */
  private noteFailing(webhook: Webhook, lane: LaneState, succeeded: boolean, now: number) {
    if (succeeded && lane.failing) {
      lane.notBefore = 0;
      webhook.waiting.each((id) => {
        const { nextAttemptAt, attempts, acceptedAt } = this.deliveries;
        if ((nextAttemptAt[id] as number) > now && (attempts[id] as number) > 0) {
          nextAttemptAt[id] = acceptedAt[id] as number;
        }
      });
    }
    lane.failing = !succeeded;
    if (webhook.waiting.size > 0) this.dueNoLater(webhook, now);
  }

  private dueNoLater({ lane, status }: Webhook, at: number) {
    if (lane && status === "active") lane.dueAt = Math.min(lane.dueAt ?? at, at);
  }

  private setDue(webhook: Webhook, at: number | null) {
    const { lane, waiting, status } = webhook;
    if (!lane) return;
    lane.dueAt = waiting.size > 0 ? at : null;
    if (status !== "active" || at === null) return;
    waiting.each((id) => {
      const { nextAttemptAt } = this.deliveries;
      nextAttemptAt[id] = Math.max(nextAttemptAt[id] as number, at);
    });
  }

  /** When something happens next; null once nothing ever will. */
  private nextAt(): number | null {
    const times = [
      this.lanes.nextDueAt(),
      this.underWay.first?.endsAt ?? null,
      this.activations.first?.at ?? null,
    ];
    if (this.arrived < this.deliveries.size) times.push(this.deliveries.acceptedAt[this.arrived] as number);
    const next = times.filter((time) => time !== null);
    if (next.length > 0) return Math.min(...next);
    return this.webhooks.some(({ waiting }) => waiting.size > 0) ? this.sweptAt + MINUTE : null;
  }
}

export const simulate = (options: SimulationOptions) => new Simulation(options).run();
