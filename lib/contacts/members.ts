import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { invalid } from "@/lib/errors";
import { hearEvents } from "@/lib/workflows/hear-events";

/** What becomes of a contact's groups: all of them anew, or one more. */
export interface Membership {
  contactId: string;
  groupIds: readonly number[] | undefined;
  join: number | null;
}

/** @throws Problem 400 for a group that the data center doesn't have */
export function* setGroups(
  database: Database,
  tx: Transaction,
  place: Place,
  memberships: readonly Membership[],
  now: number,
): Steps<void> {
  const named = [
    ...new Set(memberships.flatMap(({ groupIds, join }) => [...(groupIds ?? []), join ?? []].flat())),
  ];
  if (named.length > 0) yield* requireGroups(database, tx, place, named);
  const { groupMembers } = database.tables;
  const joined: Joined[] = [];
  for (const { contactId, groupIds, join } of memberships) {
    const wanted = [...new Set([...(groupIds ?? []), ...(join === null ? [] : [join])])];
    if (groupIds !== undefined) {
      const theirs = and(withinGroups(database, place), eq(groupMembers.contactId, contactId));
      const others = wanted.length === 0 ? theirs : and(theirs, notInArray(groupMembers.groupId, wanted));
      yield* tx.run(tx.orm.delete(groupMembers).where(others));
    }
    for (const groupId of wanted) joined.push(...(yield* joinGroup(tx, place, { groupId, contactId }, now)));
  }
  yield* tellWorkflows(database, tx, place, joined, now);
}

export function* addMembers(
  database: Database,
  tx: Transaction,
  place: Place,
  groupId: number,
  contactIds: readonly string[],
  now: number,
): Steps<void> {
  yield* requireGroups(database, tx, place, [groupId]);
  const joined: Joined[] = [];
  for (const contactId of contactIds)
    joined.push(...(yield* joinGroup(tx, place, { groupId, contactId }, now)));
  yield* tellWorkflows(database, tx, place, joined, now);
}

interface Joined {
  groupId: number;
  contactId: string;
}

/** @returns the pair, unless the contact was in the group before */
function* joinGroup(
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  { groupId, contactId }: Joined,
  now: number,
): Steps<Joined[]> {
  return yield* tx.rows<Joined>(JOIN, [accountId, dataCenterId, groupId, contactId, now]);
}

/** Being added to a group can start a workflow (S5.3). */
function* tellWorkflows(
  database: Database,
  tx: Transaction,
  place: Place,
  joined: readonly Joined[],
  now: number,
): Steps<void> {
  if (joined.length === 0) return;
  const happenings = joined.map(({ groupId, contactId }) => ({
    ...{ type: "group_added", contactId, eventId: null, data: { groupId } },
  }));
  yield* hearEvents(database, tx, place, happenings, now);
}

const JOIN = `
  INSERT INTO group_members (account_id, data_center_id, group_id, contact_id, added_at)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
  RETURNING group_id AS "groupId", contact_id AS "contactId"`;

function* requireGroups(database: Database, tx: Transaction, place: Place, ids: number[]): Steps<void> {
  const { groups } = database.tables;
  const here = and(eq(groups.accountId, place.accountId), eq(groups.dataCenterId, place.dataCenterId));
  const found = yield* tx.run(
    tx.orm
      .select({ id: groups.id })
      .from(groups)
      .where(and(here, inArray(groups.id, ids))),
  );
  const missing = ids.filter((id) => !found.some((group) => group.id === id));
  if (missing.length === 0) return;
  throw invalid([
    {
      path: "groupIds",
      message: `names a group that the data center does not have: ${missing.join(", ")}`,
      remedy: "Use ids of groups of the data center.",
    },
  ]);
}

export const withinGroups = ({ tables: { groupMembers } }: Database, { accountId, dataCenterId }: Place) =>
  and(eq(groupMembers.accountId, accountId), eq(groupMembers.dataCenterId, dataCenterId));

/** The groups of each of these contacts, ascending. */
export function groupsOfContacts(
  database: Database,
  place: Place,
  contactIds: readonly string[],
  { orm }: Pick<Transaction, "orm"> = database,
) {
  const { groupMembers } = database.tables;
  return orm
    .select({ contactId: groupMembers.contactId, groupId: groupMembers.groupId })
    .from(groupMembers)
    .where(and(withinGroups(database, place), inArray(groupMembers.contactId, [...contactIds])))
    .orderBy(groupMembers.groupId);
}
