"use client";

import { Box, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { CursorPager } from "@/components/ui/cursor-pager";
import { EmptyResult } from "@/components/ui/empty-result";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useListView } from "@/components/ui/use-list-view";
import { paths } from "@/lib/paths";
import type { PassageRows } from "@/lib/workflows/passage-schema";
import { workflowQueries } from "@/lib/workflows/queries";
import type { WorkflowView } from "@/lib/workflows/schema";
import { passagesText as t } from "@/texts/passages";
import { WorkflowStatus } from "../../../_components/workflow-status";
import { isFiltered, type PassagesView } from "../list-view";
import { Filters } from "./filters";
import { passageColumns } from "./passage-columns";

interface Props {
  /** As the server read it; from then on it is asked for every few seconds. */
  initial: PassageRows;
  view: PassagesView;
  workflow: WorkflowView;
  steps: { id: string; name: string }[];
  /** For how long passages are told of, and since when that is. */
  kept: { days: number; since: string };
}

const NO_FILTER = { contact: undefined, state: undefined, step: undefined, outcome: undefined };

/** Who went through a workflow, and how far: of active, paused and archived ones alike (S5.29). */
export function PassagesList({ initial, view, workflow, steps, kept }: Props) {
  const { id, name, status, dataCenterId } = workflow;
  const { go, pending } = useListView<PassagesView>((next) => paths.passages(id, next), view);
  const { data, error, refetch } = useQuery({ ...workflowQueries.passages(id, view), initialData: initial });
  const { rows, next } = data;
  const none = rows.length === 0 && !view.cursor && !isFiltered(view);
  return (
    <>
      <PageHeader
        trail={[...TRAILS.workflows, { label: name, href: paths.workflow(id) }, { label: t.title }]}
        title={t.title}
      />
      <Stack mt="md" gap="md">
        <Group gap="sm">
          <WorkflowStatus status={status} />
          <Text size="sm" c="dimmed">
            {t.intro} {t.keptFor(kept.days, kept.since)}
          </Text>
        </Group>
        {error && (
          <ProblemAlert title={t.notUpToDate} onRetry={() => refetch()}>
            {error.message}
          </ProblemAlert>
        )}
        {none ? (
          <EmptyState
            title={t.emptyTitle}
            action={
              <Button component={Link} prefetch={false} href={paths.workflow(id)} variant="default">
                {t.toWorkflow}
              </Button>
            }
          >
            {status === "draft" ? t.emptyDraft : t.emptyText}
          </EmptyState>
        ) : (
          <>
            <Filters view={view} steps={steps} go={go} />
            {rows.length > 0 ? (
              <DataTable
                label={t.title}
                columns={passageColumns(dataCenterId, steps)}
                rows={rows}
                rowKey={(row) => row.id}
                pending={pending}
              />
            ) : (
              <Box aria-busy={pending}>
                <EmptyResult text={next === null ? t.noMatch : t.noneYet} onClear={() => go(NO_FILTER)} />
              </Box>
            )}
            <ListFooter status={t.onThisPage(rows.length)}>
              <CursorPager cursor={view.cursor} next={next} go={go} />
            </ListFooter>
          </>
        )}
      </Stack>
    </>
  );
}
