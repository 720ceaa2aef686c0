import { expect } from "vitest";
import { DAY_MS, hourOf } from "@/lib/time";
import { FINAL_DELIVERY_STATES } from "@/lib/vocabulary";
import type { Rules } from "./commands.fixture";
import { type DeliveryRow, type Rows, type RunRow, type Sums, sumsOf } from "./rows.fixture";

interface Known {
  /** Attempts that a kill cut off. */
  interrupted: number;
  /** Runs that retention took away. */
  pruned: number;
  /** Runs that a 410 ended; each leaves what it met owed, beyond the rule's tries (decision 5). */
  gone: number;
  final?: DeliveryRow;
}

interface Limits {
  /** The most tries that any rule so far allowed. */
  tries: number;
  /** A rule whose window runs from acceptance discards what it has tried, too. */
  discards: boolean;
}

/** How long the history keeps what has ended, and its counters. */
export const KEPT_DAYS = 3;
const COUNTER_DAYS = 15;

/** What must be true of the deliveries, whatever happened to them. */
export class Ledger {
  /** Deliveries that events, resends and replays have made. */
  owed = 0;
  private readonly known = new Map<string, Known>();
  private readonly away = { deliveries: 0, queued: 0, succeeded: 0, failed: 0 };
  private readonly awayHours: Sums[] = [];
  private awayLost = 0;
  /** Counted runs of deliveries that are gone, whose batch a resend still has. */
  private countedOfGone = 0;

  constructor(private readonly rows: Rows) {}

  of(id: string): Known {
    const known = this.known.get(id) ?? { interrupted: 0, pruned: 0, gone: 0 };
    this.known.set(id, known);
    return known;
  }

  /** What holds at rest. */
  check({ tries, discards }: Limits) {
    const { rows } = this;
    const deliveries = rows.deliveries();
    const queued = rows.replays().reduce((sum, replay) => sum + replay.queued, 0);
    expect(deliveries.length, "none is lost, none made from nothing").toBe(
      this.owed + queued + this.away.queued - this.away.deliveries,
    );
    const { status } = rows.webhook();
    const runsOf = this.runsByDelivery();
    for (const delivery of deliveries) {
      const known = this.of(delivery.id);
      const { single, several } = runsOf(delivery.id);
      const mine = [...single, ...several];
      expect(delivery.state, "nothing is being sent at rest").not.toBe("sending");
      if (known.final) expect(delivery, "what is final stays as it is").toEqual(known.final);
      if (isFinal(delivery)) known.final = delivery;
      known.gone = Math.max(known.gone, mine.filter(({ reason }) => reason === "gone").length);
      expect(delivery.attempts).toBeLessThanOrEqual(tries + known.interrupted + known.gone);
      const succeeded = mine.filter(({ verdict }) => verdict === "succeeded").length;
      if (known.pruned === 0)
        expect(succeeded, "delivered is what one success ended").toBe(delivery.state === "delivered" ? 1 : 0);
      if (delivery.state === "failed") expect(delivery.firstAttemptAt).not.toBeNull();
      if (delivery.state === "discarded" && !discards) expect(delivery.firstAttemptAt).toBeNull();
      if (status === "deleted") expect(isFinal(delivery)).toBe(true);
    }
    this.checkRuns(deliveries);
    this.checkCounters(deliveries);
  }

  /** After the engine has drained: where nothing stands before it, what is due has been tried. */
  checkNothingWaits({ order, retry, batch }: Rules, now: number) {
    if (this.rows.webhook().status !== "active" || order !== "none" || retry.kind === "interval") return;
    const due = this.rows.unfinished().filter(({ acceptedAt, nextAttemptAt }) => {
      const full = batch.max === 1 || acceptedAt + batch.maxWaitMs <= now;
      return full && (nextAttemptAt ?? now) <= now;
    });
    expect(due, "what is due is tried").toEqual([]);
  }

  /** Every attempt has its run, one by one or counted, but those cut off; those given back have one as well. */
  private checkRuns(deliveries: DeliveryRow[]) {
    const singles = this.countedSingly();
    const counted = singles.reduce((sum, { runs }) => sum + runs, 0);
    const missing = this.missing(deliveries);
    for (const [id, { runs, batches }] of missing) {
      expect(runs, `runs of ${id}`).toBeGreaterThanOrEqual(0);
      const known = singles.some(({ batchId }) => batches.has(batchId));
      if (!known) expect(runs, "every attempt has its run, but those cut off").toBe(0);
    }
    const sum = [...missing.values()].reduce((all, { runs }) => all + runs, 0);
    expect(sum, "what isn't kept one by one is counted").toBe(counted - this.countedOfGone);
  }

  /** How many runs of each delivery are only counted, by what its attempts say; a resend shares the batch's count. */
  private missing(deliveries: DeliveryRow[]) {
    const runsOf = this.runsByDelivery();
    const counted = this.rows.counted();
    const givenBack = (batches: Set<string>) =>
      counted.filter((one) => batches.has(one.batchId) && one.outcome === "own_network_down");
    return new Map(
      deliveries.map((delivery) => {
        const { single, several, batches } = runsOf(delivery.id);
        const known = this.of(delivery.id);
        const ofSeveral = counted.filter(({ batchId, size }) => size > 1 && batches.has(batchId));
        const uncharged =
          [...single, ...several].filter(({ reason }) => reason === "own_network_down").length +
          givenBack(batches).reduce((sum, { runs }) => sum + runs, 0);
        const expected = delivery.attempts - known.interrupted + uncharged - known.pruned;
        const found = single.length + several.length + ofSeveral.reduce((sum, { runs }) => sum + runs, 0);
        const names = new Set([...batches, ...single.map(({ batchId }) => batchId), delivery.id]);
        if (delivery.batchId) names.add(delivery.batchId);
        return [delivery.id, { runs: expected - found, batches: names }];
      }),
    );
  }

  /** Counted runs of batches of one, but for attempts that were given back. */
  private countedSingly() {
    return this.rows.counted().filter(({ size, outcome }) => size === 1 && outcome !== "own_network_down");
  }

  private runsByDelivery() {
    const runs = this.rows.runs();
    const members = this.rows.members();
    return (id: string) => {
      const batches = new Set(
        members.filter(({ deliveryId }) => deliveryId === id).map(({ batchId }) => batchId),
      );
      return {
        batches,
        single: runs.filter(({ deliveryId }) => deliveryId === id),
        several: runs.filter(({ deliveryId, batchId }) => deliveryId === null && batches.has(batchId)),
      };
    };
  }

  private checkCounters(deliveries: DeliveryRow[]) {
    const runs = this.rows.runs();
    const counted = this.rows.counted().reduce((sum, one) => sum + one.runs, 0);
    const hours = sumsOf([...this.rows.hours(), ...this.awayHours]);
    const succeeded = runs.filter(({ verdict }) => verdict === "succeeded").length;
    expect(hours, "the counters agree with what happened").toEqual({
      succeeded: succeeded + this.away.succeeded,
      failed: runs.length - succeeded + counted + this.away.failed,
      lost: deliveries.filter(isLost).length + this.awayLost,
    });
    if (this.awayHours.length === 0) expect(sumsOf(this.rows.days())).toEqual(hours);
  }

  /** Takes in what retention did, and judges it: what is owed stays, and what is past its days goes. */
  async whilePruned(now: number, prune: () => Promise<unknown>) {
    const cut = now - KEPT_DAYS * DAY_MS;
    const before = this.snapshot();
    const away = before.deliveries.filter((one) => one.finishedAt !== null && one.finishedAt < cut);
    const ofSeveral = new Map<string, string[]>();
    for (const { batchId, deliveryId } of before.members) {
      ofSeveral.set(batchId, [...(ofSeveral.get(batchId) ?? []), deliveryId]);
    }
    await prune();
    const after = this.snapshot();
    expect(after.deliveries, "what ended long ago goes, the rest stays").toEqual(
      before.deliveries.filter((one) => !away.includes(one)),
    );
    const owedEvents = new Set(before.deliveries.filter((one) => !isFinal(one)).map((one) => one.eventId));
    expect(after.events, "nothing owed loses its event").toEqual(
      before.events.filter(({ id, acceptedAt }) => acceptedAt >= cut || owedEvents.has(id)),
    );
    const stays = (run: RunRow) => {
      const ids = run.deliveryId ? [run.deliveryId] : (ofSeveral.get(run.batchId) ?? []);
      const owed = before.deliveries.some((one) => ids.includes(one.id) && !isFinal(one));
      return run.startedAt >= cut || owed;
    };
    expect(after.runs).toEqual(before.runs.filter(stays));
    for (const run of before.runs.filter((one) => !stays(one))) {
      if (run.verdict === "succeeded") this.away.succeeded++;
      else this.away.failed++;
      const ids = run.deliveryId ? [run.deliveryId] : (ofSeveral.get(run.batchId) ?? []);
      const given = run.reason === "own_network_down" ? 0 : 1;
      for (const id of ids) this.of(id).pruned += given;
    }
    this.away.failed += before.counted - after.counted;
    this.away.deliveries += away.length;
    this.awayLost += away.filter(isLost).length;
    this.away.queued += before.queued - after.queued;
    const counters = hourOf(now) - COUNTER_DAYS * DAY_MS;
    expect(after.hours).toEqual(before.hours.filter(({ hour }) => hour >= counters));
    this.awayHours.push(...before.hours.filter(({ hour }) => hour < counters));
    this.noteCountedOfGone(after.deliveries);
  }

  private noteCountedOfGone(deliveries: DeliveryRow[]) {
    const counted = this.countedSingly().reduce((sum, { runs }) => sum + runs, 0);
    const missing = [...this.missing(deliveries).values()].reduce((sum, { runs }) => sum + runs, 0);
    expect(counted, "no count of what is still there is lost").toBeGreaterThanOrEqual(missing);
    this.countedOfGone = counted - missing;
  }

  private snapshot() {
    const { rows } = this;
    return {
      deliveries: rows.deliveries(),
      events: rows.events(),
      runs: rows.runs(),
      members: rows.members(),
      hours: rows.hours(),
      counted: rows.counted().reduce((sum, one) => sum + one.runs, 0),
      queued: rows.replays().reduce((sum, replay) => sum + replay.queued, 0),
    };
  }
}

const isFinal = ({ state }: DeliveryRow) => FINAL_DELIVERY_STATES.includes(state as never);
const isLost = ({ state }: DeliveryRow) => state === "failed" || state === "discarded";
