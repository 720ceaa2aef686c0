import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Tables } from "@/db/tables";
import type { Place } from "@/lib/data-centers/items";
import { beginPassages, type Happening } from "./begin-passages";
import { judgeCriteria, nextDate, type Seen, type Standing, toldOf } from "./criteria";
import { readWorlds, type Worlds } from "./read-worlds";
import { readWatches, unscanned, type Watch } from "./watches";

/** Contacts to be looked at for a workflow. */
export interface Look {
  watch: Watch;
  contactIds: readonly string[];
  /** Those that have come to meet the criteria, or whose date is reached, begin; else that is only noted. */
  begins: boolean;
}

/**
 * Before contacts change: how it stands with them is noted where that isn't known yet, or time has changed it since,
 * so that what is seen afterwards is what the change has done.
 * @returns the data center's watches, for `lookAtChanged`
 */
export function* lookBeforeChange(
  database: Database,
  tx: Transaction,
  place: Place,
  contactIds: readonly string[],
  now: number,
): Steps<Watch[]> {
  const watches = yield* readWatches(database, tx, place);
  if (watches.length === 0) return [];
  const ids = [...new Set(contactIds)];
  const due = yield* readDue(database, tx, watches, ids, now);
  const looks = watches.flatMap((watch): Look[] => {
    const ahead = unscanned(watch, ids);
    const overdue = ids.filter((id) => due.has(`${watch.workflowId} ${id}`) && !ahead.includes(id));
    return [
      { watch, contactIds: watch.lets ? ahead : [], begins: watch.startsPresent },
      { watch, contactIds: overdue, begins: watch.lets },
    ];
  });
  yield* look(database, tx, place, looks, now);
  return watches;
}

/**
 * After contacts have changed, or their groups: begins what they have come to meet. Belongs to the commit of the
 * change, so that each begins once.
 * @param byWorkflow a workflow has changed them, which is noted and begins nothing
 */
export function* lookAtChanged(
  database: Database,
  tx: Transaction,
  place: Place,
  given: { watches: readonly Watch[]; contactIds: readonly string[]; byWorkflow: boolean; now: number },
): Steps<number> {
  const { watches, contactIds, byWorkflow, now } = given;
  const ids = [...new Set(contactIds)];
  const looks = watches.map((watch): Look => {
    // The scan of one that is paused goes on when it is resumed, and takes them as they are then.
    const ahead = watch.lets ? [] : unscanned(watch, ids);
    return { watch, contactIds: ids.filter((id) => !ahead.includes(id)), begins: watch.lets && !byWorkflow };
  });
  return yield* look(database, tx, place, looks, now);
}

/**
 * Compares how it stands with contacts with what was noted of them, notes it anew, and begins the passages that follow.
 * Who calls holds the data center, so that nobody changes them meanwhile.
 */
export function* look(
  database: Database,
  tx: Transaction,
  place: Place,
  looks: readonly Look[],
  now: number,
): Steps<number> {
  const ids = [...new Set(looks.flatMap(({ contactIds }) => contactIds))];
  let begun = 0;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = new Set(ids.slice(from, from + AT_ONCE));
    const passing = [...part].map((contactId) => ({ contactId, parameters: null }));
    const worlds = yield* readWorlds(database, tx, place, passing);
    for (const { watch, contactIds, begins } of looks) {
      const theirs = contactIds.filter((id) => part.has(id));
      if (theirs.length > 0)
        begun += yield* lookAtSome(database, tx, place, { watch, contactIds: theirs, begins }, worlds, now);
    }
  }
  return begun;
}

/** Both databases take more values, but not without end. */
const AT_ONCE = 500;

type Row = Tables["watchedContacts"]["$inferSelect"];

function* lookAtSome(
  database: Database,
  tx: Transaction,
  place: Place,
  { watch, contactIds, begins }: Look,
  worlds: Worlds,
  now: number,
): Steps<number> {
  const { watchedContacts: watched } = database.tables;
  const { workflowId, since } = watch;
  const theirs = and(eq(watched.workflowId, workflowId), inArray(watched.contactId, [...contactIds]));
  const noted = new Map(
    (yield* tx.run(tx.orm.select().from(watched).where(theirs))).map((row) => [row.contactId, row]),
  );
  const changed: Row[] = [];
  const gone: string[] = [];
  const wanted: Happening[] = [];
  for (const contactId of contactIds) {
    const row = noted.get(contactId);
    const seen = seenIn(worlds, contactId, now);
    const { now: stands, reached } = judge(watch, seen, row, now);
    if (stands.met || stands.dueAt !== null) {
      const next = { workflowId, contactId, version: since, met: stands.met, dueAt: stands.dueAt };
      if (!row || row.version !== since || row.met !== next.met || row.dueAt !== next.dueAt)
        changed.push(next);
    } else if (row) gone.push(contactId);
    if (begins && seen && reached !== null) {
      const data = toldOf(watch.trigger, seen, reached);
      wanted.push({ type: watch.trigger.type, contactId, eventId: null, data });
    }
  }
  if (changed.length > 0) {
    const set = { version: sql`excluded.version`, met: sql`excluded.met`, dueAt: sql`excluded.due_at` };
    const target = [watched.workflowId, watched.contactId];
    yield* tx.run(tx.orm.insert(watched).values(changed).onConflictDoUpdate({ target, set }));
  }
  if (gone.length > 0) {
    const left = and(eq(watched.workflowId, workflowId), inArray(watched.contactId, gone));
    yield* tx.run(tx.orm.delete(watched).where(left));
  }
  const workflow = { id: workflowId, version: watch.published };
  return yield* beginPassages(database, tx, place, { workflow, wanted, now });
}

function seenIn(worlds: Worlds, contactId: string, now: number): Seen | null {
  const contact = worlds.contacts.get(contactId);
  const world = worlds.of({ contactId, parameters: null }, now);
  if (!contact || !world) return null;
  return {
    contact: { ...contact, groupIds: [...world.groups] },
    ...{ world, rulesOf: (id) => worlds.segments.get(id) },
  };
}

/** How it stands with a contact now, and the moment that it has reached; null where nothing begins. */
function judge(
  { trigger, since }: Watch,
  seen: Seen | null,
  row: Row | undefined,
  now: number,
): { now: Standing; reached: number | null } {
  if (!seen) return { now: { met: false, dueAt: null }, reached: null };
  const stands = judgeCriteria(trigger, seen, now);
  const noted = row?.version === since ? row : undefined;
  const due = noted?.dueAt != null && noted.dueAt <= now ? noted.dueAt : null;
  if (trigger.type === "contact_date") {
    const isReached = due !== null && nextDate(trigger, seen.world, due - 1) === due;
    return { now: stands, reached: isReached ? due : null };
  }
  if (noted?.met) return { now: stands, reached: null };
  // Late rather than never: what was met for a while, when nobody could look.
  const wasMet = due !== null && judgeCriteria(trigger, seen, due).met;
  return { now: stands, reached: wasMet ? due : stands.met ? now : null };
}

/** What is due of these contacts: `workflowId contactId`. */
function* readDue(
  { tables: { watchedContacts: watched } }: Database,
  tx: Transaction,
  watches: readonly Watch[],
  contactIds: readonly string[],
  now: number,
): Steps<Set<string>> {
  const due = new Set<string>();
  for (let from = 0; from < contactIds.length; from += AT_ONCE) {
    const rows = yield* tx.run(
      tx.orm
        .select({ workflowId: watched.workflowId, contactId: watched.contactId })
        .from(watched)
        .where(
          and(
            inArray(
              watched.workflowId,
              watches.map(({ workflowId }) => workflowId),
            ),
            inArray(watched.contactId, contactIds.slice(from, from + AT_ONCE)),
            isNotNull(watched.dueAt),
            lte(watched.dueAt, now),
          ),
        ),
    );
    for (const { workflowId, contactId } of rows) due.add(`${workflowId} ${contactId}`);
  }
  return due;
}
