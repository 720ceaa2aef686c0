"use client";

import { type ComboboxData, Select } from "@mantine/core";
import { common } from "@/texts/common";

interface Props {
  label: string;
  data: ComboboxData;
  value: string | undefined;
  onChange(value: string | undefined): void;
}

/** One filter of a list; nothing chosen means all. */
export function FilterSelect({ label, data, value, onChange }: Props) {
  return (
    <Select
      label={label}
      placeholder={common.all}
      data={data}
      value={value ?? null}
      clearable
      clearButtonProps={{ "aria-label": common.showAllAgain(label) }}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
