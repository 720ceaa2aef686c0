"use client";

import { Box, Group, Pagination, Stack, Text } from "@mantine/core";
import { plural } from "@/components/texts/plural";
import type { WebhooksView } from "@/lib/paths";
import { isFiltered, PAGE_SIZE } from "../list-view";
import { EmptyList, EmptyResult } from "./empty";
import { Filters } from "./filters";
import type { Row } from "./row";
import { useListNavigation } from "./use-list-navigation";
import { WebhooksTable } from "./webhooks-table";

interface Props {
  rows: Row[];
  total: number;
  used: number;
  view: WebhooksView;
}

export function WebhooksList({ rows, total, used, view }: Props) {
  const { go, pending } = useListNavigation(view);
  if (used === 0 && !isFiltered(view)) return <EmptyList />;
  const pages = Math.ceil(total / PAGE_SIZE);
  const page = Number(view.page ?? 1);
  return (
    <Stack mt="lg" gap="md">
      <Filters view={view} go={go} />
      <Box aria-busy={pending} style={{ opacity: pending ? 0.55 : 1, transition: "opacity 150ms" }}>
        {rows.length > 0 ? (
          <WebhooksTable rows={rows} view={view} go={go} />
        ) : (
          <EmptyResult
            onClear={() => go({ q: undefined, dataCenter: undefined, status: undefined, trigger: undefined })}
          />
        )}
      </Box>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {plural(total, "webhook", "webhooks")}
          {isFiltered(view) && " found"}
        </Text>
        {pages > 1 && (
          <Pagination
            total={pages}
            value={Math.min(page, pages)}
            onChange={(next) => go({ page: next > 1 ? String(next) : undefined })}
            getControlProps={(control) => ({ "aria-label": `${control} page` })}
            size="sm"
          />
        )}
        <Text size="sm" c="dimmed">
          All times in UTC
        </Text>
      </Group>
    </Stack>
  );
}
