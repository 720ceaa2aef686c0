import { setTimeout as sleep } from "node:timers/promises";
import { and, asc, eq, gt, isNotNull, lte } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import { asUnavailable } from "@/db/faults";
import type { Place } from "@/lib/data-centers/items";
import { lockDataCenter } from "@/lib/data-centers/place";
import type { Instance } from "@/lib/instance";
import { look } from "./watch-contacts";
import { readWatches, type Watch } from "./watches";

/** Contacts that one transaction looks at; some milliseconds of work. */
export const LOOKED_AT_ONCE = 250;

/** After a fault of ours the workflow rests for so long, so that the others go on meanwhile. */
const AFTER_FAULT_MS = 5_000;

const restsOf = new WeakMap<Instance, Map<string, number>>();

export interface StartOptions {
  isOver?: () => boolean;
  /** Waits between two parts, the last of which took so long (ms). */
  pause?: (tookMs: number) => Promise<unknown>;
}

/**
 * Begins what time alone starts, and looks at the contacts that are there when a workflow is published, a part of each
 * workflow at a time. What a part has come to is true with what it began, so that a kill in between begins nobody twice.
 * @returns in how many ms the next contact is due; undefined where none waits
 */
export async function runDueStarts(
  tidings: Instance,
  options: StartOptions = {},
): Promise<number | undefined> {
  const { isOver = () => false, pause = politely } = options;
  const rests = restsOf.get(tidings) ?? new Map<string, number>();
  restsOf.set(tidings, rests);
  for (;;) {
    const now = tidings.now();
    const waiting = (await nextStarts(tidings)).map((each) => ({
      ...each,
      dueAt: Math.max(each.dueAt, rests.get(each.workflowId) ?? 0),
    }));
    const due = waiting.filter(({ dueAt }) => dueAt <= now);
    if (due.length === 0 || isOver()) {
      const next = Math.min(...waiting.map(({ dueAt }) => dueAt));
      return Number.isFinite(next) ? Math.max(0, next - now) : undefined;
    }
    for (const { workflowId, ...place } of due) {
      if (isOver()) break;
      const began = performance.now();
      try {
        await takePart(tidings, place, workflowId);
        rests.delete(workflowId);
      } catch (error) {
        if (asUnavailable(error)) throw error;
        tidings.log.error({ err: error, workflowId }, "workflow.start_failed");
        rests.set(workflowId, tidings.now() + AFTER_FAULT_MS);
      }
      await pause(performance.now() - began);
    }
  }
}

/** Twice as long as the part took, so that deliveries have the thread and the database for two thirds of the time. */
const politely = (tookMs: number) => sleep(Math.max(1, 2 * tookMs));

/** One transaction's worth of work for a workflow. @returns how many passages it began */
export function takePart({ database, now }: Instance, place: Place, workflowId: string): Promise<number> {
  const at = now();
  return database.atomically(function* (tx): Steps<number> {
    yield* lockDataCenter(database, tx, place);
    const [watch] = yield* readWatches(database, tx, place, workflowId);
    if (!watch) {
      yield* takeAway(tx, workflowId);
      return 0;
    }
    if (watch.state === "scanning") return watch.lets ? yield* scan(tx, watch) : 0;
    const { watchedContacts: watched } = database.tables;
    const rows = yield* tx.run(
      tx.orm
        .select({ contactId: watched.contactId })
        .from(watched)
        .where(and(eq(watched.workflowId, workflowId), isNotNull(watched.dueAt), lte(watched.dueAt, at)))
        .orderBy(asc(watched.dueAt), asc(watched.contactId))
        .limit(LOOKED_AT_ONCE),
    );
    const contactIds = rows.map(({ contactId }) => contactId);
    return yield* look(database, tx, place, [{ watch, contactIds, begins: watch.lets }], at);
  });

  /** The next contacts of the data center, as they are. */
  function* scan(tx: Transaction, watch: Watch): Steps<number> {
    const { contacts, workflowWatches: watches } = database.tables;
    const { cursor, startsPresent: begins } = watch;
    const rows = yield* tx.run(
      tx.orm
        .select({ id: contacts.id })
        .from(contacts)
        .where(
          and(
            eq(contacts.accountId, place.accountId),
            eq(contacts.dataCenterId, place.dataCenterId),
            cursor === null ? undefined : gt(contacts.id, cursor),
          ),
        )
        .orderBy(asc(contacts.id))
        .limit(LOOKED_AT_ONCE),
    );
    const contactIds = rows.map(({ id }) => id);
    const begun = yield* look(database, tx, place, [{ watch, contactIds, begins }], at);
    const next =
      contactIds.length === LOOKED_AT_ONCE
        ? { cursor: contactIds.at(-1) as string }
        : ({ cursor: null, state: "watching", startsPresent: false } as const);
    yield* tx.run(tx.orm.update(watches).set(next).where(eq(watches.workflowId, workflowId)));
    return begun;
  }

  /** Of a workflow that watches no more: what it has noted, and at last the watch itself. */
  function* takeAway(tx: Transaction, id: string): Steps<void> {
    const { workflowWatches: watches } = database.tables;
    const gone = yield* tx.rows<{ id: string }>(TAKE_AWAY, [id, LOOKED_AT_ONCE]);
    const isEnding = and(eq(watches.workflowId, id), eq(watches.state, "ending"));
    if (gone.length < LOOKED_AT_ONCE) yield* tx.run(tx.orm.delete(watches).where(isEnding));
  }
}

const TAKE_AWAY = `
  DELETE FROM watched_contacts WHERE workflow_id = $1 AND contact_id IN (
    SELECT contact_id FROM watched_contacts WHERE workflow_id = $1 LIMIT $2
  ) RETURNING contact_id AS "id"`;

interface NextStart extends Place {
  workflowId: string;
  dueAt: number;
}

/** When each workflow that watches contacts has something to do next, the longest due first. */
export async function nextStarts({ database }: Instance): Promise<NextStart[]> {
  const rows = await database.rows<Omit<NextStart, "dueAt"> & { dueAt: number | null }>(NEXT_STARTS, []);
  return rows
    .flatMap(({ dueAt, ...row }) => (dueAt === null ? [] : { ...row, dueAt: Number(dueAt) }))
    .sort((one, other) => one.dueAt - other.dueAt);
}

/** One seek in an index for each. The scan of one that lets nobody in waits until it does. */
const NEXT_STARTS = `
  SELECT v.workflow_id AS "workflowId", v.account_id AS "accountId", v.data_center_id AS "dataCenterId",
    CASE WHEN v.state = 'ending' THEN 0
      WHEN v.state = 'scanning' THEN CASE WHEN w.status = 'active' AND a.plan = 'paid' AND a.automation THEN 0 END
      ELSE (SELECT min(c.due_at) FROM watched_contacts c WHERE c.workflow_id = v.workflow_id AND c.due_at IS NOT NULL)
    END AS "dueAt"
  FROM workflow_watches v
  JOIN workflows w ON w.id = v.workflow_id
  JOIN accounts a ON a.id = v.account_id`;
