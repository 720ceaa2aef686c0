"use client";

import { Box, Table } from "@mantine/core";
import type { ReactNode } from "react";
import { CardTable } from "@/components/ui/card-table";
import { type SortState, TableHeading } from "./table-heading";

export interface Column<Row> {
  title: string;
  /** The last column often needs no visible title. */
  hideTitle?: boolean;
  cell(row: Row): ReactNode;
  /** The name of this column's order; without it the column can't be sorted by. */
  sort?: string;
  numeric?: boolean;
  width?: string | number;
}

interface Props<Row> {
  /** What the table lists, for those who don't see it. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey(row: Row): string | number;
  sorting?: SortState;
  /** The rows of an older question are still shown while the new answer is on its way. */
  pending?: boolean;
  /** Few columns: stays a table longer before it becomes cards. */
  dense?: boolean;
}

/** As Mantine's own rows and cells are, without the computing of styles in each: 8 cells in each of 25 rows. */
const ROW = { className: Table.classes.tr, role: "row", "data-with-row-border": true };
const CELL = { className: Table.classes.td, role: "cell" };
const RIGHT = { textAlign: "right" } as const;

/** The one table of the console: sortable headings, cards where the place is narrow. */
export function DataTable<Row>({ label, columns, rows, rowKey, sorting, pending, dense }: Props<Row>) {
  return (
    <Box aria-busy={pending} style={{ opacity: pending ? 0.55 : 1, transition: "opacity 150ms" }}>
      <CardTable
        label={label}
        dense={dense}
        highlightOnHover
        // Mantine's own is so light in the dark that links on it are hard to read.
        highlightOnHoverColor="light-dark(var(--mantine-color-gray-1), var(--mantine-color-dark-6))"
      >
        <Table.Thead>
          <tr {...ROW}>
            {columns.map((column) => (
              <TableHeading key={column.title} {...column} sorting={sorting} />
            ))}
          </tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} {...ROW} data-hover>
              {columns.map(({ title, hideTitle, numeric, cell }) => (
                <td
                  key={title}
                  {...CELL}
                  data-label={hideTitle ? undefined : title}
                  style={numeric ? RIGHT : undefined}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </Table.Tbody>
      </CardTable>
    </Box>
  );
}
