import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { ImportView } from "./import-schema";
import type { ContactPage, ContactView } from "./schema";
import type { GroupView, Rules, SegmentCount, SegmentView } from "./segment-schema";

/** What narrows a search; what is left out narrows nothing. */
export interface ContactsWanted {
  dataCenterId: number;
  q?: string | undefined;
  segmentId?: number | undefined;
  groupId?: number | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const RUNNING_MS = 1_000;

export const contactQueries = {
  all: ["contacts"] as const,

  /** As somebody types: what was found for the letters before stays until the next answer is there. */
  search: ({ dataCenterId, q, segmentId, groupId, limit = 20, cursor }: ContactsWanted) =>
    queryOptions({
      queryKey: [...contactQueries.all, "search", dataCenterId, q, segmentId, groupId, limit, cursor],
      queryFn: ({ signal }) => {
        const text = (value: number | undefined) => value?.toString();
        const wanted = { dataCenterId: String(dataCenterId), q, cursor, limit: String(limit) };
        const narrowed = { ...wanted, segmentId: text(segmentId), groupId: text(groupId) };
        return fetchJson<ContactPage>(consoleApi.contacts(narrowed), signal);
      },
      placeholderData: keepPreviousData,
      staleTime: 5_000,
    }),

  /** Its card. */
  card: (dataCenterId: number, id: string) =>
    queryOptions({
      queryKey: [...contactQueries.all, "card", dataCenterId, id],
      queryFn: ({ signal }) => fetchJson<ContactView>(consoleApi.contact(dataCenterId, id), signal),
      staleTime: 5_000,
    }),

  /** Groups and segments to choose from. */
  sets: (dataCenterId: number) =>
    queryOptions({
      queryKey: [...contactQueries.all, "sets", dataCenterId],
      queryFn: ({ signal }) =>
        fetchJson<{ groups: GroupView[]; segments: SegmentView[] }>(
          consoleApi.contactSets(dataCenterId),
          signal,
        ),
      staleTime: 10_000,
    }),

  /** How far each import has come; asked again while one runs. */
  imports: (dataCenterId: number) =>
    queryOptions({
      queryKey: [...contactQueries.all, "imports", dataCenterId],
      queryFn: ({ signal }) =>
        fetchJson<{ imports: ImportView[] }>(consoleApi.contactImports(dataCenterId), signal),
      refetchInterval: ({ state }) =>
        state.data?.imports.some((each) => each.state === "running") ? RUNNING_MS : false,
      refetchIntervalInBackground: false,
    }),

  /** How many meet rules that are being written. */
  count: (dataCenterId: number, rules: Rules) =>
    queryOptions({
      queryKey: [...contactQueries.all, "count", dataCenterId, rules],
      queryFn: ({ signal }) =>
        fetchJson<SegmentCount>(consoleApi.segmentCount(dataCenterId, JSON.stringify(rules)), signal),
      placeholderData: keepPreviousData,
      staleTime: 5_000,
    }),
};
