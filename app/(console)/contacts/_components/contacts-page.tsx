"use client";

import { Box, Button, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconAddressBook, IconDownload, IconPlus } from "@tabler/icons-react";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { CursorPager } from "@/components/ui/cursor-pager";
import { EmptyResult } from "@/components/ui/empty-result";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useListView } from "@/components/ui/use-list-view";
import type { ContactPage } from "@/lib/contacts/schema";
import { consoleApi, paths } from "@/lib/paths";
import { contacts as t } from "@/texts/contacts";
import { type ContactsView, isFiltered, NO_FILTER } from "../list-view-rules";
import type { DataCenterName } from "../open-directory";
import { columnsOf } from "./contact-columns";
import { CreateContact } from "./create-contact";
import { DirectoryTabs } from "./directory-tabs";

export interface SetNames {
  groups: { id: number; name: string }[];
  segments: { id: number; name: string }[];
}

interface Props {
  page: ContactPage;
  view: ContactsView & { dataCenter: string };
  dataCenters: DataCenterName[];
  sets: SetNames;
  fields: { code: string; label: string }[];
  administrator: boolean;
}

export function ContactsPage({ page, view, dataCenters, sets, fields, administrator }: Props) {
  const { go, pending } = useListView<ContactsView>(paths.contacts, view);
  const { open } = useDialogView();
  const options = (list: { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }));
  const { contacts, next } = page;
  const empty = contacts.length === 0 && !isFiltered(view) && view.cursor === undefined;
  const create = administrator && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
      {t.create}
    </Button>
  );
  const { cursor: _, ...exported } = view;
  return (
    <>
      <PageHeader
        trail={TRAILS.contacts}
        title={t.title}
        aside={
          <Group gap="xs">
            {administrator && !empty && (
              <Button
                component="a"
                href={consoleApi.contactsExport(exported)}
                download
                variant="default"
                leftSection={<IconDownload size={18} aria-hidden />}
              >
                {t.export}
              </Button>
            )}
            {create}
          </Group>
        }
      />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      <DirectoryTabs dataCenter={view.dataCenter} dataCenters={dataCenters} toPath={paths.contacts} />
      <Stack mt="lg" gap="md">
        {empty ? (
          <EmptyState
            picture={
              <ThemeIcon size={56} radius="xl" variant="light">
                <IconAddressBook size={28} aria-hidden />
              </ThemeIcon>
            }
            title={t.emptyTitle}
          >
            {t.emptyText} {!administrator && t.emptyForMember}
          </EmptyState>
        ) : (
          <>
            <FilterBar>
              <SearchField
                label={t.search}
                value={view.q ?? ""}
                placeholder={t.searchPlaceholder}
                onSearch={(q) => go({ q: q || undefined }, { replace: true })}
              />
              <FilterSelect
                label={t.segment}
                data={options(sets.segments)}
                value={view.segment}
                onChange={(segment) => go({ segment })}
              />
              <FilterSelect
                label={t.group}
                data={options(sets.groups)}
                value={view.group}
                onChange={(group) => go({ group })}
              />
            </FilterBar>
            <Box aria-busy={pending}>
              {contacts.length === 0 ? (
                <EmptyResult onClear={() => go(NO_FILTER)} />
              ) : (
                <DataTable
                  label={t.title}
                  columns={columnsOf(view.dataCenter)}
                  rows={contacts}
                  rowKey={({ id }) => id}
                  pending={pending}
                />
              )}
            </Box>
            {page.stopped && (
              <Text size="sm" role="status">
                {t.stopped}
              </Text>
            )}
            <ListFooter status={t.shown(contacts.length, next !== null || view.cursor !== undefined)}>
              <CursorPager
                cursor={view.cursor}
                next={next}
                go={go}
                words={{ first: t.first, next: t.next }}
              />
            </ListFooter>
          </>
        )}
      </Stack>
      {administrator && <CreateContact dataCenter={view.dataCenter} groups={sets.groups} fields={fields} />}
    </>
  );
}
