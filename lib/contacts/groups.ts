import { and, asc, count, eq, max } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import type { Place } from "@/lib/data-centers/items";
import { parseId } from "@/lib/data-centers/parse";
import { lockDataCenter, requireDataCenter } from "@/lib/data-centers/place";
import { invalid, notFound, Problem } from "@/lib/errors";
import { nameSome } from "@/lib/webhooks/name-webhooks";
import { startedByGroup } from "@/lib/workflows/started-by-group";
import { parseContactInput } from "./parse";
import { type GroupView, groupDraftSchema, groupViewSchema } from "./segment-schema";
import { placeOf } from "./write";

const MAX_GROUPS = 1_000;

/** Every group with how many contacts are in it. @throws Problem 404 */
export async function listGroups(
  caller: Caller,
  dataCenterId: number | string,
): Promise<{ groups: GroupView[] }> {
  const { database } = caller.tidings;
  const place = placeOf(caller, dataCenterId);
  await requireDataCenter(database, place);
  const { groups, groupMembers } = database.tables;
  const rows = await database.orm
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(within(groups, place))
    .orderBy(asc(groups.name), asc(groups.id));
  const sizes = await database.orm
    .select({ id: groupMembers.groupId, contacts: count() })
    .from(groupMembers)
    .where(within(groupMembers, place))
    .groupBy(groupMembers.groupId);
  const sizeOf = new Map(sizes.map(({ id, contacts }) => [id, Number(contacts)]));
  return { groups: rows.map((row) => groupViewSchema.parse({ ...row, contacts: sizeOf.get(row.id) ?? 0 })) };
}

/** @param entryId of its audit entry, by which a repeated call finds what was made @throws Problem 400, 404, 409 */
export async function createGroup(
  caller: Caller,
  dataCenterId: number | string,
  input: unknown,
  { entryId }: { entryId?: string | undefined } = {},
): Promise<GroupView> {
  const { id: given, name } = parseContactInput(groupDraftSchema, input);
  const { tidings } = caller;
  const { groups } = tidings.database.tables;
  const place = placeOf(caller, dataCenterId);
  return tidings.database.atomically(function* (tx) {
    yield* lockDataCenter(tidings.database, tx, place);
    const [row] = yield* tx.run(
      tx.orm
        .select({ last: max(groups.id), has: count() })
        .from(groups)
        .where(within(groups, place)),
    );
    if (Number(row?.has) >= MAX_GROUPS) {
      throw new Problem("conflict", `The data center has ${MAX_GROUPS} groups, its limit. Delete one first.`);
    }
    const id = given ?? Number(row?.last ?? 0) + 1;
    if (yield* readName(tidings.database, tx, place, id)) {
      throw new Problem("conflict", `Another group of the data center has the id ${id}.`);
    }
    yield* tx.run(tx.orm.insert(groups).values({ ...place, id, name }));
    yield* note(caller, tx, place, { action: "group.created", id, name, entryId });
    return { id, name, contacts: 0 };
  });
}

/** @throws Problem 400, 404 */
export async function renameGroup(
  caller: Caller,
  dataCenterId: number | string,
  groupId: number | string,
  input: unknown,
): Promise<GroupView> {
  const id = parseId(groupId, "group");
  const { id: given, name } = parseContactInput(groupDraftSchema, input);
  if (given !== undefined && given !== id) {
    const message = `is not ${id}, the id in the address`;
    throw invalid([{ path: "id", message, remedy: "Leave it out, or call the address of that id." }]);
  }
  const { database } = caller.tidings;
  const { groups, groupMembers } = database.tables;
  const place = placeOf(caller, dataCenterId);
  return database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    if (!(yield* readName(database, tx, place, id))) throw notFound("group");
    const mine = and(within(groups, place), eq(groups.id, id));
    yield* tx.run(tx.orm.update(groups).set({ name }).where(mine));
    yield* note(caller, tx, place, { action: "group.renamed", id, name });
    const [size] = yield* tx.run(
      tx.orm
        .select({ contacts: count() })
        .from(groupMembers)
        .where(and(within(groupMembers, place), eq(groupMembers.groupId, id))),
    );
    return { id, name, contacts: Number(size?.contacts ?? 0) };
  });
}

/** Takes the group away; who was in it stays. @throws Problem 404, 409 where a segment asks for it or a workflow starts by it */
export async function deleteGroup(
  caller: Caller,
  dataCenterId: number | string,
  groupId: number | string,
): Promise<void> {
  const id = parseId(groupId, "group");
  const { database } = caller.tidings;
  const { groups, groupMembers, segments } = database.tables;
  const place = placeOf(caller, dataCenterId);
  await database.atomically(function* (tx) {
    yield* lockDataCenter(database, tx, place);
    const name = yield* readName(database, tx, place, id);
    if (!name) throw notFound("group");
    const asking = (yield* tx.run(
      tx.orm
        .select({ name: segments.name, rules: segments.rules })
        .from(segments)
        .where(within(segments, place)),
    )).filter(({ rules }) =>
      rules.conditions.some(({ subject, value }) => subject === "group" && Number(value) === id),
    );
    if (asking.length > 0) {
      const names = asking.map((segment) => `"${segment.name}"`).join(", ");
      throw new Problem("conflict", `The group is asked for by segment ${names}. Change the segment first.`);
    }
    const starting = yield* startedByGroup(database, tx, place, id);
    if (starting.length > 0) {
      const names = nameSome("workflow", starting);
      throw new Problem("conflict", `The group starts ${names}. Choose another group there first.`);
    }
    const theirs = and(within(groupMembers, place), eq(groupMembers.groupId, id));
    yield* tx.run(tx.orm.delete(groupMembers).where(theirs));
    yield* tx.run(tx.orm.delete(groups).where(and(within(groups, place), eq(groups.id, id))));
    yield* note(caller, tx, place, { action: "group.deleted", id, name });
  });
}

interface Done {
  action: "group.created" | "group.renamed" | "group.deleted";
  id: number;
  name: string;
  entryId?: string | undefined;
}

const note = (
  { tidings, accountId, actor }: Caller,
  tx: Transaction,
  place: Place,
  { action, id, name, entryId }: Done,
): Steps<void> =>
  recordAudit(tidings.database, tx, {
    ...{ id: entryId, accountId, actor, at: tidings.now(), action },
    target: { kind: "data_center", id: String(place.dataCenterId) },
    details: { id, name },
  });

function* readName(
  { tables: { groups } }: Database,
  tx: Transaction,
  place: Place,
  id: number,
): Steps<string | undefined> {
  const mine = and(within(groups, place), eq(groups.id, id));
  const [row] = yield* tx.run(tx.orm.select({ name: groups.name }).from(groups).where(mine));
  return row?.name;
}

type Owned = Database["tables"]["groups" | "groupMembers" | "segments"];
const within = (table: Owned, { accountId, dataCenterId }: Place) =>
  and(eq(table.accountId, accountId), eq(table.dataCenterId, dataCenterId));
