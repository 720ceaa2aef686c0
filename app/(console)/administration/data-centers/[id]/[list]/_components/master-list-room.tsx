"use client";

import { Box, Button, Group, Pagination, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyResult } from "@/components/ui/empty-result";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { SearchField } from "@/components/ui/search-field";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useListView } from "@/components/ui/use-list-view";
import type { ItemPage, UsedItem } from "@/lib/data-centers/list-items";
import { type MasterList, segmentOf } from "@/lib/data-centers/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { masterList as t } from "@/texts/data-centers";
import { type MasterListView, PAGE_SIZE, SEARCHED_FROM } from "../list-view";
import { columnsOf } from "./columns";
import { DeleteDialog } from "./delete-dialog";
import { ItemDialog } from "./item-dialog";
import { type Api, PlatformNote } from "./platform-note";

interface Props {
  dataCenterId: number;
  list: MasterList;
  page: ItemPage;
  /** The item that the address opens a dialog for, wherever in the list it is. */
  named: UsedItem | null;
  view: MasterListView;
  administrator: boolean;
  api: Api;
}

export function MasterListRoom({ dataCenterId, list, page, named, view, administrator, api }: Props) {
  const { open } = useDialogView();
  const { go, pending } = useListView(
    (next: MasterListView) => paths.dataCenterList(dataCenterId, segmentOf(list), next),
    view,
  );
  const { items, total, all } = page;
  const find = (id: string | undefined) =>
    items.find((item) => String(item.id) === id) ?? (named && String(named.id) === id ? named : undefined);
  const add = administrator && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
      {t.add(list)}
    </Button>
  );
  const pages = Math.ceil(total / PAGE_SIZE);
  const count = t.count(list, total);

  return (
    <Stack mt="lg" gap="md">
      {all === 0 ? (
        <EmptyState title={t.emptyTitle(list)} action={add || undefined}>
          {t.explained[list]} {!administrator && t.emptyForMember}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" align="flex-end">
            <Text size="sm" c="dimmed" maw={560}>
              {t.explained[list]}
            </Text>
            {add}
          </Group>
          {(all > SEARCHED_FROM || view.q) && (
            <FilterBar>
              <SearchField
                value={view.q ?? ""}
                placeholder={list === "fields" ? t.searchFields : t.searchPlaceholder}
                onSearch={(q) => go({ q: q || undefined }, { replace: true })}
              />
            </FilterBar>
          )}
          {items.length > 0 ? (
            <DataTable
              label={t.names[list]}
              columns={columnsOf(list, administrator)}
              rows={items}
              rowKey={({ id }) => id}
              pending={pending}
              dense
            />
          ) : (
            <Box aria-busy={pending}>
              <EmptyResult text={t.noMatch} onClear={() => go({ q: undefined })} />
            </Box>
          )}
          <Group justify="space-between">
            <Text size="sm" c="dimmed" role="status">
              {view.q ? t.found(count) : count}
            </Text>
            {pages > 1 && (
              <Pagination
                total={pages}
                value={Math.min(Number(view.page ?? 1), pages)}
                onChange={(next) => go({ page: next > 1 ? String(next) : undefined })}
                getControlProps={(control) => ({ "aria-label": common.page(control) })}
                size="sm"
              />
            )}
          </Group>
        </>
      )}
      <PlatformNote dataCenterId={dataCenterId} list={list} page={page} api={api} />
      {administrator && <ItemDialog dataCenterId={dataCenterId} list={list} find={find} />}
      {administrator && <DeleteDialog dataCenterId={dataCenterId} list={list} find={find} />}
    </Stack>
  );
}
