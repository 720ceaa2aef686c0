import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { InspectedEvent } from "./inspected-schema";

const REFETCH_MS = 5_000;

export const eventQueries = {
  all: () => ["events"] as const,

  /** Live while a delivery of it can still change; never in a hidden tab. */
  inspect: (id: string, { live }: { live: boolean }) =>
    queryOptions({
      queryKey: [...eventQueries.all(), "inspect", id],
      queryFn: ({ signal }) => fetchJson<InspectedEvent>(consoleApi.event(id), signal),
      staleTime: REFETCH_MS,
      refetchInterval: ({ state }) =>
        live && (state.data?.owed.some(({ finishedAt }) => finishedAt === null) ?? false) && REFETCH_MS,
      refetchIntervalInBackground: false,
    }),
};
