import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { WebhookView } from "@/lib/webhooks/schema";

export interface PreviewInput {
  type: string;
  dataCenterId: number;
  /** A trigger's JSON without its `type`. */
  refinements?: Record<string, unknown>;
}

export const webhookQueries = {
  all: () => ["webhooks"] as const,

  /** Read anew whenever it is opened, so that nobody edits what a colleague has changed meanwhile. */
  detail: (id: string) =>
    queryOptions({
      queryKey: [...webhookQueries.all(), "detail", id],
      queryFn: ({ signal }) => fetchJson<WebhookView>(consoleApi.webhook(id), signal),
      gcTime: 0,
      refetchOnWindowFocus: false,
    }),

  /** The sample that a trigger would send. */
  preview: ({ type, dataCenterId, refinements = {} }: PreviewInput) => {
    const query = { type, dataCenterId, refinements: JSON.stringify(refinements) };
    return queryOptions({
      queryKey: [...webhookQueries.all(), "preview", query],
      queryFn: ({ signal }) => fetchJson<{ body: string }>(consoleApi.payloadPreview(query), signal),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    });
  },
};
