"use client";

import { Box, Button, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { TRAILS } from "@/app/(console)/rooms";
import { AuditList } from "@/components/audit-list/audit-list";
import { ListFooter } from "@/components/data-table/list-footer";
import { CursorPager } from "@/components/ui/cursor-pager";
import { EmptyResult } from "@/components/ui/empty-result";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useListView } from "@/components/ui/use-list-view";
import type { AuditActor } from "@/lib/audit/actors";
import { type AuditEntryView, EXPORTED_ENTRIES } from "@/lib/audit/schema";
import { consoleApi, paths } from "@/lib/paths";
import { audit as t } from "@/texts/audit";
import { type AuditView, isFiltered, NO_FILTER } from "../list-view";
import { AuditFilters } from "./audit-filters";

interface Props {
  entries: AuditEntryView[];
  next: string | null;
  actors: AuditActor[];
  view: AuditView;
}

export function AuditPage({ entries, next, actors, view }: Props) {
  const { go, pending } = useListView<AuditView>(paths.audit, view);
  return (
    <>
      <PageHeader
        trail={TRAILS.audit}
        title={t.title}
        aside={entries.length > 0 && <ExportButton view={view} />}
      />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      <Stack mt="lg" gap="md">
        <AuditFilters view={view} go={go} actors={actors} />
        <Box aria-busy={pending}>
          <Entries entries={entries} view={view} pending={pending} onClear={() => go(NO_FILTER)} />
        </Box>
        <ListFooter status={t.shown(entries.length, next !== null || view.cursor !== undefined)}>
          <CursorPager cursor={view.cursor} next={next} go={go} />
        </ListFooter>
      </Stack>
    </>
  );
}

interface EntriesProps {
  entries: AuditEntryView[];
  view: AuditView;
  pending: boolean;
  onClear(): void;
}

function Entries({ entries, view, pending, onClear }: EntriesProps) {
  if (entries.length > 0) return <AuditList entries={entries} pending={pending} />;
  if (isFiltered(view) || view.cursor) return <EmptyResult text={t.noMatch} onClear={onClear} />;
  return <EmptyState title={t.emptyTitle}>{t.emptyText}</EmptyState>;
}

/** A link, not an action: the browser saves what the route streams. */
function ExportButton({ view }: { view: AuditView }) {
  return (
    <Stack gap={4} align="flex-end">
      <Button
        component="a"
        href={consoleApi.auditExport({ ...view, cursor: undefined })}
        download
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        aria-describedby="audit-export-note"
      >
        {t.exportCsv}
      </Button>
      <Text size="xs" c="dimmed" id="audit-export-note">
        {t.exportNote(EXPORTED_ENTRIES)}
      </Text>
    </Stack>
  );
}
