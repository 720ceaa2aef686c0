"use client";

import { Button, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { DeleteSet } from "@/app/(console)/contacts/_components/delete-set";
import { DirectoryTabs } from "@/app/(console)/contacts/_components/directory-tabs";
import { SetActions } from "@/app/(console)/contacts/_components/set-actions";
import { removeGroup } from "@/app/(console)/contacts/actions";
import type { DataCenterName } from "@/app/(console)/contacts/open-directory";
import { TRAILS } from "@/app/(console)/rooms";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { GroupView } from "@/lib/contacts/segment-schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { groups as t } from "@/texts/contact-sets";
import { GroupDialog } from "./group-dialog";

interface Props {
  groups: GroupView[];
  dataCenter: string;
  dataCenters: DataCenterName[];
  administrator: boolean;
}

export function GroupsRoom({ groups, dataCenter, dataCenters, administrator }: Props) {
  const { open } = useDialogView();
  const create = administrator && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
      {t.create}
    </Button>
  );
  return (
    <>
      <PageHeader
        trail={[...TRAILS.contacts, { label: t.title }]}
        title={t.title}
        aside={groups.length > 0 && create}
      />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      <DirectoryTabs dataCenter={dataCenter} dataCenters={dataCenters} toPath={paths.groups} />
      <Stack mt="lg" gap="md">
        {groups.length === 0 ? (
          <EmptyState
            picture={
              <ThemeIcon size={56} radius="xl" variant="light">
                <IconUsersGroup size={28} aria-hidden />
              </ThemeIcon>
            }
            title={t.emptyTitle}
            action={create || undefined}
          >
            {t.emptyText} {!administrator && t.emptyForMember}
          </EmptyState>
        ) : (
          <>
            <DataTable
              label={t.title}
              columns={columnsOf(dataCenter, administrator)}
              rows={groups}
              rowKey={({ id }) => id}
              dense
            />
            <Text size="sm" c="dimmed" role="status">
              {t.count(groups.length)}
            </Text>
          </>
        )}
      </Stack>
      {administrator && (
        <>
          <GroupDialog dataCenter={dataCenter} groups={groups} />
          <DeleteSet sets={groups} words={t} remove={(id) => removeGroup(dataCenter, id)} />
        </>
      )}
    </>
  );
}

const columnsOf = (dataCenter: string, administrator: boolean): Column<GroupView>[] => [
  {
    title: t.columns.name,
    cell: ({ id, name }) => (
      <TextLink
        href={paths.contacts({ dataCenter, group: String(id) })}
        fw={500}
        style={{ overflowWrap: "anywhere" }}
      >
        {name}
      </TextLink>
    ),
  },
  { title: t.columns.contacts, numeric: true, cell: ({ contacts }) => contacts.toLocaleString("en") },
  ...(administrator
    ? [
        {
          title: common.actions,
          hideTitle: true,
          numeric: true,
          cell: ({ id, name }: GroupView) => (
            <SetActions
              id={id}
              edit={{ label: t.rename, named: t.renameNamed(name) }}
              remove={{ label: t.delete, named: t.deleteNamed(name) }}
            />
          ),
        },
      ]
    : []),
];
