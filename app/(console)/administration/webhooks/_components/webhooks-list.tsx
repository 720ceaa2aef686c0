"use client";

import { Box, Pagination, Stack } from "@mantine/core";
import dynamic from "next/dynamic";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { EmptyResult } from "@/components/ui/empty-result";
import { useListView } from "@/components/ui/use-list-view";
import { paths, type WebhooksView } from "@/lib/paths";
import { common } from "@/texts/common";
import { webhooksPage as t } from "@/texts/webhooks-page";
import { isFiltered, PAGE_SIZE } from "../list-view";
import { Filters } from "./filters";
import type { Row } from "./row";
import { WEBHOOK_COLUMNS } from "./webhook-columns";

/** Its picture and steps are for newcomers; who has webhooks never loads them. */
const EmptyList = dynamic(() => import("./empty-list").then(({ EmptyList }) => EmptyList));

interface Props {
  rows: Row[];
  total: number;
  used: number;
  view: WebhooksView;
}

export function WebhooksList({ rows, total, used, view }: Props) {
  const { go, pending } = useListView(paths.webhooks, view);
  if (used === 0 && !isFiltered(view)) return <EmptyList />;
  const pages = Math.ceil(total / PAGE_SIZE);
  const page = Number(view.page ?? 1);
  const count = t.webhooks(total);
  return (
    <Stack mt="lg" gap="md">
      <Filters view={view} go={go} />
      {rows.length > 0 ? (
        <DataTable
          label={t.title}
          columns={WEBHOOK_COLUMNS}
          rows={rows}
          rowKey={({ webhook }) => webhook.id}
          sorting={{
            by: view.sort,
            direction: view.direction,
            onSort: (sort, direction) => go({ sort, direction }),
          }}
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
        {pages > 1 && (
          <Pagination
            total={pages}
            value={Math.min(page, pages)}
            onChange={(next) => go({ page: next > 1 ? String(next) : undefined })}
            getControlProps={(control) => ({ "aria-label": common.page(control) })}
            size="sm"
          />
        )}
      </ListFooter>
    </Stack>
  );
}
