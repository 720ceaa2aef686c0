import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseUnavailable } from "@/db/database";
import type { Instance } from "@/lib/instance";
import { HOUR_MS } from "@/lib/time";
import { readKeptSince } from "./days";
import { prunePartitions } from "./drop-partitions";
import { pruneDeliveries } from "./prune-deliveries";
import { pruneEvents } from "./prune-events";
import { pruneImports } from "./prune-imports";
import { pruneMails } from "./prune-mails";
import { pruneCounters, pruneReplays, pruneRuns } from "./prune-of-webhook";
import { prunePassages } from "./prune-passages";
import { cutSamples } from "./samples";
import { readWebhookIds, type Scope, type Step } from "./step";

/** How many rows of each kind a pass took away. */
export type Pruned = Record<
  "events" | "deliveries" | "runs" | "counters" | "replays" | "mails" | "passages",
  number
>;

export interface PruneOptions {
  /** Ends the pass after the step under way. */
  signal?: AbortSignal;
  /** Waits between two steps, the last of which took so long (ms). */
  pause?: (tookMs: number) => Promise<unknown>;
}

/**
 * What is kept beyond its days, because it is still owed or ended late, is looked at again once an hour; the passes
 * between go on where the last one stopped, so that a week's deliveries to a dead endpoint aren't read every minute.
 */
const FROM_THE_BEGINNING_MS = HOUR_MS;

/** Takes away what is past retention, in transactions of a few hundred rows. */
export class Pruner {
  private readonly reached = new Map<string, string>();
  private beganAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly tidings: Instance) {}

  /** One pass over every account. What is owed stays, whatever its age. */
  async prune({ signal, pause = politely(signal) }: PruneOptions = {}): Promise<Pruned> {
    const pruned: Pruned = {
      events: 0,
      deliveries: 0,
      runs: 0,
      counters: 0,
      replays: 0,
      mails: 0,
      passages: 0,
    };
    const { now, log } = this.tidings;
    if (Math.abs(now() - this.beganAt) >= FROM_THE_BEGINNING_MS) {
      this.reached.clear();
      this.beganAt = now();
    }
    const walk = async (kind: keyof Pruned, step: Step, scope: Scope) => {
      const key = `${kind} ${scope.webhookId ?? scope.accountId}`;
      for (let more = true; more && !signal?.aborted; ) {
        const started = performance.now();
        const done = await step(this.tidings, { ...scope, after: this.reached.get(key) });
        if (done.reached !== null) this.reached.set(key, done.reached);
        pruned[kind] += done.pruned;
        more = done.more;
        // SQLite answers at once, so without this a thousand webhooks would be looked at before any delivery goes on.
        await new Promise(setImmediate);
        if (done.pruned > 0 || more) await pause(performance.now() - started);
      }
    };
    const accounts = await readKeptSince(this.tidings);
    const { beforeOf } = await prunePartitions(this.tidings, accounts, () => signal?.aborted === true);
    for (const account of accounts) {
      if (signal?.aborted) break;
      await walk("events", pruneEvents, { ...account, before: beforeOf("events", account) });
      await walk("deliveries", pruneDeliveries, account);
      for (const webhookId of await readWebhookIds(this.tidings, account.accountId)) {
        const scope = { ...account, webhookId };
        await walk("runs", pruneRuns, { ...scope, before: beforeOf("runs", account) });
        await walk("counters", pruneCounters, scope);
        await walk("replays", pruneReplays, scope);
      }
      await walk("mails", pruneMails, account);
      await walk("passages", prunePassages, account);
      await cutSamples(this.tidings, account.accountId);
      await pruneImports(this.tidings, account);
    }
    if (Object.values(pruned).some((rows) => rows > 0)) log.info(pruned, "retention.pruned");
    return pruned;
  }
}

/** Twice as long as the step took, so that deliveries have the thread and the database for two thirds of the time. */
const politely = (signal?: AbortSignal) => (tookMs: number) =>
  sleep(Math.max(5, 2 * tookMs), undefined, { signal }).catch(() => {});

/** How often to look, and how far the clock may leap in between before it is no longer believed. */
const EVERY_MS = 60_000;
const LEAP_MS = HOUR_MS;

export interface Retention {
  /** Ends after the step under way. */
  stop(): Promise<void>;
}

/**
 * Prunes once a minute until stopped. Right after the clock has leapt nothing is taken away for an hour: a machine
 * that wakes up in another year for a minute must not cost the history of all.
 */
export function startRetention(tidings: Instance): Retention {
  const abort = new AbortController();
  const pruner = new Pruner(tidings);
  const trusted = createClockWatch(tidings.now);
  const run = async () => {
    while (!abort.signal.aborted) {
      await sleep(EVERY_MS, undefined, { signal: abort.signal }).catch(() => {});
      if (abort.signal.aborted) return;
      try {
        if (trusted()) await pruner.prune({ signal: abort.signal });
        else tidings.log.warn("retention.clock_leapt: nothing is pruned for an hour");
      } catch (error) {
        const level = error instanceof DatabaseUnavailable ? "warn" : "error";
        tidings.log[level]({ err: error }, "retention.failed");
      }
    }
  };
  const done = run();
  return {
    stop() {
      abort.abort();
      return done;
    },
  };
}

/** Tells whether the clock has gone evenly for the last hour, against one that can't be set. */
export function createClockWatch(now: () => number, steady = () => performance.now()) {
  let last = { now: now(), steady: steady() };
  let doubtedAt = Number.NEGATIVE_INFINITY;
  return (): boolean => {
    const seen = { now: now(), steady: steady() };
    const leap = seen.now - last.now - (seen.steady - last.steady);
    last = seen;
    if (Math.abs(leap) > LEAP_MS) doubtedAt = seen.steady;
    return seen.steady - doubtedAt > HOUR_MS;
  };
}
