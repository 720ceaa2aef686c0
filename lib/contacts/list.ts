import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import type { Place } from "@/lib/data-centers/items";
import { parseId } from "@/lib/data-centers/parse";
import { requireDataCenter } from "@/lib/data-centers/place";
import { queryNumber, queryNumberOr, queryText } from "@/lib/query-fields";
import { walkList } from "@/lib/walk-list";
import { asksForGroups, type Judged, matchesSegment } from "./matches-segment";
import { groupsOfContacts } from "./members";
import { parseContactInput } from "./parse";
import { type ContactList, type ContactPage, contactPageSchema } from "./schema";
import type { Rules, SegmentCount } from "./segment-schema";
import { findRules } from "./segments";
import { type StoredContact, toRow, toView } from "./stored";
import { contactWalk, parsePlace, type WalkedContact } from "./walks";

/** What the API's list and the console's are asked with. */
export const contactFilterSchema = z.strictObject({
  /** The beginning of an id, an e-mail, a phone number, or of a first or last name. */
  q: queryText(200).optional(),
  segmentId: queryNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  groupId: queryNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  limit: queryNumberOr(100, 1, 1_000),
  cursor: z
    .string()
    .max(2_000)
    .refine((text) => parsePlace(text) !== undefined, "is not a cursor of this list")
    .optional(),
});

export type ContactFilter = z.input<typeof contactFilterSchema>;
export type ContactSearch = ContactFilter & { dataCenterId: number | string };

/** Small enough that a page of what is typed costs a few milliseconds. */
const CHUNK = 200;

/**
 * A page of a data center's contacts: all, those found by what is typed, those of a group or a segment, or of several
 * of these. A page costs the same in a directory of a million; a segment's may stop early and say where to go on.
 * @throws Problem 400, 404
 */
export async function searchContacts(
  caller: Caller,
  { dataCenterId, ...filter }: ContactSearch,
): Promise<ContactPage> {
  const { rows, next, stopped } = await walkContacts(caller, dataCenterId, filter);
  return contactPageSchema.parse({ contacts: rows.map(({ contact }) => toRow(contact)), next, stopped });
}

/** The same, each with all that is known of it. @throws Problem 400, 404 */
export async function listContacts(
  caller: Caller,
  dataCenterId: number | string,
  filter: ContactFilter,
): Promise<ContactList> {
  const { place, rows, next, stopped } = await walkContacts(caller, dataCenterId, filter);
  const ids = rows.map(({ contact }) => contact.id);
  const groups = new Map(ids.map((id) => [id, [] as number[]]));
  for (const { contactId, groupId } of await groupsOfContacts(caller.tidings.database, place, ids)) {
    groups.get(contactId)?.push(groupId);
  }
  const contacts = rows.map(({ contact }) => toView(contact, groups.get(contact.id) ?? []));
  return { contacts, next, stopped };
}

async function walkContacts(caller: Caller, dataCenterId: number | string, filter: ContactFilter) {
  const { q, segmentId, groupId, limit, cursor } = parseContactInput(contactFilterSchema, filter);
  const { database } = caller.tidings;
  const place = await requirePlace(caller, dataCenterId);
  const rules = segmentId === undefined ? null : await findRules(caller, place, segmentId);
  const typed = q?.trim() || undefined;
  const walk = contactWalk(database, place, {
    ...{ q: typed, groupId },
    withGroups: rules !== null && asksForGroups(rules),
  });
  const now = caller.tidings.now();
  const judged = {
    ...walk,
    wanted: (row: WalkedContact) =>
      (walk.wanted?.(row) ?? true) && (rules === null || matchesSegment(rules, toJudged(row), now)),
  };
  const page = await walkList(judged, cursor, limit, { chunk: rules ? SEGMENT_CHUNK : CHUNK });
  return { place, rows: page.rows, next: page.next, stopped: page.stoppedAt !== null };
}

const SEGMENT_CHUNK = 1_000;

/** How many are looked at for a count: what a page of the console can wait for. */
const COUNTED = 20_000;

/** How many of a data center's contacts meet rules, the first 20,000 of them. @throws Problem 404 */
export async function countMatching(
  caller: Caller,
  dataCenterId: number | string,
  rules: Rules,
): Promise<SegmentCount> {
  const place = await requirePlace(caller, dataCenterId);
  const now = caller.tidings.now();
  const walk = contactWalk(caller.tidings.database, place, { withGroups: asksForGroups(rules) });
  let after: string | undefined;
  let [matching, of] = [0, 0];
  while (of < COUNTED) {
    const rows = await walk.read(after, SEGMENT_CHUNK);
    matching += rows.filter((row) => matchesSegment(rules, toJudged(row), now)).length;
    of += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < SEGMENT_CHUNK) return { matching, of, complete: true };
    after = walk.place(last);
    await new Promise(setImmediate);
  }
  return { matching, of, complete: false };
}

async function requirePlace(caller: Caller, dataCenterId: number | string): Promise<Place> {
  const place = { accountId: caller.accountId, dataCenterId: parseId(dataCenterId, "data center") };
  await requireDataCenter(caller.tidings.database, place);
  return place;
}

const toJudged = ({ contact, groupIds }: { contact: StoredContact; groupIds: number[] }): Judged => ({
  ...contact,
  groupIds,
});
