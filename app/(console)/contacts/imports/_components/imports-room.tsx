"use client";

import { Alert, Anchor, Button, Progress, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconFileImport, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DirectoryTabs } from "@/app/(console)/contacts/_components/directory-tabs";
import type { DataCenterName } from "@/app/(console)/contacts/open-directory";
import { TRAILS } from "@/app/(console)/rooms";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { ImportView } from "@/lib/contacts/import-schema";
import { contactQueries } from "@/lib/contacts/queries";
import { consoleApi, paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { contactImports as t } from "@/texts/contact-imports";
import { CancelImport } from "./cancel-import";
import type { Field } from "./column-mapping";
import { ImportDialog } from "./import-dialog";

interface Props {
  imports: ImportView[];
  groups: { id: number; name: string }[];
  fields: Field[];
  dataCenter: string;
  dataCenters: DataCenterName[];
}

export function ImportsRoom({ imports: first, groups, fields, dataCenter, dataCenters }: Props) {
  const { open } = useDialogView();
  const query = contactQueries.imports(Number(dataCenter));
  const { data, isError } = useQuery({ ...query, initialData: { imports: first } });
  const imports = data.imports;
  const begin = (
    <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={() => open({ create: "1" })}>
      {t.start}
    </Button>
  );
  return (
    <>
      <PageHeader
        trail={[...TRAILS.contacts, { label: t.title }]}
        title={t.title}
        aside={imports.length > 0 && begin}
      />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      <DirectoryTabs dataCenter={dataCenter} dataCenters={dataCenters} toPath={paths.contactImports} />
      <Stack mt="lg" gap="md">
        {isError && (
          <Alert color="yellow" role="alert">
            {t.loadFailed}
          </Alert>
        )}
        {imports.length === 0 ? (
          <EmptyState
            picture={
              <ThemeIcon size={56} radius="xl" variant="light">
                <IconFileImport size={28} aria-hidden />
              </ThemeIcon>
            }
            title={t.emptyTitle}
            action={begin}
          >
            {t.emptyText}
          </EmptyState>
        ) : (
          <>
            <DataTable label={t.title} columns={COLUMNS} rows={imports} rowKey={({ id }) => id} />
            <Text size="sm" c="dimmed">
              {common.allTimesUtc}
            </Text>
          </>
        )}
      </Stack>
      <ImportDialog key={dataCenter} dataCenter={dataCenter} groups={groups} fields={fields} />
      <CancelImport imports={imports} />
    </>
  );
}

const takenIn = ({ created, updated, unchanged, rejected }: ImportView) =>
  created + updated + unchanged + rejected;

const COLUMNS: Column<ImportView>[] = [
  {
    title: t.columns.file,
    cell: ({ fileName }) => (
      <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
        {fileName}
      </Text>
    ),
  },
  { title: t.columns.state, cell: (row) => <State row={row} /> },
  {
    title: t.columns.result,
    cell: ({ id, created, updated, unchanged, rejected }) => (
      <Stack gap={2}>
        <Text size="sm">{t.result(created, updated, unchanged)}</Text>
        {rejected > 0 && (
          <Anchor size="sm" underline="always" href={consoleApi.rejectedRows(id)} download>
            {t.rejected(rejected)}
          </Anchor>
        )}
      </Stack>
    ),
  },
  {
    title: t.columns.when,
    cell: ({ createdAt, createdBy }) => (
      <Stack gap={2}>
        <RelativeTime iso={createdAt} size="sm" />
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {t.by(createdBy)}
        </Text>
      </Stack>
    ),
  },
  { title: common.actions, hideTitle: true, numeric: true, cell: (row) => <Actions row={row} /> },
];

function State({ row }: { row: ImportView }) {
  const done = takenIn(row);
  return (
    <Stack gap={4} maw={280}>
      <Text size="sm">{t.states[row.state]}</Text>
      {row.state === "running" && (
        <>
          <Progress value={(100 * done) / row.rows} aria-label={t.progressOf(done, row.rows)} />
          <Text size="xs" c="dimmed">
            {t.progressOf(done, row.rows)}
          </Text>
        </>
      )}
    </Stack>
  );
}

function Actions({ row: { id, state, fileName } }: { row: ImportView }) {
  const { open } = useDialogView();
  if (state === "done" || state === "cancelled") return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t.cancelNamed(fileName)}
      onClick={() => open({ cancel: id })}
    >
      {t.cancel}
    </Button>
  );
}
