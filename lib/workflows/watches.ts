import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Tables } from "@/db/tables";
import type { Place } from "@/lib/data-centers/items";
import { isWatched, startsPresent, type WatchedTrigger } from "./criteria";
import { workflowsOf } from "./of-data-center";
import { readPlan } from "./read-plans";
import type { Trigger } from "./start-schema";

type WatchRow = Tables["workflowWatches"]["$inferSelect"];

/** A workflow that starts by criteria or dates, and what it watches contacts for. */
export interface Watch extends Omit<WatchRow, "version"> {
  /** The version under whose trigger contacts are noted, and the published one that they would go through. */
  since: number;
  published: number;
  name: string;
  trigger: WatchedTrigger;
  /** It lets contacts in: it is active, and the account's plan has workflows. */
  lets: boolean;
}

/** The watches of a data center, or one of them; paused ones too, for what they note has to stay true. */
export function* readWatches(
  database: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  workflowId?: string,
): Steps<Watch[]> {
  const { workflowWatches: watches, workflows, accounts } = database.tables;
  const here = and(eq(watches.accountId, accountId), eq(watches.dataCenterId, dataCenterId));
  const one = workflowId === undefined ? undefined : eq(watches.workflowId, workflowId);
  const rows = yield* tx.run(
    tx.orm
      .select({
        watch: watches,
        name: workflows.name,
        status: workflows.status,
        published: workflows.version,
        plan: accounts.plan,
        automation: accounts.automation,
      })
      .from(watches)
      .innerJoin(workflows, eq(workflows.id, watches.workflowId))
      .innerJoin(accounts, eq(accounts.id, watches.accountId))
      .where(and(here, one, ne(watches.state, "ending")))
      .orderBy(watches.workflowId),
  );
  const read: Watch[] = [];
  for (const { watch, name, status, published, plan, automation } of rows) {
    const { version: since, ...rest } = watch;
    const { trigger } = (yield* readPlan(database, tx, watch.workflowId, since)).definition;
    if (!isWatched(trigger)) continue;
    const lets = status === "active" && plan === "paid" && automation;
    read.push({ ...rest, since, published: published ?? since, name, trigger, lets });
  }
  return read;
}

/** Those that the scan has yet to come to, as the databases sort ids: by their bytes. */
export function unscanned({ state, cursor }: Watch, contactIds: readonly string[]): string[] {
  if (state !== "scanning") return [];
  if (cursor === null) return [...contactIds];
  const reached = Buffer.from(cursor);
  return contactIds.filter((id) => Buffer.compare(Buffer.from(id), reached) > 0);
}

interface Published {
  id: string;
  accountId: number;
  dataCenterId: number;
  version: number;
}

/** Of a version that is being published: watches for its trigger, unless that is what is watched for already. */
export function* watchFor(
  database: Database,
  tx: Transaction,
  { id: workflowId, accountId, dataCenterId, version }: Published,
  trigger: Trigger | null,
): Steps<void> {
  if (!isWatched(trigger)) return yield* endWatch(database, tx, workflowId);
  const present = yield* readWatches(database, tx, { accountId, dataCenterId }, workflowId);
  if (present.some((watch) => isDeepStrictEqual(watch.trigger, trigger))) return;
  const { workflowWatches: watches } = database.tables;
  const scan = { version, state: "scanning", cursor: null, startsPresent: startsPresent(trigger) } as const;
  yield* tx.run(
    tx.orm
      .insert(watches)
      .values({ workflowId, accountId, dataCenterId, ...scan })
      .onConflictDoUpdate({ target: watches.workflowId, set: scan }),
  );
}

/** What was noted of contacts is taken away part by part, beside the engine. */
export function* endWatch(
  { tables: { workflowWatches: watches } }: Database,
  tx: Transaction,
  workflowId: string,
): Steps<void> {
  yield* tx.run(
    tx.orm
      .update(watches)
      .set({ state: "ending", cursor: null, startsPresent: false })
      .where(eq(watches.workflowId, workflowId)),
  );
}

/** The workflows that watch for a segment, by name. */
export function* watchersOf(
  database: Database,
  tx: Transaction,
  place: Place,
  segmentId: number,
): Steps<Watch[]> {
  const watches = yield* readWatches(database, tx, place);
  return watches.filter(({ trigger }) => trigger.type === "segment_met" && trigger.segmentId === segmentId);
}

/** A segment has other rules now: who meets them at this moment is noted, and begins nothing by that. */
export function* watchAnew(
  database: Database,
  tx: Transaction,
  place: Place,
  segmentId: number,
): Steps<void> {
  const { workflowWatches: watches } = database.tables;
  for (const { workflowId, state, startsPresent } of yield* watchersOf(database, tx, place, segmentId)) {
    // One that has yet to come to those who are present does so by the new rules.
    const scan = {
      state: "scanning",
      cursor: null,
      startsPresent: state === "scanning" && startsPresent,
    } as const;
    yield* tx.run(tx.orm.update(watches).set(scan).where(eq(watches.workflowId, workflowId)));
  }
}

/** Contacts that are gone are watched no more. */
export function* forgetWatched(
  database: Database,
  tx: Transaction,
  place: Place,
  contactIds: readonly string[],
): Steps<void> {
  const { watchedContacts: watched } = database.tables;
  const theirs = inArray(watched.contactId, [...contactIds]);
  yield* tx.run(
    tx.orm.delete(watched).where(and(inArray(watched.workflowId, workflowsOf(database, tx, place)), theirs)),
  );
}
