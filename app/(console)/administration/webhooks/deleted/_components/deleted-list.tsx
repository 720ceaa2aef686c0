"use client";

import { Box, Stack } from "@mantine/core";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { Pages } from "@/components/data-table/pages";
import { EmptyResult } from "@/components/ui/empty-result";
import { useListView } from "@/components/ui/use-list-view";
import { paths } from "@/lib/paths";
import type { DeletedWebhook } from "@/lib/webhooks/deleted-schema";
import { deletedWebhooks as t } from "@/texts/deleted-webhooks";
import { type DeletedView, isFiltered, PAGE_SIZE, sortingOf } from "../list-view";
import { DELETED_COLUMNS } from "./deleted-columns";
import { Filters } from "./filters";

interface Props {
  webhooks: DeletedWebhook[];
  total: number;
  view: DeletedView;
}

export function DeletedList({ webhooks, total, view }: Props) {
  const { go, pending } = useListView<DeletedView>(paths.deletedWebhooks, view);
  const count = t.webhooks(total);
  return (
    <Stack mt="md" gap="md">
      <Filters view={view} go={go} />
      {webhooks.length > 0 ? (
        <DataTable
          label={t.title}
          columns={DELETED_COLUMNS}
          rows={webhooks}
          rowKey={({ id }) => id}
          sorting={{ ...sortingOf(view), onSort: (sort, direction) => go({ sort, direction }) }}
          pending={pending}
        />
      ) : (
        <Box aria-busy={pending}>
          <EmptyResult text={t.noMatch} onClear={() => go({ q: undefined, kind: undefined })} />
        </Box>
      )}
      <ListFooter status={isFiltered(view) ? t.found(count) : count}>
        <Pages total={total} size={PAGE_SIZE} page={view.page} go={go} />
      </ListFooter>
    </Stack>
  );
}
