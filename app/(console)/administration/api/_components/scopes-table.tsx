"use client";

import { Box, Text } from "@mantine/core";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { OperationLinks } from "@/components/operation-links";
import { restApi as t } from "@/texts/rest-api";
import type { ScopeRow } from "../scope-rows";

const COLUMNS: Column<ScopeRow>[] = [
  {
    title: t.scopeColumns.scope,
    width: 180,
    cell: ({ scope }) => (
      <Text span ff="monospace" size="sm">
        {scope}
      </Text>
    ),
  },
  { title: t.scopeColumns.allows, width: "38%", cell: ({ allows }) => allows },
  { title: t.scopeColumns.operations, hideTitle: true, cell: (row) => <Operations {...row} /> },
];

/** What each scope opens; the lists are long, so they unfold. */
export const ScopesTable = ({ rows }: { rows: ScopeRow[] }) => (
  <DataTable label={t.scopes} columns={COLUMNS} rows={rows} rowKey={({ scope }) => scope} />
);

function Operations({ operations }: ScopeRow) {
  if (operations.length === 0) return t.producersOnly;
  return (
    <details>
      <Box component="summary" style={{ cursor: "pointer" }}>
        {t.operationsCount(operations.length)}
      </Box>
      <Box mt="xs" ta="left">
        <OperationLinks operations={operations} />
      </Box>
    </details>
  );
}
