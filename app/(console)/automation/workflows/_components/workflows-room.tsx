"use client";

import { Button, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WorkflowRow } from "@/lib/workflows/schema";
import { common } from "@/texts/common";
import { workflows as t } from "@/texts/workflows";
import { columnsOf } from "./columns";
import { NewWorkflow } from "./new-workflow";
import { WorkflowDialogs } from "./workflow-dialogs";

export interface DataCenterName {
  id: number;
  name: string;
}

interface Props {
  workflows: WorkflowRow[];
  dataCenters: DataCenterName[];
  administrator: boolean;
}

export function WorkflowsRoom({ workflows, dataCenters, administrator }: Props) {
  const { open } = useDialogView();
  const create = administrator && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
      {t.new}
    </Button>
  );
  const empty = workflows.length === 0;
  return (
    <>
      <PageHeader trail={TRAILS.workflows} title={t.title} aside={!empty && create} />
      <Stack mt="lg" gap="md">
        {empty ? (
          <EmptyState
            picture={
              <ThemeIcon size={56} radius="xl" variant="light">
                <IconRoute size={28} aria-hidden />
              </ThemeIcon>
            }
            title={t.emptyTitle}
            action={create || undefined}
          >
            {t.emptyText} {!administrator && t.emptyForMember}
          </EmptyState>
        ) : (
          <>
            <Text size="sm" c="dimmed" maw={640}>
              {t.intro}
            </Text>
            <DataTable
              label={t.title}
              columns={columnsOf(dataCenters, administrator)}
              rows={workflows}
              rowKey={({ id }) => id}
            />
            <Group justify="space-between">
              <Text size="sm" c="dimmed" role="status">
                {t.count(workflows.length)}
              </Text>
              <Text size="sm" c="dimmed">
                {common.allTimesUtc}
              </Text>
            </Group>
          </>
        )}
      </Stack>
      {administrator && (
        <>
          <NewWorkflow dataCenters={dataCenters} />
          <WorkflowDialogs workflows={workflows} />
        </>
      )}
    </>
  );
}
