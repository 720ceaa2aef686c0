import { and, asc, count, eq, max } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { StoredRules } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import type { Place } from "@/lib/data-centers/items";
import { parseId } from "@/lib/data-centers/parse";
import { lockDataCenter, requireDataCenter } from "@/lib/data-centers/place";
import { invalid, notFound, Problem } from "@/lib/errors";
import { iso } from "@/lib/time";
import { nameSome } from "@/lib/webhooks/name-webhooks";
import { watchAnew, watchersOf } from "@/lib/workflows/watches";
import { parseContactInput } from "./parse";
import {
  MAX_SEGMENTS,
  type Rules,
  type SegmentView,
  segmentDraftSchema,
  segmentViewSchema,
} from "./segment-schema";
import { placeOf } from "./write";

/** @throws Problem 404 */
export async function listSegments(
  caller: Caller,
  dataCenterId: number | string,
): Promise<{ segments: SegmentView[] }> {
  const { database } = caller.tidings;
  const place = placeOf(caller, dataCenterId);
  await requireDataCenter(database, place);
  const { segments } = database.tables;
  const rows = await database.orm
    .select()
    .from(segments)
    .where(within(database, place))
    .orderBy(asc(segments.name), asc(segments.id));
  return { segments: rows.map(toSegment) };
}

/** @throws Problem 404 */
export async function findSegment(
  caller: Caller,
  dataCenterId: number | string,
  segmentId: number | string,
): Promise<SegmentView> {
  const { database } = caller.tidings;
  const place = placeOf(caller, dataCenterId);
  const [row] = await database.orm
    .select()
    .from(database.tables.segments)
    .where(and(within(database, place), eq(database.tables.segments.id, parseId(segmentId, "segment"))));
  if (!row) throw notFound("segment");
  return toSegment(row);
}

/** The rules that a list is narrowed by. @throws Problem 400 where there is no such segment */
export async function findRules({ tidings }: Caller, place: Place, segmentId: number): Promise<Rules> {
  const { orm, tables } = tidings.database;
  const [row] = await orm
    .select({ rules: tables.segments.rules })
    .from(tables.segments)
    .where(and(within(tidings.database, place), eq(tables.segments.id, segmentId)));
  if (row) return row.rules as Rules;
  throw invalid([
    {
      path: "segmentId",
      message: `there is no segment ${segmentId} in the data center`,
      remedy: "Choose one of the data center's segments.",
    },
  ]);
}

/** @param entryId of its audit entry, by which a repeated call finds what was made @throws Problem 400, 404, 409 */
export async function createSegment(
  caller: Caller,
  dataCenterId: number | string,
  input: unknown,
  { entryId }: { entryId?: string | undefined } = {},
): Promise<SegmentView> {
  const { id: given, ...draft } = parseContactInput(segmentDraftSchema, input);
  return save(caller, placeOf(caller, dataCenterId), draft, entryId, function* (database, tx, place) {
    const { segments } = database.tables;
    const [row] = yield* tx.run(
      tx.orm
        .select({ last: max(segments.id), has: count() })
        .from(segments)
        .where(within(database, place)),
    );
    if (Number(row?.has) >= MAX_SEGMENTS) {
      throw new Problem(
        "conflict",
        `The data center has ${MAX_SEGMENTS} segments, its limit. Delete one first.`,
      );
    }
    const id = given ?? Number(row?.last ?? 0) + 1;
    const [taken] = yield* tx.run(
      tx.orm
        .select({ id: segments.id })
        .from(segments)
        .where(and(within(database, place), eq(segments.id, id))),
    );
    if (taken) throw new Problem("conflict", `Another segment of the data center has the id ${id}.`);
    return { id, action: "segment.created" as const };
  });
}

/** Changes one that is there. @throws Problem 400, 404 */
export async function updateSegment(
  caller: Caller,
  dataCenterId: number | string,
  segmentId: number | string,
  input: unknown,
): Promise<SegmentView> {
  const id = parseId(segmentId, "segment");
  const { id: given, ...draft } = parseContactInput(segmentDraftSchema, input);
  if (given !== undefined && given !== id) {
    const message = `is not ${id}, the id in the address`;
    throw invalid([{ path: "id", message, remedy: "Leave it out, or call the address of that id." }]);
  }
  return save(caller, placeOf(caller, dataCenterId), draft, undefined, function* (database, tx, place) {
    yield* requireSegment(database, tx, place, id);
    yield* watchAnew(database, tx, place, id);
    return { id, action: "segment.updated" as const };
  });
}

/** @throws Problem 404, 409 while workflows start by it, which are named */
export async function deleteSegment(
  caller: Caller,
  dataCenterId: number | string,
  segmentId: number | string,
): Promise<void> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const place = placeOf(caller, dataCenterId);
  const id = parseId(segmentId, "segment");
  await database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    const name = yield* requireSegment(database, tx, place, id);
    const starting = yield* watchersOf(database, tx, place, id);
    if (starting.length > 0) {
      const names = nameSome(
        "workflow",
        starting.map((watch) => ({ label: watch.name })),
      );
      throw new Problem("conflict", `The segment starts ${names}. Choose another segment there first.`);
    }
    const mine = and(within(database, place), eq(database.tables.segments.id, id));
    yield* tx.run(tx.orm.delete(database.tables.segments).where(mine));
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "segment.deleted" },
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: { id, name },
    });
  });
}

async function save(
  caller: Caller,
  place: Place,
  draft: { name: string; rules: Rules },
  entryId: string | undefined,
  decide: (
    database: Database,
    tx: Transaction,
    place: Place,
  ) => Steps<{ id: number; action: "segment.created" | "segment.updated" }>,
): Promise<SegmentView> {
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { segments } = database.tables;
  const now = tidings.now();
  return database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    const { id, action } = yield* decide(database, tx, place);
    const row = { ...place, id, name: draft.name, rules: draft.rules as StoredRules, updatedAt: now };
    yield* tx.run(tx.orm.delete(segments).where(and(within(database, place), eq(segments.id, id))));
    yield* tx.run(tx.orm.insert(segments).values(row));
    yield* recordAudit(database, tx, {
      ...{ id: entryId, accountId, actor, at: now, action },
      target: { kind: "data_center", id: String(place.dataCenterId) },
      details: { id, name: draft.name },
    });
    return toSegment(row);
  });
}

function* requireSegment(database: Database, tx: Transaction, place: Place, id: number): Steps<string> {
  const { segments } = database.tables;
  const [row] = yield* tx.run(
    tx.orm
      .select({ name: segments.name })
      .from(segments)
      .where(and(within(database, place), eq(segments.id, id))),
  );
  if (!row) throw notFound("segment");
  return row.name;
}

const toSegment = ({
  id,
  name,
  rules,
  updatedAt,
}: {
  id: number;
  name: string;
  rules: StoredRules;
  updatedAt: number;
}) => segmentViewSchema.parse({ id, name, rules, updatedAt: iso(updatedAt) });

const within = ({ tables: { segments } }: Database, { accountId, dataCenterId }: Place) =>
  and(eq(segments.accountId, accountId), eq(segments.dataCenterId, dataCenterId));
