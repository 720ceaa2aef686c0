import { type Query, viewReader } from "@/app/(console)/read-view";
import { isEventType } from "@/lib/event-types/catalogue";
import { type EventRowFilter, sinceMillis } from "@/lib/events/filter";
import { isId } from "@/lib/ids";

/** What the page shows, as its address says it. */
export type EventsView = {
  q?: string | undefined;
  type?: string | undefined;
  dataCenter?: string | undefined;
  since?: string | undefined;
  cursor?: string | undefined;
};

export function readView(query: Query): EventsView {
  const { text, whole } = viewReader(query);
  const type = text("type");
  const since = text("since");
  const cursor = text("cursor");
  return {
    // Nothing that can be found has control characters.
    q: text("q")?.replace(/\p{Cc}/gu, "") || undefined,
    type: isEventType(type) ? type : undefined,
    dataCenter: whole("dataCenter"),
    since: sinceMillis(since, 0) === undefined ? undefined : since,
    cursor: cursor && isId(cursor) ? cursor : undefined,
  };
}

export const filterOf = (
  { q, type, dataCenter, since, cursor }: EventsView,
  now: number,
): EventRowFilter => ({
  ...{ q, type, cursor },
  dataCenterId: dataCenter === undefined ? undefined : Number(dataCenter),
  since: sinceMillis(since, now),
});

export const isFiltered = ({ cursor: _, ...filters }: EventsView) =>
  Object.values(filters).some((value) => value !== undefined);
