import type { Database, Steps, Transaction } from "@/db/database";
import type { RunCount } from "@/db/dialect/dialect";
import { holdLane, letLaneGo } from "@/db/lane-rows";
import { compactRuns } from "@/db/run-rows";
import { together } from "@/db/together";
import type { Instance } from "@/lib/instance";
import { durationClassOf, noRuns } from "@/lib/runs/count";
import { hourOf } from "@/lib/time";
import type { RunReason } from "@/lib/vocabulary";
import { type EndedStep, hearAnswers } from "@/lib/workflows/hear-answers";
import type { AttemptResult } from "./deliver";
import { type Observed, recordHealth } from "./record-health";

/** What a turn made true of the deliveries whose attempts ended. */
export interface Settled {
  /** The state of each delivery that was still leased under its epoch. */
  states: Map<string, string>;
  /** Lanes whose endpoint began to fail (and why) or answers again (null). */
  failing: Map<string, RunReason | null>;
  /** Webhooks that a probe has resumed: what waited for them is due. */
  resumed: string[];
}

export interface EndedAttempts {
  results: AttemptResult[];
  now: number;
  /** Whether the endpoint of a webhook's lane is known to fail. */
  isFailing(webhookId: string): boolean;
}

export const nothingSettled = (): Settled => ({ states: new Map(), failing: new Map(), resumed: [] });

/**
 * Writes what attempts came to: runs, the deliveries' next state, the webhooks' health and the counters, together
 * or not at all. A delivery that is no longer leased under its epoch is somebody else's by now: of such an attempt
 * nothing is written.
 */
export function* settle(
  tidings: Instance,
  tx: Transaction,
  { results, now, isFailing }: EndedAttempts,
): Steps<Settled> {
  if (results.length === 0) return nothingSettled();
  const { database } = tidings;
  const rows = yield* database.sql.settle(
    tx,
    results.flatMap((result) => result.settlements),
  );
  const states = new Map(rows.map((row) => [row.id, row.state]));
  const mine = results.filter((result) => result.settlements.some(({ id }) => states.has(id)));
  const [, , news] = yield* together([
    writeRuns(database, tx, mine),
    database.sql.addToRunCounts(tx, countByHour(mine, states)),
    spreadNews(tidings, tx, { results: mine, now, isFailing }, states),
  ]);
  return { states, ...news };
}

function* writeRuns({ sql }: Database, tx: Transaction, results: AttemptResult[]): Steps<void> {
  const runs = results.map(({ run }) => run);
  yield* sql.insertRuns(tx, runs);
  for (const run of runs) yield* compactRuns(tx, run);
}

/** To the workflows and contacts that waited for the deliveries, to the lanes, and to whoever judges the endpoints. */
function* spreadNews(
  tidings: Instance,
  tx: Transaction,
  { results: mine, now, isFailing }: EndedAttempts,
  states: Map<string, string>,
): Steps<Omit<Settled, "states">> {
  const { database } = tidings;
  yield* hearAnswers(database, tx, endedSteps(mine, states), now);
  const contacts = endedContacts(mine, states);
  if (contacts.length > 0) yield* database.sql.releaseNext(tx, contacts, now);
  const failing = yield* noteFailing(tx, mine, now, isFailing);
  const observed = mine.map((result) => observe(result, states));
  return { failing, resumed: yield* recordHealth(tidings, tx, observed, now) };
}

const isLost = (state: string | undefined) => state === "failed" || state === "discarded";

const observe = ({ run, settlements, suspend }: AttemptResult, states: Map<string, string>): Observed => ({
  ...{ webhookId: run.webhookId, verdict: run.verdict, startedAt: run.startedAt, gone: suspend },
  reason: run.reason as Observed["reason"],
  lost: settlements.filter(({ id }) => isLost(states.get(id))).length,
});

function countByHour(results: AttemptResult[], states: Map<string, string>): RunCount[] {
  const counts = new Map<string, RunCount>();
  for (const { run, settlements } of results) {
    const hour = hourOf(run.startedAt);
    const key = `${run.webhookId} ${hour}`;
    const count = counts.get(key) ?? noRuns(run.webhookId, hour);
    if (run.verdict === "succeeded") count.succeeded++;
    else count.failed++;
    count.lost += settlements.filter(({ id }) => isLost(states.get(id))).length;
    const durationClass = durationClassOf(run.durationMs);
    count.took[durationClass] = (count.took[durationClass] ?? 0) + 1;
    counts.set(key, count);
  }
  return [...counts.values()].toSorted((a, b) =>
    a.webhookId === b.webhookId ? a.hour - b.hour : a.webhookId < b.webhookId ? -1 : 1,
  );
}

const isOver = (state: string | undefined) => state !== undefined && state !== "pending";

/** Of workflows: what their passages may be waiting for. */
const endedSteps = (results: AttemptResult[], states: Map<string, string>): EndedStep[] =>
  results.flatMap(({ step }) => {
    const state = step && states.get(step.deliveryId);
    return step && isOver(state ?? undefined) ? [{ ...step, accepted: state === "delivered" }] : [];
  });

/** The contacts whose delivery came to an end: where order is kept, their next one may go. */
const endedContacts = (results: AttemptResult[], states: Map<string, string>) =>
  results
    .filter(({ settlements }) => settlements.some(({ id }) => isOver(states.get(id))))
    .flatMap(({ run, orderKeys }) => orderKeys.map((orderKey) => ({ webhookId: run.webhookId, orderKey })));

/**
 * Where retries run at an interval, a failure holds back everything but one probing batch, and a success lets it all
 * go again, in the order in which it was accepted (S2.34).
 */
function* noteFailing(
  tx: Transaction,
  results: AttemptResult[],
  now: number,
  isFailing: (webhookId: string) => boolean,
): Steps<Map<string, RunReason | null>> {
  const last = new Map<string, RunReason | null>();
  for (const { run, probes, uncharged } of results) {
    if (probes && !uncharged) last.set(run.webhookId, run.reason as RunReason | null);
  }
  for (const [webhookId, reason] of last) {
    if (reason !== null && !isFailing(webhookId)) yield* holdLane(tx, webhookId, reason, now);
    if (reason === null && isFailing(webhookId)) yield* letLaneGo(tx, webhookId, now);
  }
  return last;
}
