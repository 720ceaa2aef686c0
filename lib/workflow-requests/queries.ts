import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { FoundEvent } from "./found-schema";

/** Whom and what a workflow's webhook can be tried with. */
export const requestQueries = {
  events: (dataCenterId: number, q: string) =>
    queryOptions({
      queryKey: ["request-events", dataCenterId, q],
      queryFn: async ({ signal }) =>
        (await fetchJson<{ events: FoundEvent[] }>(consoleApi.requestEvents({ dataCenterId, q }), signal))
          .events,
      placeholderData: keepPreviousData,
      staleTime: 5_000,
    }),
};
