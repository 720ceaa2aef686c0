import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { InspectedRun, RunGroup } from "@/lib/runs/schema";
import type { Verdict } from "@/lib/vocabulary";

const REFETCH_MS = 3_000;
const PAGE = 20;

export const runQueries = {
  all: () => ["runs"] as const,

  ofWebhook: (webhookId: string) => [...runQueries.all(), "of", webhookId] as const,

  /** Live: a page is asked for about every 3 s, whatever number of them is open; never in a hidden tab. */
  byDelivery: (webhookId: string, verdict: Verdict | undefined, options: { live: boolean }) =>
    infiniteQueryOptions({
      queryKey: [...runQueries.ofWebhook(webhookId), verdict ?? "all"],
      queryFn: ({ pageParam, signal }) =>
        fetchJson<{ groups: RunGroup[]; next: string | null }>(
          consoleApi.runs(webhookId, { verdict, cursor: pageParam, limit: PAGE }),
          signal,
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
      refetchInterval: ({ state }) => options.live && REFETCH_MS * Math.max(1, state.data?.pages.length ?? 1),
      refetchIntervalInBackground: false,
    }),

  inspect: (runId: string) =>
    queryOptions({
      queryKey: [...runQueries.all(), "inspect", runId],
      queryFn: ({ signal }) => fetchJson<InspectedRun>(consoleApi.run(runId), signal),
      refetchOnWindowFocus: false,
    }),
};
