import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import type { InboxRequest, InboxRow } from "@/lib/inbox/schema";
import { consoleApi } from "@/lib/paths";

const REFETCH_MS = 2_000;

export interface InboxPage {
  requests: InboxRow[];
  next: string | null;
}

export const inboxQueries = {
  all: (token: string) => ["inbox", token] as const,

  /** Live: a page is asked for about every 2 s, whatever number of them is open; never in a hidden tab. */
  requests: (token: string, first: InboxPage) =>
    infiniteQueryOptions({
      queryKey: [...inboxQueries.all(token), "requests"],
      queryFn: ({ pageParam, signal }) =>
        fetchJson<InboxPage>(consoleApi.inboxRequests(token, { cursor: pageParam }), signal),
      initialPageParam: undefined as string | undefined,
      initialData: { pages: [first], pageParams: [undefined] },
      getNextPageParam: (last) => last.next ?? undefined,
      refetchInterval: ({ state }) => REFETCH_MS * Math.max(1, state.data?.pages.length ?? 1),
      refetchIntervalInBackground: false,
    }),

  /** A request never changes. */
  request: (token: string, id: string) =>
    queryOptions({
      queryKey: [...inboxQueries.all(token), "request", id],
      queryFn: ({ signal }) => fetchJson<InboxRequest>(consoleApi.inboxRequest(token, id), signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
