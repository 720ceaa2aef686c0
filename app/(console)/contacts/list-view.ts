import { type Query, viewReader } from "@/app/(console)/read-view";
import { parsePlace } from "@/lib/contacts/walks";
import type { ContactsView } from "./list-view-rules";

export const PAGE_SIZE = 25;

export function readView(query: Query): ContactsView {
  const { text, whole } = viewReader(query);
  const cursor = query.cursor;
  return {
    ...{ dataCenter: whole("dataCenter"), q: text("q"), segment: whole("segment"), group: whole("group") },
    cursor: typeof cursor === "string" && cursor.length <= 2_000 && parsePlace(cursor) ? cursor : undefined,
  };
}

export const filterOf = ({ q, segment, group, cursor }: ContactsView) => ({
  ...{ q, segmentId: segment, groupId: group, cursor, limit: PAGE_SIZE },
});
