import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { LatestChange } from "@/lib/webhooks/latest-change-schema";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import type { WebhookView } from "@/lib/webhooks/schema";

const OVERVIEW_MS = 10_000;
const CHANGE_MS = 15_000;

export interface PreviewInput {
  type: string;
  dataCenterId: number;
  payloadStyle: WebhookView["delivery"]["payloadStyle"];
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

  /** The few whose label or URL has the text. */
  search: (q: string) =>
    queryOptions({
      queryKey: [...webhookQueries.all(), "search", q],
      queryFn: ({ signal }) =>
        fetchJson<{ webhooks: Pick<WebhookView, "id" | "label" | "status">[] }>(
          consoleApi.webhooks({ q }),
          signal,
        ),
      placeholderData: keepPreviousData,
    }),

  /** Live while somebody looks at it; never in a hidden tab. */
  overview: (id: string) =>
    queryOptions({
      queryKey: [...webhookQueries.all(), "overview", id],
      queryFn: ({ signal }) => fetchJson<WebhookOverview>(consoleApi.webhookOverview(id), signal),
      staleTime: OVERVIEW_MS,
      refetchInterval: OVERVIEW_MS,
      refetchIntervalInBackground: false,
    }),

  /** Who saved it last, for somebody who looks at `revision`. */
  latestChange: (id: string, revision: number) =>
    queryOptions({
      queryKey: [...webhookQueries.all(), "latest-change", id, revision],
      queryFn: ({ signal }) => fetchJson<LatestChange>(consoleApi.latestChange(id, revision), signal),
      gcTime: 0,
      staleTime: CHANGE_MS,
      refetchInterval: CHANGE_MS,
      refetchIntervalInBackground: false,
    }),

  /** The webhook as it is saved now, read once for each revision that somebody else made. */
  saved: (id: string, revision: number) =>
    queryOptions({
      queryKey: [...webhookQueries.all(), "saved", id, revision],
      queryFn: ({ signal }) => fetchJson<WebhookView>(consoleApi.webhook(id), signal),
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /** The sample that a trigger would send. */
  preview: ({ type, dataCenterId, payloadStyle, refinements = {} }: PreviewInput) => {
    const query = { type, dataCenterId, payloadStyle, refinements: JSON.stringify(refinements) };
    return queryOptions({
      queryKey: [...webhookQueries.all(), "preview", query],
      queryFn: ({ signal }) => fetchJson<{ body: string }>(consoleApi.payloadPreview(query), signal),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    });
  },
};
