"use client";

import { Box, Stack } from "@mantine/core";
import dynamic from "next/dynamic";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { Pages } from "@/components/data-table/pages";
import { EmptyResult } from "@/components/ui/empty-result";
import { useListView } from "@/components/ui/use-list-view";
import { paths, type WebhooksView } from "@/lib/paths";
import { webhooksPage as t } from "@/texts/webhooks-page";
import { isFiltered, PAGE_SIZE, sortingOf } from "../list-view";
import { Filters } from "./filters";
import { KindChoice } from "./kind-choice";
import type { Row } from "./row";
import { WEBHOOK_COLUMNS } from "./webhook-columns";
import { WORKFLOW_COLUMNS } from "./workflow-columns";

/** Its picture and steps are for newcomers; who has webhooks never loads them. */
const EmptyList = dynamic(() => import("./empty-list").then(({ EmptyList }) => EmptyList));
const EmptyWorkflowList = dynamic(() =>
  import("./empty-workflow-list").then(({ EmptyWorkflowList }) => EmptyWorkflowList),
);

interface Props {
  rows: Row[];
  total: number;
  /** Nothing of this kind is there, whatever the filters. */
  empty: boolean;
  view: WebhooksView;
}

export function WebhooksList({ rows, total, empty, view }: Props) {
  const { go, pending } = useListView(paths.webhooks, view);
  const count = t.webhooks(total);
  const inWorkflows = view.kind === "workflow";
  const kinds = <KindChoice view={view} go={go} />;
  if (empty) {
    return (
      <Stack mt="lg" gap={0}>
        {kinds}
        {inWorkflows ? <EmptyWorkflowList /> : <EmptyList />}
      </Stack>
    );
  }
  return (
    <Stack mt="lg" gap="md">
      {kinds}
      <Filters view={view} go={go} />
      {rows.length > 0 ? (
        <DataTable
          label={t.title}
          columns={inWorkflows ? WORKFLOW_COLUMNS : WEBHOOK_COLUMNS}
          rows={rows}
          rowKey={({ webhook }) => webhook.id}
          sorting={{ ...sortingOf(view), onSort: (sort, direction) => go({ sort, direction }) }}
          pending={pending}
        />
      ) : (
        <Box aria-busy={pending}>
          <EmptyResult
            text={t.noMatch}
            onClear={() => go({ q: undefined, dataCenter: undefined, status: undefined, trigger: undefined })}
          />
        </Box>
      )}
      <ListFooter status={isFiltered(view) ? t.found(count) : count}>
        <Pages total={total} size={PAGE_SIZE} page={view.page} go={go} />
      </ListFooter>
    </Stack>
  );
}
