import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi, type ListView } from "@/lib/paths";
import type { InspectedPassage, PassageRows, StepStatistics } from "./passage-schema";
import type { WorkflowView } from "./schema";

const REFETCH_MS = 5_000;
/** A way that is being gone on changes under the eyes of who watches it. */
const UNDER_WAY_MS = 2_000;

/** Live, never in a hidden tab. */
const live = { refetchIntervalInBackground: false } as const;

export const workflowQueries = {
  all: ["workflows"] as const,

  /** As it is saved now, whatever was read before. */
  one: (id: string) =>
    queryOptions({
      queryKey: [...workflowQueries.all, "one", id],
      queryFn: ({ signal }) => fetchJson<WorkflowView>(consoleApi.workflow(id), signal),
      staleTime: 0,
    }),

  passages: (workflowId: string, view: ListView) =>
    queryOptions({
      queryKey: [...workflowQueries.all, "passages", workflowId, view],
      queryFn: ({ signal }) => fetchJson<PassageRows>(consoleApi.passages(workflowId, view), signal),
      ...{ ...live, staleTime: REFETCH_MS, refetchInterval: REFETCH_MS },
    }),

  /** @param watched nothing lies over it that may not move */
  passage: (id: string, { watched }: { watched: boolean }) =>
    queryOptions({
      queryKey: [...workflowQueries.all, "passage", id],
      queryFn: ({ signal }) => fetchJson<InspectedPassage>(consoleApi.passage(id), signal),
      ...{ ...live, staleTime: UNDER_WAY_MS },
      refetchInterval: ({ state }) => {
        if (!watched) return false;
        const { passage, deliveries } = state.data ?? {};
        const settled = deliveries?.every(({ finishedAt }) => finishedAt !== null) ?? false;
        return passage?.finishedAt && settled ? false : UNDER_WAY_MS;
      },
    }),

  statistics: (workflowId: string) =>
    queryOptions({
      queryKey: [...workflowQueries.all, "statistics", workflowId],
      queryFn: ({ signal }) => fetchJson<StepStatistics>(consoleApi.stepStatistics(workflowId), signal),
      ...{ ...live, staleTime: REFETCH_MS, refetchInterval: REFETCH_MS },
    }),
};
