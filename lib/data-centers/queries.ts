import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";

export const dataCenterQueries = {
  /** At most 10,000, for a field that finds among them as somebody types. */
  mailings: (dataCenterId: number) =>
    queryOptions({
      queryKey: ["data-centers", dataCenterId, "mailings"],
      queryFn: ({ signal }) =>
        fetchJson<{ mailings: { id: number; name: string }[] }>(consoleApi.mailings(dataCenterId), signal),
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    }),
};
