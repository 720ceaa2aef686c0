"use client";

import { Table, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import { CardTable } from "@/components/ui/card-table";
import type { WebhooksView } from "@/lib/paths";
import type { Sort } from "../list-view";
import type { Row } from "./row";
import type { Go } from "./use-list-navigation";
import { WebhookRow } from "./webhook-row";

interface Column {
  title: string;
  sort?: Sort;
  width?: string | number;
  numeric?: boolean;
}

const COLUMNS: Column[] = [
  { title: "Webhook", sort: "label" },
  { title: "Data center" },
  { title: "Trigger" },
  { title: "Payload" },
  { title: "Successful runs in last 14 days", sort: "succeeded", width: 128, numeric: true },
  { title: "Failed runs in last 14 days", sort: "failed", width: 112, numeric: true },
  { title: "Status", sort: "status" },
];

export function WebhooksTable({ rows, view, go }: { rows: Row[]; view: WebhooksView; go: Go }) {
  return (
    <CardTable label="Webhooks" highlightOnHover>
      <Table.Thead>
        <Table.Tr role="row">
          {COLUMNS.map((column) => (
            <Heading key={column.title} column={column} view={view} go={go} />
          ))}
          <Table.Th role="columnheader" ta="right">
            Actions
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {rows.map((row) => (
          <WebhookRow key={row.webhook.id} row={row} />
        ))}
      </Table.Tbody>
    </CardTable>
  );
}

function Heading({ column, view, go }: { column: Column; view: WebhooksView; go: Go }) {
  const { title, sort, width, numeric } = column;
  if (!sort) return <Table.Th role="columnheader">{title}</Table.Th>;

  const sorted = view.sort === sort;
  const natural = numeric ? "desc" : "asc";
  const direction = sorted ? (view.direction ?? natural) : undefined;
  const next = direction === natural ? (natural === "asc" ? "desc" : "asc") : natural;
  const Icon = direction === "asc" ? IconArrowUp : direction === "desc" ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th
      role="columnheader"
      w={width}
      ta={numeric ? "right" : undefined}
      aria-sort={direction ? (direction === "asc" ? "ascending" : "descending") : "none"}
    >
      <UnstyledButton
        onClick={() => go({ sort, direction: next === natural ? undefined : next })}
        fz="inherit"
        fw="inherit"
        c="inherit"
        ta="inherit"
      >
        {title} <Icon size={12} aria-hidden style={{ opacity: sorted ? 1 : 0.4, verticalAlign: "-1px" }} />
      </UnstyledButton>
    </Table.Th>
  );
}
