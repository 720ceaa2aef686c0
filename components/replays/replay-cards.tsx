"use client";

import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { replayQueries } from "@/lib/replays/queries";
import { replaysText as t } from "@/texts/replays";
import { ReplayCard } from "./replay-card";

/** The replays under way, of one webhook or of all, and those that ended within the hour. */
export function ReplayCards({ webhookId }: { webhookId?: string | undefined }) {
  const { data, error, refetch } = useQuery(replayQueries.list(webhookId));
  if (error && !data) return null;
  if (!data || data.replays.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-label={t.cards}>
      {error && (
        <ProblemAlert title={t.stale} onRetry={() => refetch()}>
          {error.message}
        </ProblemAlert>
      )}
      {data.replays.map((replay) => (
        <ReplayCard key={replay.id} replay={replay} />
      ))}
    </Stack>
  );
}
