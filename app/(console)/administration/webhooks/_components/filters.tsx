"use client";

import { CloseButton, Group, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useConsole } from "@/components/console-context";
import { WEBHOOK_STATUS_LABELS } from "@/components/texts/statuses";
import { TRIGGER_OPTIONS } from "@/components/texts/triggers";
import type { WebhooksView } from "@/lib/paths";
import { SORTS } from "../list-view";
import type { Go } from "./use-list-navigation";

const STATUSES = (["active", "inactive", "created", "suspended"] as const).map((value) => ({
  value: String(value),
  label: WEBHOOK_STATUS_LABELS[value],
}));
const SORT_OPTIONS = Object.entries(SORTS).map(([value, label]) => ({ value, label }));

export function Filters({ view, go }: { view: WebhooksView; go: Go }) {
  const { dataCenters } = useConsole();
  const dataCenterOptions = dataCenters.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Group gap="sm" align="flex-end" component="search" grow preventGrowOverflow={false} wrap="wrap">
      <Search value={view.q ?? ""} onSearch={(q) => go({ q: q || undefined }, { replace: true })} />
      <Filter
        label="Data center"
        data={dataCenterOptions}
        value={view.dataCenter}
        onChange={(dataCenter) => go({ dataCenter })}
      />
      <Filter label="Status" data={STATUSES} value={view.status} onChange={(status) => go({ status })} />
      <Filter
        label="Trigger"
        data={TRIGGER_OPTIONS}
        value={view.trigger}
        onChange={(trigger) => go({ trigger })}
      />
      <Select
        label="Sort by"
        hiddenFrom="lg"
        data={SORT_OPTIONS}
        value={view.sort ?? "createdAt"}
        allowDeselect={false}
        miw={140}
        onChange={(sort) =>
          go({ sort: sort === "createdAt" ? undefined : (sort ?? undefined), direction: undefined })
        }
      />
    </Group>
  );
}

interface FilterProps {
  label: string;
  data: typeof STATUSES | typeof TRIGGER_OPTIONS;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Filter({ label, data, value, onChange }: FilterProps) {
  return (
    <Select
      label={label}
      placeholder="All"
      data={data as typeof STATUSES}
      value={value ?? null}
      clearable
      clearButtonProps={{ "aria-label": `Show all again: ${label}` }}
      miw={140}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

function Search({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const later = useDebouncedCallback(onSearch, 300);
  const change = (next: string) => {
    setText(next);
    later(next.trim());
  };
  return (
    <TextInput
      label="Search"
      placeholder="Label or URL"
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label="Clear search" onClick={() => change("")} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      miw={180}
    />
  );
}
