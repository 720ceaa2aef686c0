import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi, type ListView } from "@/lib/paths";
import type { DeliveryRows } from "./schema";

const REFETCH_MS = 5_000;

export const deliveryQueries = {
  all: () => ["deliveries"] as const,

  /** Live: the page that is shown is asked for every 5 s, never in a hidden tab. */
  list: (view: ListView, { live }: { live: boolean }) =>
    queryOptions({
      queryKey: [...deliveryQueries.all(), "list", view],
      queryFn: ({ signal }) => fetchJson<DeliveryRows>(consoleApi.deliveries(view), signal),
      staleTime: REFETCH_MS,
      refetchInterval: live && REFETCH_MS,
      refetchIntervalInBackground: false,
    }),
};
