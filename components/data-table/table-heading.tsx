"use client";

import { Table, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";

export interface SortState {
  by: string | undefined;
  direction: string | undefined;
  /** An undefined direction is the column's natural one: numbers from the largest, words from A. */
  onSort(by: string, direction: "asc" | "desc" | undefined): void;
}

interface Props {
  title: string;
  hideTitle?: boolean;
  sort?: string;
  numeric?: boolean;
  width?: string | number;
  sorting?: SortState;
}

const HEADING = { className: Table.classes.th, role: "columnheader" };

export function TableHeading({ title, hideTitle, sort, numeric, width, sorting }: Props) {
  const textAlign = numeric ? "right" : undefined;
  if (!sort || !sorting) {
    return (
      <th {...HEADING} style={{ width, textAlign }}>
        {hideTitle ? <VisuallyHidden>{title}</VisuallyHidden> : title}
      </th>
    );
  }
  const sorted = sorting.by === sort;
  const natural = numeric ? "desc" : "asc";
  const direction = sorted ? (sorting.direction ?? natural) : undefined;
  const next = direction === natural ? (natural === "asc" ? "desc" : "asc") : natural;
  const Icon = direction === "asc" ? IconArrowUp : direction === "desc" ? IconArrowDown : IconArrowsSort;
  return (
    <th
      {...HEADING}
      style={{ width, textAlign }}
      aria-sort={direction ? (direction === "asc" ? "ascending" : "descending") : "none"}
    >
      <UnstyledButton
        onClick={() => sorting.onSort(sort, next === natural ? undefined : next)}
        fz="inherit"
        fw="inherit"
        c="inherit"
        ta="inherit"
      >
        {title} <Icon size={12} aria-hidden style={{ opacity: sorted ? 1 : 0.4, verticalAlign: "-1px" }} />
      </UnstyledButton>
    </th>
  );
}
