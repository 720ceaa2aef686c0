"use client";

import { type Column, DataTable } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditEntryView } from "@/lib/audit/schema";
import { audit as t } from "@/texts/audit";
import { AuditActor } from "./audit-actor";
import { AuditSentence } from "./audit-sentence";

const COLUMNS: Column<AuditEntryView>[] = [
  { title: t.columns.when, width: 130, cell: ({ at }) => <RelativeTime iso={at} /> },
  { title: t.columns.who, width: 260, cell: ({ actor }) => <AuditActor actor={actor} /> },
  { title: t.columns.what, cell: (entry) => <AuditSentence entry={entry} /> },
];

/** Entries of the audit log as sentences, each with its details to unfold. */
export function AuditList({ entries, pending }: { entries: AuditEntryView[]; pending?: boolean }) {
  return (
    <DataTable
      label={t.list}
      columns={COLUMNS}
      rows={entries}
      rowKey={({ id }) => id}
      pending={pending}
      dense
    />
  );
}
