import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import type { JsonObject } from "@/lib/vocabulary";
import { beginPassages, type Happening, type Starting as Letting } from "./begin-passages";
import { judgeRules } from "./judge-rules";
import type { Plan } from "./plan";
import { readPlan } from "./read-plans";
import { readWorlds, type Worlds } from "./read-worlds";
import type { Only } from "./start-schema";
import { isAwaited } from "./waits";

/**
 * Begins the passages of all workflows that these start, and lets those go on that waited for them. Belongs to the
 * commit that marks the events as seen, so that each begins what it begins once.
 * @returns how many passages are due now
 */
export function* hearEvents(
  database: Database,
  tx: Transaction,
  place: Place,
  happenings: readonly Happening[],
  now: number,
): Steps<number> {
  const starting = yield* readStarting(database, tx, place, happenings);
  const waiting = yield* readWaiting(database, tx, place, happenings);
  if (starting.length === 0 && waiting.length === 0) return 0;
  const worlds = yield* readWorlds(database, tx, place, [
    ...happenings.map(({ contactId, data }) => ({ contactId, parameters: data })),
    ...waiting,
  ]);
  const woken = yield* wake(database, tx, { worlds, waiting, happenings, now });
  let begun = 0;
  for (const workflow of starting) {
    begun += yield* begin(database, tx, place, { workflow, worlds, happenings, now });
  }
  return woken + begun;
}

interface Starting extends Letting {
  startsOn: string;
}

function* readStarting(
  { tables }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  happenings: readonly Happening[],
): Steps<Starting[]> {
  const { workflows, accounts } = tables;
  const rows = yield* tx.run(
    tx.orm
      .select({ id: workflows.id, version: workflows.version, startsOn: workflows.startsOn })
      .from(workflows)
      .innerJoin(accounts, eq(accounts.id, workflows.accountId))
      .where(
        and(
          eq(workflows.accountId, accountId),
          eq(workflows.dataCenterId, dataCenterId),
          inArray(workflows.startsOn, [...new Set(happenings.map(({ type }) => type))]),
          eq(workflows.status, "active"),
          eq(accounts.plan, "paid"),
          eq(accounts.automation, true),
        ),
      )
      .orderBy(workflows.id),
  );
  return rows.filter((row): row is Starting => row.version !== null && row.startsOn !== null);
}

type Waiting = Database["tables"]["passages"]["$inferSelect"];

function* readWaiting(
  { tables: { passages } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  happenings: readonly Happening[],
): Steps<Waiting[]> {
  return yield* tx.run(
    tx.orm
      .select()
      .from(passages)
      .where(
        and(
          eq(passages.accountId, accountId),
          eq(passages.dataCenterId, dataCenterId),
          inArray(passages.contactId, [...new Set(happenings.map(({ contactId }) => contactId))]),
          inArray(passages.awaitedType, [...new Set(happenings.map(({ type }) => type))]),
          isNull(passages.finishedAt),
        ),
      ),
  );
}

function* wake(
  database: Database,
  tx: Transaction,
  given: { worlds: Worlds; waiting: readonly Waiting[]; happenings: readonly Happening[]; now: number },
): Steps<number> {
  const { worlds, waiting, happenings, now } = given;
  const { passages } = database.tables;
  let woken = 0;
  for (const passage of waiting) {
    const plan = yield* readPlan(database, tx, passage.workflowId, passage.version);
    const step = passage.stepId === null ? undefined : plan.steps.get(passage.stepId)?.step;
    if (step?.type !== "wait" || step.for.kind !== "event") continue;
    const { for: waited } = step;
    const world = worlds.of(passage, now);
    const happened = happenings.some(
      ({ type, contactId, data }) =>
        type === passage.awaitedType &&
        contactId === passage.contactId &&
        world !== null &&
        isAwaited(waited, { ...world, event: data && { data } }),
    );
    if (!happened) continue;
    // An engine may have moved it on meanwhile, its time being up: then nothing is waited for any more.
    const waits = and(
      ...[eq(passages.id, passage.id), eq(passages.stepId, step.id)],
      ...[eq(passages.awaitedType, waited.eventType), isNull(passages.finishedAt)],
    );
    const going = yield* tx.run(
      tx.orm
        .update(passages)
        .set({ because: "happened", dueAt: now, awaitedType: null })
        .where(waits)
        .returning({ id: passages.id }),
    );
    woken += going.length;
  }
  return woken;
}

function* begin(
  database: Database,
  tx: Transaction,
  place: Place,
  given: { workflow: Starting; worlds: Worlds; happenings: readonly Happening[]; now: number },
): Steps<number> {
  const { workflow, worlds, happenings, now } = given;
  const plan = yield* readPlan(database, tx, workflow.id, workflow.version);
  const wanted = happenings.filter((happening) => isStart(plan, workflow, happening, worlds, now));
  return yield* beginPassages(database, tx, place, { workflow, wanted, now });
}

function isStart(
  { definition: { trigger } }: Plan,
  { startsOn }: Starting,
  { type, contactId, data }: Happening,
  worlds: Worlds,
  now: number,
): boolean {
  if (type !== startsOn || trigger === null) return false;
  const world = worlds.of({ contactId, parameters: data }, now);
  // An event about nobody whom the directory knows starts nothing.
  if (!world) return false;
  if (trigger.type === "event") return tells(trigger.only, data) && judgeRules(trigger, world).met;
  return trigger.type === "group_added" && data?.groupId === trigger.groupId;
}

/** Whether the event is the one that is asked for: of this form, this mailing. */
export const tells = (only: Only = {}, data: JsonObject | null): boolean =>
  Object.entries(only).every(([name, wanted]) => String(data?.[name]) === String(wanted));
