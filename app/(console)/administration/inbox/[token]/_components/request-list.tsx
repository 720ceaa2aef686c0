"use client";

import { Button, Center, Group, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { type InboxPage, inboxQueries } from "@/lib/inbox/queries";
import { inbox as t } from "@/texts/inbox";
import { REQUEST_COLUMNS } from "./request-columns";
import { useArrivals } from "./use-arrivals";

/** What the address keeps, newest first, live. */
export function RequestList({ token, first }: { token: string; first: InboxPage }) {
  const query = useInfiniteQuery(inboxQueries.requests(token, first));
  const requests = distinct(query.data.pages.flatMap((page) => page.requests));
  const arrivals = useArrivals(requests);
  return (
    <Stack gap="md" component="section" aria-label={t.requests}>
      <Group justify="space-between" align="baseline">
        <Title order={2}>{t.requests}</Title>
        <Text size="sm" c="dimmed">
          {t.live}
        </Text>
      </Group>
      <VisuallyHidden role="status">{arrivals}</VisuallyHidden>
      {query.error && (
        <ProblemAlert title={t.notCurrent} onRetry={() => query.refetch()}>
          {query.error.message}
        </ProblemAlert>
      )}
      {requests.length === 0 ? (
        <EmptyState title={t.noRequest}>{t.noRequestText}</EmptyState>
      ) : (
        <DataTable
          label={t.requests}
          columns={REQUEST_COLUMNS}
          rows={requests}
          rowKey={({ id }) => id}
          dense
        />
      )}
      {query.hasNextPage && (
        <Center>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t.more}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

/** Between two pages' answers the list may have moved. */
const distinct = <Row extends { id: string }>(rows: Row[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];
