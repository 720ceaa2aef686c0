import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { PersonView } from "@/lib/users/schema";

const read = (query: { q?: string; ids?: string }) => ({
  queryKey: ["people", query],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    fetchJson<{ people: PersonView[] }>(consoleApi.people(query), signal),
  staleTime: 60_000,
  refetchOnWindowFocus: false,
});

export const userQueries = {
  /** The few of the account whose name or e-mail has the text, as somebody types. */
  people: (q: string) => queryOptions({ ...read({ q }), placeholderData: keepPreviousData }),

  /** Those of them who are still in the account. */
  named: (ids: string[]) => queryOptions(read({ ids: [...ids].sort().join(",") })),
};
