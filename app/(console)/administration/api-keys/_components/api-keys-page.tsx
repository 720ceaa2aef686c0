"use client";

import { Box, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyResult } from "@/components/ui/empty-result";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { PageHeader } from "@/components/ui/page-header";
import { useListView } from "@/components/ui/use-list-view";
import type { ApiKeyView } from "@/lib/api-keys/schema";
import { paths } from "@/lib/paths";
import { apiKeys as t } from "@/texts/api-keys";
import { common } from "@/texts/common";
import { type ApiKeysView, isFiltered } from "../list-view";
import { apiKeyColumns } from "./api-key-columns";
import { CreateDialog } from "./create-dialog";
import type { Address } from "./first-command";
import { RevokeDialog } from "./revoke-dialog";

const STATES = Object.entries(t.states).map(([value, label]) => ({ value, label }));

interface Props {
  keys: ApiKeyView[];
  total: number;
  view: ApiKeysView;
  dataCenters: { id: number; name: string }[];
  address: Address;
}

export function ApiKeysPage({ keys, total, view, dataCenters, address }: Props) {
  const { go, pending } = useListView<ApiKeysView>(paths.apiKeys, view);
  const count = t.count(keys.length);
  const createButton = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => go({ create: "1" })}>
      {t.create}
    </Button>
  );
  return (
    <>
      <PageHeader trail={TRAILS.apiKeys} title={t.title} aside={total > 0 && createButton} />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      {total === 0 ? (
        <Box mt="lg">
          <EmptyState title={t.emptyTitle} action={createButton}>
            {t.emptyText}
          </EmptyState>
        </Box>
      ) : (
        <Stack mt="lg" gap="md">
          <Box component="search" maw={260}>
            <FilterSelect
              label={t.columns.state}
              data={STATES}
              value={view.state}
              onChange={(state) => go({ state: state as ApiKeysView["state"] })}
            />
          </Box>
          {keys.length > 0 ? (
            <DataTable
              label={t.title}
              columns={apiKeyColumns(dataCenters, (id) => go({ revoke: id }))}
              rows={keys}
              rowKey={({ id }) => id}
              pending={pending}
            />
          ) : (
            <EmptyResult text={t.noMatch} onClear={() => go({ state: undefined, key: undefined })} />
          )}
          <Group justify="space-between">
            <Group gap="sm">
              <Text size="sm" c="dimmed" role="status">
                {isFiltered(view) ? t.found(count) : count}
              </Text>
              {view.key && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => go({ key: undefined, state: undefined })}
                >
                  {common.clearFilters}
                </Button>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              {common.allTimesUtc}
            </Text>
          </Group>
        </Stack>
      )}
      <CreateDialog
        opened={view.create === "1"}
        onClose={() => go({ create: undefined }, { replace: true })}
        dataCenters={dataCenters}
        address={address}
      />
      <RevokeDialog
        apiKey={keys.find(({ id, revokedAt }) => id === view.revoke && !revokedAt)}
        onClose={() => go({ revoke: undefined }, { replace: true })}
      />
    </>
  );
}
