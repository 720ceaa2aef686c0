import { and, eq, inArray } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Place } from "@/lib/data-centers/items";
import { invalid } from "@/lib/errors";

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
  for (const { contactId, groupIds, join } of memberships) {
    if (groupIds !== undefined) {
      const theirs = and(withinGroups(database, place), eq(groupMembers.contactId, contactId));
      yield* tx.run(tx.orm.delete(groupMembers).where(theirs));
    }
    const wanted = new Set([...(groupIds ?? []), ...(join === null ? [] : [join])]);
    for (const groupId of wanted)
      yield* tx.rows(JOIN, [place.accountId, place.dataCenterId, groupId, contactId, now]);
  }
}

/** @returns how many of these contacts weren't in the group before */
export function* addMembers(
  database: Database,
  tx: Transaction,
  place: Place,
  groupId: number,
  contactIds: readonly string[],
  now: number,
): Steps<void> {
  yield* requireGroups(database, tx, place, [groupId]);
  for (const contactId of contactIds) {
    yield* tx.rows(JOIN, [place.accountId, place.dataCenterId, groupId, contactId, now]);
  }
}

const JOIN = `
  INSERT INTO group_members (account_id, data_center_id, group_id, contact_id, added_at)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;

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
export function groupsOfContacts(database: Database, place: Place, contactIds: readonly string[]) {
  const { groupMembers } = database.tables;
  return database.orm
    .select({ contactId: groupMembers.contactId, groupId: groupMembers.groupId })
    .from(groupMembers)
    .where(and(withinGroups(database, place), inArray(groupMembers.contactId, [...contactIds])))
    .orderBy(groupMembers.groupId);
}
