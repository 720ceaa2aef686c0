import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/fetch-json";
import { consoleApi } from "@/lib/paths";
import type { ReplayPreview, ReplayRange } from "./preview-schema";
import type { ReplayRow } from "./schema";

/** While one runs somebody watches it; otherwise it is enough to notice one that a colleague started. */
const RUNNING_MS = 1_500;
const RESTING_MS = 15_000;

export interface PreviewQuery {
  kind: "failed" | "missed";
  range: ReplayRange;
  since?: string | undefined;
  until?: string | undefined;
}

export const replayQueries = {
  all: () => ["replays"] as const,

  /** Live; never in a hidden tab. */
  list: (webhookId: string | undefined) =>
    queryOptions({
      queryKey: [...replayQueries.all(), "list", webhookId ?? ""],
      queryFn: ({ signal }) => fetchJson<{ replays: ReplayRow[] }>(consoleApi.replays({ webhookId }), signal),
      refetchInterval: ({ state }) =>
        state.data?.replays.some((replay) => replay.state === "running") ? RUNNING_MS : RESTING_MS,
      refetchIntervalInBackground: false,
    }),

  /** Counted once for each choice; it takes the server some time. */
  preview: (webhookId: string, query: PreviewQuery) =>
    queryOptions({
      queryKey: [...replayQueries.all(), "preview", webhookId, query],
      queryFn: ({ signal }) => fetchJson<ReplayPreview>(consoleApi.replayPreview(webhookId, query), signal),
      gcTime: 0,
      refetchOnWindowFocus: false,
      retry: false,
    }),
};
