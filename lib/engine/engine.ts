import type { LaneWithWork } from "@/db/dialect/dialect";
import { asUnavailable } from "@/db/faults";
import type { Instance } from "@/lib/instance";
import type { ClaimedBatch } from "./claim";
import { type AttemptResult, deliver } from "./deliver";
import { giveBack } from "./give-back";
import { noteOutcome, noteSettled } from "./lane-news";
import { type LaneState, Lanes } from "./lanes";
import { leaveLanes } from "./leave-lanes";
import { openEndpoints } from "./open-endpoints";
import { Rest } from "./rest";
import { type Claim, type Turn, writeTurn } from "./turn";
import { UnderWay } from "./under-way";

export interface DrainCount {
  /** Attempts begun, and how they went. */
  claimed: number;
  succeeded: number;
  failed: number;
}

export interface EngineOptions {
  /** Names this engine in the lanes it leases. */
  owner: string;
  /** Nobody else can be delivering (SQLite's engine lock is held), so every other lease is a dead one's. */
  alone: boolean;
}

/** How long to wait after the database failed, before the same is tried again. */
const AFTER_FAULT_MS = 250;
/** How long results are gathered at most before they are written, and how many as a part of what is under way. */
const GATHER_MS = 5;
const GATHER = 3 / 4;

/**
 * The loop that delivers. A turn is one commit: it writes what attempts came to, then leases lanes and claims what
 * is due for their free slots; the attempts themselves run beside it. Results that can't be written are kept and
 * written as soon as the database answers again.
 */
export class Engine {
  private readonly lanes = new Lanes();
  private results: AttemptResult[] = [];
  private lookAgain = true;
  private stopping = false;
  private readonly resting = new Rest();
  /** Something became due since the last turn. */
  private woken = false;
  private readonly count: DrainCount = { claimed: 0, succeeded: 0, failed: 0 };

  private readonly underWay = new UnderWay();

  constructor(
    private readonly tidings: Instance,
    private readonly options: EngineOptions,
  ) {
    this.lanes.share.me = options.owner;
  }

  /** How many engines deliver from this database, this one included: each takes its part of the lanes. */
  set engines(count: number) {
    this.lanes.share.engines = count;
  }

  /**
   * Puts back at once what an engine was sending whose lease has run out, or that is known to be dead; that attempt
   * counts. @returns how many
   */
  async rescue(dead: string[] = []): Promise<number> {
    const { database, now } = this.tidings;
    const { owner, alone } = this.options;
    const rescued = await database.atomically((tx) =>
      database.sql.rescue(tx, owner, now(), alone ? "others" : dead),
    );
    if (rescued > 0) this.tidings.log.warn({ rescued }, "engine.rescued");
    this.wake();
    return rescued;
  }

  /** Something became due: for these webhooks, or somewhere if none is named. */
  wake(webhookIds: string[] = []) {
    this.woken = true;
    if (webhookIds.length === 0 || !this.lanes.markDue(webhookIds, this.tidings.now())) this.lookAgain = true;
    this.resting.notify();
  }

  /** No new attempts; `drain` returns when those under way are settled. */
  stop() {
    this.stopping = true;
    this.resting.notify();
  }

  /** Frees the lanes, so that another engine can take them at once. */
  async release() {
    const { database } = this.tidings;
    await database.atomically((tx) => database.sql.releaseLanes(tx, this.options.owner));
  }

  /**
   * Delivers until nothing is due and nothing under way, or, with a budget, begins nothing new after that many ms.
   * The engine thread and the dispatcher route call the same.
   */
  async drain(budgetMs = Number.POSITIVE_INFINITY): Promise<DrainCount> {
    const before = { ...this.count };
    const end = performance.now() + budgetMs;
    for (;;) {
      const mayClaim = !this.stopping && performance.now() < end;
      await this.turn(mayClaim);
      const idle = this.lanes.inFlight === 0 && this.results.length === 0;
      if (idle && (!mayClaim || !this.hasDue())) break;
      if (this.results.length > 0) continue;
      await this.rest(mayClaim ? this.msToNextDue(end - performance.now()) : 60_000);
    }
    return {
      claimed: this.count.claimed - before.claimed,
      succeeded: this.count.succeeded - before.succeeded,
      failed: this.count.failed - before.failed,
    };
  }

  /** Resolves when woken, when the next retry is due, or after `longestMs`. */
  async waitForWork(longestMs: number): Promise<void> {
    if (!this.hasDue()) await this.rest(Math.min(longestMs, this.msToNextDue(longestMs)));
  }

  private hasDue() {
    return this.lookAgain || this.lanes.hasClaimable(this.tidings.now());
  }

  private async turn(mayClaim: boolean) {
    const results = this.results.splice(0);
    this.woken = false;
    if (results.length === 0 && !(mayClaim && this.hasDue())) return;
    const look = this.lookAgain;
    try {
      const { database } = this.tidings;
      await this.underWay.settleDoubts(this.tidings, this.options.owner);
      if (mayClaim && look) {
        this.lookAgain = false;
        this.lanes.refresh(
          await database.rows<LaneWithWork>(database.sql.lanesWithWork, []),
          this.tidings.now(),
        );
      }
      const lanes = mayClaim
        ? await openEndpoints(this.tidings, this.lanes.claimable(this.tidings.now()))
        : [];
      const turn = await this.commit(results, lanes);
      this.takeIn(results, turn);
      for (const claim of turn.claims) this.begin(claim, turn.events);
      await leaveLanes(this.tidings, this.lanes, this.options.owner, this.results);
    } catch (error) {
      this.tidings.log.error({ err: error }, "engine.turn_failed");
      this.lookAgain ||= look;
      this.underWay.doubt();
      if (asUnavailable(error)) this.results.unshift(...results);
      else await this.writeOneByOne(results);
      await new Promise((resolve) => setTimeout(resolve, AFTER_FAULT_MS));
    }
  }

  /** One result that can't be written must not keep its neighbours from being written. */
  private async writeOneByOne(results: AttemptResult[]) {
    for (const result of results) {
      try {
        this.takeIn([result], await this.commit([result], []));
      } catch (error) {
        if (asUnavailable(error)) this.results.push(result);
        else {
          const deliveryIds = result.settlements.map(({ id }) => id);
          this.tidings.log.fatal({ err: error, deliveryIds }, "delivery.not_written");
          await this.giveBack(deliveryIds, result.settlements[0]?.epoch ?? 0);
        }
      }
    }
  }

  private async giveBack(ids: string[], epoch: number) {
    if (await giveBack(this.tidings, ids, epoch)) this.lookAgain = true;
    // No longer known here, so they come back with whatever else is in doubt.
    else this.underWay.doubt();
    this.underWay.ended(ids);
  }

  private commit(results: AttemptResult[], lanes: LaneState[]): Promise<Turn> {
    const { tidings } = this;
    const now = tidings.now();
    for (const lane of lanes) lane.marked = false;
    const limitOf = (lane: LaneState) => this.lanes.limitOf(lane, now);
    const room = this.lanes.roomOf(results.length, this.resting.isBusy());
    const isFailing = (webhookId: string) => this.lanes.get(webhookId)?.failing ?? false;
    const isProbing = (webhookId: string) => this.lanes.get(webhookId)?.endpoint?.probing ?? false;
    const plan = { owner: this.options.owner, results, lanes, room, limitOf, isFailing, isProbing, now };
    return tidings.database.atomically((tx) => writeTurn(tidings, tx, plan));
  }

  private takeIn(results: AttemptResult[], { states, failing, resumed }: Turn) {
    this.lookAgain ||= resumed.length > 0;
    for (const { settlements, run } of results) {
      this.underWay.ended(settlements.map(({ id }) => id));
      const mine = settlements.filter(({ id }) => states.has(id));
      if (mine.length === 0) {
        this.tidings.log.warn({ deliveryIds: settlements.map(({ id }) => id) }, "delivery.lease_lost");
        continue;
      }
      if (run.verdict === "succeeded") this.count.succeeded++;
      else this.count.failed++;
      const lane = this.lanes.get(run.webhookId);
      if (lane) noteSettled(lane, mine, this.tidings.now());
    }
    for (const [webhookId, reason] of failing) {
      const lane = this.lanes.get(webhookId);
      if (lane) lane.failing = reason !== null;
      if (lane && reason === null) lane.notBefore = 0;
    }
  }

  private begin({ lane, lease, batches, dueAt, failing, stale, noted }: Claim, events: Turn["events"]) {
    const now = this.tidings.now();
    if (noted) Object.assign(lane, { settled: 0, notedAt: now });
    if (lane.epoch === undefined && lease.epoch !== undefined) this.lanes.share.taken();
    // Due and not to be had: the lease may be somebody else's by now, which only asking for it tells.
    const lost = !this.options.alone && batches.length === 0 && dueAt !== null && dueAt <= now;
    Object.assign(lane, { ...lease, dueAt: lane.marked ? now : dueAt, failing, stale });
    if (lost) lane.leaseUntil = 0;
    this.lanes.toTheEnd(lane);
    if (lease.epoch === undefined) return;
    this.lanes.spend(lane, batches.length, now);
    for (const batch of batches) {
      this.count.claimed++;
      this.lanes.begun(lane);
      this.underWay.begun(batch.deliveries);
      void this.attempt(lane, batch, { epoch: lease.epoch, events });
    }
  }

  private async attempt(
    lane: LaneState,
    batch: ClaimedBatch,
    claimed: { epoch: number; events: Turn["events"] },
  ) {
    try {
      if (!lane.endpoint) throw new Error("claimed without an endpoint");
      const { result, outcome } = await deliver(this.tidings, lane.endpoint, batch, claimed);
      this.results.push(result);
      noteOutcome(lane, outcome, this.tidings.now());
    } catch (error) {
      const ids = batch.deliveries.map(({ id }) => id);
      this.tidings.log.fatal({ err: error, deliveryIds: ids }, "delivery.crashed");
      await this.giveBack(ids, claimed.epoch);
    }
    this.lanes.ended(lane);
    this.resting.notify();
  }

  private msToNextDue(longest = 60_000): number {
    const next = this.lanes.nextDueAt();
    const ms = next === null ? longest : next - this.tidings.now();
    return Math.max(0, Math.min(ms, longest, 60_000));
  }

  /** Resolves when something ended or became due, or after so many ms. */
  private async rest(ms: number): Promise<void> {
    await this.resting.until(ms);
    await this.gather();
  }

  /**
   * Lets results that are about to come join the next commit, which costs the same for many as for few, until most of
   * what is under way has come. Whoever waits for an attempt to begin is not kept waiting.
   */
  private async gather(): Promise<void> {
    const end = performance.now() + GATHER_MS;
    // What is ready in this turn of the event loop comes along in any case.
    await new Promise(setImmediate);
    const { lanes, results } = this;
    const isMost = () => results.length >= GATHER * (lanes.inFlight + results.length);
    while (!this.woken && !isMost() && performance.now() < end) {
      await this.resting.until(end - performance.now());
    }
  }
}
