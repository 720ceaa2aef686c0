"use client";

import { Button, Group, Select, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import { useState } from "react";
import type { DataCenterName } from "@/app/(console)/contacts/open-directory";
import { TRAILS } from "@/app/(console)/rooms";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { CursorPager } from "@/components/ui/cursor-pager";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchField } from "@/components/ui/search-field";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useListView } from "@/components/ui/use-list-view";
import type { BlockedAddress, BlockedList } from "@/lib/messages/blocked-schema";
import { paths } from "@/lib/paths";
import { blockedAddresses as t } from "@/texts/blocked-addresses";
import { common } from "@/texts/common";
import { messages } from "@/texts/messages";
import { MessageTabs } from "../../_components/message-tabs";
import { BlockDialog } from "./block-dialog";
import { UnblockDialog } from "./unblock-dialog";

interface View {
  dataCenter: string;
  q?: string | undefined;
  cursor?: string | undefined;
}

interface Props extends BlockedList {
  view: View;
  dataCenters: DataCenterName[];
  administrator: boolean;
}

export function BlockedRoom({ blockedAddresses, next, view, dataCenters, administrator }: Props) {
  const { open } = useDialogView();
  const { go, pending } = useListView<View>((changed) => paths.blockedAddresses({ ...changed }), view);
  const [unblocking, unblock] = useState<string>();
  const empty = blockedAddresses.length === 0 && !view.q && !view.cursor;
  const block = administrator && (
    <Button leftSection={<IconBan size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
      {t.block}
    </Button>
  );
  return (
    <>
      <PageHeader trail={[...TRAILS.messages, { label: t.title }]} title={t.title} aside={!empty && block} />
      <Text c="dimmed" size="sm" maw={720} mt="xs" mb="md">
        {t.intro}
      </Text>
      <MessageTabs />
      <Stack mt="lg" gap="md">
        <Group align="flex-end" gap="sm">
          {!empty && (
            <SearchField
              value={view.q ?? ""}
              label={t.search}
              placeholder={t.searchPlaceholder}
              onSearch={(q) => go({ q: q || undefined }, { replace: true })}
            />
          )}
          <Select
            label={messages.dataCenter}
            data={dataCenters.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={view.dataCenter}
            allowDeselect={false}
            searchable={dataCenters.length > 10}
            onChange={(dataCenter) => dataCenter && go({ dataCenter, q: undefined })}
          />
        </Group>
        {empty ? (
          <EmptyState
            picture={
              <ThemeIcon size={56} radius="xl" variant="light">
                <IconBan size={28} aria-hidden />
              </ThemeIcon>
            }
            title={t.emptyTitle}
            action={block || undefined}
          >
            {t.emptyText} {!administrator && t.emptyForMember}
          </EmptyState>
        ) : (
          <>
            <DataTable
              label={t.title}
              columns={columnsOf(administrator, unblock)}
              rows={blockedAddresses}
              rowKey={({ pattern }) => pattern}
              pending={pending}
              dense
            />
            <Group justify="space-between">
              <Text size="sm" c="dimmed" role="status">
                {blockedAddresses.length === 0 ? t.noMatch : t.onThisPage(blockedAddresses.length)}
              </Text>
              <CursorPager
                cursor={view.cursor}
                next={next}
                go={(changes) => go(changes)}
                words={{ first: t.first, next: t.next }}
              />
            </Group>
          </>
        )}
      </Stack>
      {administrator && (
        <>
          <BlockDialog dataCenter={view.dataCenter} />
          <UnblockDialog
            dataCenter={view.dataCenter}
            pattern={unblocking}
            onClose={() => unblock(undefined)}
          />
        </>
      )}
    </>
  );
}

const columnsOf = (administrator: boolean, unblock: (pattern: string) => void): Column<BlockedAddress>[] => [
  {
    title: t.columns.pattern,
    cell: ({ pattern }) => (
      <Text span size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
        {pattern}
      </Text>
    ),
  },
  { title: t.columns.because, cell: ({ because }) => t.because[because] },
  {
    title: t.columns.reason,
    cell: ({ reason }) => (
      <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
        {reason ?? t.noReason}
      </Text>
    ),
  },
  { title: t.columns.since, cell: ({ blockedAt }) => <RelativeTime iso={blockedAt} /> },
  ...(administrator ? [actions(unblock)] : []),
];

const actions = (unblock: (pattern: string) => void): Column<BlockedAddress> => ({
  title: common.actions,
  hideTitle: true,
  numeric: true,
  cell: ({ pattern }) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t.unblockNamed(pattern)}
      onClick={() => unblock(pattern)}
    >
      {t.unblock}
    </Button>
  ),
});
