"use client";

import { type Column, DataTable } from "@/components/data-table/data-table";
import { restApi as t } from "@/texts/rest-api";
import type { LimitRow } from "../limit-rows";

const COLUMNS: Column<LimitRow>[] = [
  { title: t.limitColumns.what, cell: ({ what }) => what },
  { title: t.limitColumns.limit, cell: ({ limit }) => limit },
];

export const LimitsTable = ({ rows }: { rows: LimitRow[] }) => (
  <DataTable label={t.limits} columns={COLUMNS} rows={rows} rowKey={({ what }) => what} dense />
);
