"use client";

import { Select } from "@mantine/core";
import { common } from "@/texts/common";

interface Option {
  value: string;
  label: string;
}

interface Props {
  data: Option[];
  by: string;
  /** The order of a list that nobody has asked for another one. */
  usual: string;
  go(changes: { sort: string | undefined; direction: undefined }): void;
}

export const sortOptions = (labels: Record<string, string>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The order of a table where its headings have become cards. */
export const SortSelect = ({ data, by, usual, go }: Props) => (
  <Select
    label={common.sortBy}
    hiddenFrom="lg"
    data={data}
    value={by}
    allowDeselect={false}
    onChange={(sort) => go({ sort: sort === usual ? undefined : (sort ?? undefined), direction: undefined })}
  />
);
