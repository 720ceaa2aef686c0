import type { ClaimedRow, LaneWithWork } from "@/db/dialect/dialect";
import { asUnavailable } from "@/db/faults";
import type { Instance } from "@/lib/instance";
import { type AttemptResult, deliver } from "./deliver";
import { type LaneState, Lanes, openEndpoints } from "./lanes";
import { type Claim, type Turn, writeTurn } from "./turn";

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
const GIVE_BACK_MS = 60_000;

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
  private signal = () => {};
  private signalled = false;
  private readonly count: DrainCount = { claimed: 0, succeeded: 0, failed: 0 };

  constructor(
    private readonly tidings: Instance,
    private readonly options: EngineOptions,
  ) {}

  /** Puts back at once what a dead engine was sending; that attempt counts. @returns how many */
  async rescue(): Promise<number> {
    const { database, now } = this.tidings;
    const { owner, alone } = this.options;
    const rescued = await database.atomically((tx) => database.sql.rescue(tx, owner, now(), alone));
    if (rescued > 0) this.tidings.log.warn({ rescued }, "engine.rescued");
    this.wake();
    return rescued;
  }

  /** Something became due: for these webhooks, or somewhere if none is named. */
  wake(webhookIds: string[] = []) {
    if (webhookIds.length === 0 || !this.lanes.markDue(webhookIds, this.tidings.now())) this.lookAgain = true;
    this.notify();
  }

  /** No new attempts; `drain` returns when those under way are settled. */
  stop() {
    this.stopping = true;
    this.notify();
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
      await this.signalOrTimeout(mayClaim ? this.msToNextDue(end - performance.now()) : 60_000);
    }
    return {
      claimed: this.count.claimed - before.claimed,
      succeeded: this.count.succeeded - before.succeeded,
      failed: this.count.failed - before.failed,
    };
  }

  /** Resolves when woken, when the next retry is due, or after `longestMs`. */
  async waitForWork(longestMs: number): Promise<void> {
    if (!this.hasDue()) await this.signalOrTimeout(Math.min(longestMs, this.msToNextDue(longestMs)));
  }

  private hasDue() {
    return this.lookAgain || this.lanes.claimable(this.tidings.now()).length > 0;
  }

  private async turn(mayClaim: boolean) {
    const results = this.results.splice(0);
    if (results.length === 0 && !(mayClaim && this.hasDue())) return;
    const look = this.lookAgain;
    try {
      const { database } = this.tidings;
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
      this.lookAgain ||= turn.changed;
      this.takeIn(results, turn.settled);
      for (const claim of turn.claims) this.begin(claim);
    } catch (error) {
      this.tidings.log.error({ err: error }, "engine.turn_failed");
      this.lookAgain ||= look;
      if (asUnavailable(error)) this.results.unshift(...results);
      else await this.writeOneByOne(results);
      await new Promise((resolve) => setTimeout(resolve, AFTER_FAULT_MS));
    }
  }

  /** One result that can't be written must not keep its neighbours from being written. */
  private async writeOneByOne(results: AttemptResult[]) {
    for (const result of results) {
      try {
        this.takeIn([result], (await this.commit([result], [])).settled);
      } catch (error) {
        if (asUnavailable(error)) this.results.push(result);
        else {
          this.tidings.log.fatal({ err: error, deliveryId: result.settlement.id }, "delivery.not_written");
          await this.giveBack(result.settlement.id, result.settlement.epoch);
        }
      }
    }
  }

  /** After a fault of ours: it is due again in a minute, its attempt counted; the tries still come to an end. */
  private async giveBack(id: string, epoch: number) {
    const { database, now, log } = this.tidings;
    const settlement = { id, epoch, state: "pending" as const, reason: null, lateMs: 0, now: now() };
    try {
      await database.atomically((tx) =>
        database.sql.settle(tx, [{ ...settlement, nextAttemptAt: settlement.now + GIVE_BACK_MS }]),
      );
      this.lookAgain = true;
    } catch (error) {
      log.fatal({ err: error, deliveryId: id }, "delivery.not_given_back");
    }
  }

  private commit(results: AttemptResult[], lanes: LaneState[]): Promise<Turn> {
    const { tidings } = this;
    const limitOf = (lane: LaneState) => this.lanes.limitOf(lane, lanes.length);
    const plan = { owner: this.options.owner, results, lanes, limitOf, now: tidings.now() };
    return tidings.database.atomically((tx) => writeTurn(tidings, tx, plan));
  }

  private takeIn(results: AttemptResult[], settled: Set<string>) {
    for (const { settlement, run } of results) {
      if (!settled.has(settlement.id)) {
        this.tidings.log.warn({ deliveryId: settlement.id }, "delivery.lease_lost");
        continue;
      }
      if (run.verdict === "succeeded") this.count.succeeded++;
      else this.count.failed++;
      const lane = this.lanes.get(run.webhookId);
      if (lane && settlement.nextAttemptAt !== null) {
        lane.dueAt = Math.min(lane.dueAt ?? settlement.nextAttemptAt, settlement.nextAttemptAt);
      }
    }
  }

  private begin({ lane, lease, rows, dueAt }: Claim) {
    const { epoch, leaseUntil } = lease;
    Object.assign(lane, { epoch, leaseUntil, dueAt });
    this.lanes.toTheEnd(lane);
    if (epoch === undefined) return;
    for (const row of rows) {
      this.count.claimed++;
      lane.inFlight++;
      this.lanes.inFlight++;
      void this.attempt(lane, epoch, row);
    }
  }

  private async attempt(lane: LaneState, epoch: number, row: ClaimedRow) {
    try {
      if (!lane.endpoint) throw new Error("claimed without an endpoint");
      this.results.push(await deliver(this.tidings, lane.endpoint, row, epoch));
    } catch (error) {
      this.tidings.log.fatal({ err: error, deliveryId: row.id }, "delivery.crashed");
      await this.giveBack(row.id, epoch);
    }
    lane.inFlight--;
    this.lanes.inFlight--;
    this.notify();
  }

  private msToNextDue(longest = 60_000): number {
    const next = this.lanes.nextDueAt();
    const ms = next === null ? longest : next - this.tidings.now();
    return Math.max(0, Math.min(ms, longest, 60_000));
  }

  private notify() {
    this.signalled = true;
    this.signal();
  }

  private async signalOrTimeout(ms: number): Promise<void> {
    if (!this.signalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.signal = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.signal = () => {};
    }
    this.signalled = false;
    // Let results that are ready in this turn of the event loop join the next commit.
    await new Promise(setImmediate);
  }
}
