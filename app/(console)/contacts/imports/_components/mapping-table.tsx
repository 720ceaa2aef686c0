"use client";

import { Select, Text } from "@mantine/core";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { contactImports as t } from "@/texts/contact-imports";
import { type Field, type Target, targetOptions } from "./column-mapping";
import type { ReadFile } from "./read-csv";

/** How many rows of a file are shown before it is imported. */
const SHOWN = 3;

interface Props {
  file: ReadFile;
  mapping: Target[];
  fields: Field[];
  onChange(mapping: Target[]): void;
}

/** A line a column: its heading, its first cells, what it becomes. */
export function MappingTable({ file, mapping, fields, onChange }: Props) {
  const columns: Column<number>[] = [
    {
      title: t.column,
      cell: (index) => (
        <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
          {headingOf(file, index)}
        </Text>
      ),
    },
    {
      title: t.firstRows,
      cell: (index) => (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {file.rows
            .slice(0, SHOWN)
            .map((row) => (row[index] ?? "").slice(0, 40))
            .filter((cell) => cell !== "")
            .join(" · ")}
        </Text>
      ),
    },
    {
      title: t.becomes,
      cell: (index) => (
        <Select
          aria-label={t.becomesOf(headingOf(file, index))}
          placeholder={t.leaveOut}
          data={targetOptions(file.heading[index] ?? "", fields)}
          value={mapping[index] ?? null}
          clearable
          searchable
          onChange={(next) => onChange(mapping.map((target, at) => (at === index ? next : target)))}
        />
      ),
    },
  ];
  return (
    <DataTable
      label={t.mapping}
      columns={columns}
      rows={file.heading.map((_, index) => index)}
      rowKey={(index) => index}
    />
  );
}

const headingOf = ({ heading }: ReadFile, index: number) => heading[index] || t.unnamed(index + 1);
