import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import { type MasterItems, type MasterList, segmentOf } from "./schema";

/** Up to so many items are read again whenever somebody comes back to the page: they may have added some elsewhere. */
const FEW = 1_000;

export const dataCenterQueries = {
  /** One list, whole, for a field that finds in it as somebody types. */
  list: <List extends MasterList>(dataCenterId: number, list: List) =>
    queryOptions({
      queryKey: ["data-centers", dataCenterId, list],
      queryFn: async ({ signal }) => {
        const url = consoleApi.masterList(dataCenterId, segmentOf(list));
        return (await fetchJson<Record<List, MasterItems[List][]>>(url, signal))[list];
      },
      // The fields of one form read it once.
      staleTime: 5_000,
      refetchOnWindowFocus: ({ state }) => ((state.data?.length ?? 0) <= FEW ? "always" : false),
    }),
};
