"use client";

import { Stack, Text } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { DataCenterRow } from "@/lib/data-centers/rows";
import { MASTER_LISTS, segmentOf } from "@/lib/data-centers/schema";
import { paths } from "@/lib/paths";
import { LIST_NAMES, dataCenters as t } from "@/texts/data-centers";

export function DataCentersTable({ rows, administrator }: { rows: DataCenterRow[]; administrator: boolean }) {
  if (rows.length === 0) {
    return (
      <Stack mt="lg">
        <EmptyState picture={<IconDatabase size={48} aria-hidden />} title={t.emptyTitle}>
          {t.emptyText} {!administrator && t.emptyForMember}
        </EmptyState>
      </Stack>
    );
  }
  return (
    <Stack mt="lg" gap="md">
      <DataTable label={t.title} columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />
      <Text size="sm" c="dimmed" role="status">
        {t.count(rows.length)}
      </Text>
    </Stack>
  );
}

const COLUMNS: Column<DataCenterRow>[] = [
  {
    title: t.name,
    cell: ({ id, name }) => (
      <TextLink href={paths.dataCenterList(id, "personas")} fw={500} style={{ overflowWrap: "anywhere" }}>
        {name}
      </TextLink>
    ),
  },
  { title: t.id, numeric: true, cell: ({ id }) => id },
  ...MASTER_LISTS.map(
    (list): Column<DataCenterRow> => ({
      title: LIST_NAMES[list],
      numeric: true,
      cell: ({ id, name, counts }) => (
        <Count
          href={paths.dataCenterList(id, segmentOf(list))}
          label={t.itemsOf(list, counts[list], name)}
          count={counts[list]}
        />
      ),
    }),
  ),
  {
    title: t.webhooks,
    numeric: true,
    cell: ({ id, name, counts }) => (
      <Count
        href={paths.webhooks({ dataCenter: String(id) })}
        label={t.webhooksOf(counts.webhooks, name)}
        count={counts.webhooks}
      />
    ),
  },
];

function Count({ href, label, count }: { href: string; label: string; count: number }) {
  return (
    <TextLink href={href} aria-label={label}>
      {count.toLocaleString("en")}
    </TextLink>
  );
}
