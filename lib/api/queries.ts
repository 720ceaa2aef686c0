import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { paths } from "@/lib/paths";

/** An OpenAPI document, as far as the reference looks into it. */
export interface ApiDocument {
  paths: Record<string, Record<string, ApiOperation>>;
  [key: string]: unknown;
}

export interface ApiOperation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; example?: unknown }[];
}

export const apiQueries = {
  /** It changes with the product only. */
  document: () =>
    queryOptions({
      queryKey: ["api", "document"],
      queryFn: ({ signal }) => fetchJson<ApiDocument>(paths.api.openApi(), signal),
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
    }),
};
