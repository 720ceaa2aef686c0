import { queryOptions } from "@tanstack/react-query";
import type { ConnectorList } from "@/lib/connectors/schema";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";

export const connectorQueries = {
  all: ["connectors"] as const,

  /** All of the account, by name. */
  list: () =>
    queryOptions({
      queryKey: [...connectorQueries.all, "list"],
      queryFn: ({ signal }) => fetchJson<ConnectorList>(consoleApi.connectors(), signal),
      staleTime: 10_000,
    }),
};
