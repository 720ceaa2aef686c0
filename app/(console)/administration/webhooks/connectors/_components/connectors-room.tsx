"use client";

import { Button, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { type ConnectorView, MAX_CONNECTORS } from "@/lib/connectors/schema";
import { common } from "@/texts/common";
import { connectors as t } from "@/texts/connectors";
import { columnsOf } from "./columns";
import { ConnectorDialogs } from "./connector-dialogs";

interface Props {
  connectors: ConnectorView[];
  administrator: boolean;
}

export function ConnectorsRoom({ connectors, administrator }: Props) {
  const { open } = useDialogView();
  const total = connectors.length;
  const full = total >= MAX_CONNECTORS;
  const create = administrator && (
    <Button
      leftSection={<IconPlus size={18} aria-hidden />}
      onClick={() => !full && open({ create: "1" })}
      data-disabled={full || undefined}
      aria-disabled={full}
      aria-describedby={full ? "connectors-full" : undefined}
    >
      {t.new}
    </Button>
  );
  return (
    <Stack mt="lg" gap="md">
      {total === 0 ? (
        <EmptyState
          picture={
            <ThemeIcon size={56} radius="xl" variant="light">
              <IconPlugConnected size={28} aria-hidden />
            </ThemeIcon>
          }
          title={t.emptyTitle}
          action={create || undefined}
        >
          {t.emptyText} {!administrator && t.emptyForMember}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" align="flex-end">
            <Stack gap={2} maw={640}>
              <Text size="sm" c="dimmed">
                {t.intro}
              </Text>
              {full && administrator && (
                <Text size="sm" id="connectors-full">
                  {t.full(MAX_CONNECTORS)}
                </Text>
              )}
            </Stack>
            {create}
          </Group>
          <DataTable
            label={t.title}
            columns={columnsOf(administrator)}
            rows={connectors}
            rowKey={({ id }) => id}
          />
          <Group justify="space-between">
            <Text size="sm" c="dimmed" role="status">
              {t.count(total)}
            </Text>
            <Text size="sm" c="dimmed">
              {common.allTimesUtc}
            </Text>
          </Group>
        </>
      )}
      {administrator && <ConnectorDialogs connectors={connectors} />}
    </Stack>
  );
}
