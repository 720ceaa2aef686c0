"use client";

import { Button, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconFilter, IconPlus } from "@tabler/icons-react";
import { DeleteSet } from "@/app/(console)/contacts/_components/delete-set";
import { DirectoryTabs } from "@/app/(console)/contacts/_components/directory-tabs";
import { SetActions } from "@/app/(console)/contacts/_components/set-actions";
import { removeSegment } from "@/app/(console)/contacts/actions";
import type { DataCenterName } from "@/app/(console)/contacts/open-directory";
import { TRAILS } from "@/app/(console)/rooms";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { SegmentView } from "@/lib/contacts/segment-schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { segments as t } from "@/texts/contact-sets";
import { inWords, type SetNames } from "./draft-rules";
import { SegmentDialog } from "./segment-dialog";

interface Props {
  segments: SegmentView[];
  names: SetNames;
  dataCenter: string;
  dataCenters: DataCenterName[];
  administrator: boolean;
}

export function SegmentsRoom({ segments, names, dataCenter, dataCenters, administrator }: Props) {
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
        aside={segments.length > 0 && create}
      />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      <DirectoryTabs dataCenter={dataCenter} dataCenters={dataCenters} toPath={paths.segments} />
      <Stack mt="lg" gap="md">
        {segments.length === 0 ? (
          <EmptyState
            picture={
              <ThemeIcon size={56} radius="xl" variant="light">
                <IconFilter size={28} aria-hidden />
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
              columns={columnsOf(dataCenter, names, administrator)}
              rows={segments}
              rowKey={({ id }) => id}
            />
            <Text size="sm" c="dimmed" role="status">
              {t.count(segments.length)}
            </Text>
          </>
        )}
      </Stack>
      {administrator && (
        <>
          <SegmentDialog dataCenter={dataCenter} segments={segments} names={names} />
          <DeleteSet sets={segments} words={t} remove={(id) => removeSegment(dataCenter, id)} />
        </>
      )}
    </>
  );
}

const columnsOf = (dataCenter: string, names: SetNames, administrator: boolean): Column<SegmentView>[] => [
  {
    title: t.columns.name,
    cell: ({ id, name }) => (
      <TextLink
        href={paths.contacts({ dataCenter, segment: String(id) })}
        fw={500}
        style={{ overflowWrap: "anywhere" }}
      >
        {name}
      </TextLink>
    ),
  },
  {
    title: t.columns.rules,
    cell: ({ rules }) => <span style={{ overflowWrap: "anywhere" }}>{inWords(rules, names)}</span>,
  },
  { title: t.columns.updated, cell: ({ updatedAt }) => <RelativeTime iso={updatedAt} /> },
  ...(administrator
    ? [
        {
          title: common.actions,
          hideTitle: true,
          numeric: true,
          cell: ({ id, name }: SegmentView) => (
            <SetActions
              id={id}
              edit={{ label: t.editNamed(name), named: t.editNamed(name) }}
              remove={{ label: t.delete, named: t.deleteNamed(name) }}
            />
          ),
        },
      ]
    : []),
];
