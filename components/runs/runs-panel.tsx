"use client";

import { Button, Center, Group, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { Segments } from "@/components/ui/segments";
import { runQueries } from "@/lib/runs/queries";
import type { Verdict } from "@/lib/vocabulary";
import { runsList as t } from "@/texts/runs-list";
import { mergeGroups } from "./merge-groups";
import { RunsTable } from "./runs-table";
import { useNews } from "./use-news";

interface Props {
  webhookId: string;
  verdict: Verdict | undefined;
  onVerdict: (verdict: Verdict | undefined) => void;
  onInspect: (runId: string) => void;
  /** While something lies over it, nothing may move underneath. */
  paused: boolean;
}

const FILTERS = Object.entries(t.filters).map(([value, label]) => ({ value, label }));

/** *Runs in last 14 days*: the filter first, right under the title (S1.19). */
export function RunsPanel({ webhookId, verdict: asked, onVerdict, onInspect, paused }: Props) {
  // The address follows in a transition; the control must answer to the click itself.
  const [verdict, setVerdict] = useState(asked);
  const [last, setLast] = useState(asked);
  if (asked !== last) {
    setLast(asked);
    setVerdict(asked);
  }
  const choose = (next: Verdict | undefined) => {
    setVerdict(next);
    onVerdict(next);
  };
  const query = useInfiniteQuery(runQueries.byDelivery(webhookId, verdict, { live: !paused }));
  const groups = query.data && mergeGroups(query.data.pages.flatMap((page) => page.groups));
  const news = useNews(groups, `${webhookId} ${verdict}`);

  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Segments
          label={t.filter}
          data={FILTERS}
          value={verdict ?? "all"}
          onChange={(value) => choose(value === "all" ? undefined : (value as Verdict))}
        />
        <Text size="sm" c="dimmed">
          {t.allTimesUtc}
        </Text>
      </Group>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      {query.error && (
        <ProblemAlert title={groups ? t.stale : t.notLoaded} onRetry={() => query.refetch()}>
          {query.error.message}
        </ProblemAlert>
      )}
      {query.isPending && <Waiting />}
      {groups && groups.length === 0 && (
        <Center py={48}>
          <Text c="dimmed">{t.empty[verdict ?? "all"]}</Text>
        </Center>
      )}
      {groups && groups.length > 0 && <RunsTable groups={groups} onInspect={onInspect} />}
      {query.hasNextPage && (
        <Center>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t.loadMore}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

const Waiting = () => (
  <Stack gap="xs" aria-busy="true">
    {["a", "b", "c", "d"].map((key) => (
      <Skeleton key={key} h={36} />
    ))}
  </Stack>
);
