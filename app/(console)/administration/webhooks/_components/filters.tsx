"use client";

import { CloseButton, Grid, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback, useWindowEvent } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
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

const WIDE = { base: 12, xs: 6, sm: 4, lg: 3 };
const HALF = { base: 6, sm: 4, lg: 3 };

export function Filters({ view, go }: { view: WebhooksView; go: Go }) {
  const { dataCenters } = useConsole();
  const dataCenterOptions = dataCenters.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <search>
      <Grid gap="sm">
        <Grid.Col span={WIDE}>
          <Search value={view.q ?? ""} onSearch={(q) => go({ q: q || undefined }, { replace: true })} />
        </Grid.Col>
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
        <Grid.Col span={HALF} hiddenFrom="lg">
          <Select
            label="Sort by"
            data={SORT_OPTIONS}
            value={view.sort ?? "createdAt"}
            allowDeselect={false}
            onChange={(sort) =>
              go({ sort: sort === "createdAt" ? undefined : (sort ?? undefined), direction: undefined })
            }
          />
        </Grid.Col>
      </Grid>
    </search>
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
    <Grid.Col span={HALF}>
      <Select
        label={label}
        placeholder="All"
        data={data as typeof STATUSES}
        value={value ?? null}
        clearable
        clearButtonProps={{ "aria-label": `Show all again: ${label}` }}
        comboboxProps={{ width: "max-content", position: "bottom-start" }}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </Grid.Col>
  );
}

/** Asks 300 ms after the last key. Whoever is typing keeps what was typed; the back button takes it back. */
function Search({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const wentBack = useRef(false);
  useWindowEvent("popstate", () => {
    wentBack.current = true;
  });
  useEffect(() => {
    if (wentBack.current || document.activeElement !== input.current) setText(value);
    wentBack.current = false;
  }, [value]);

  const later = useDebouncedCallback(onSearch, 300);
  const change = (next: string) => {
    setText(next);
    later(next.trim());
  };
  return (
    <TextInput
      ref={input}
      label="Search"
      placeholder="Label or URL"
      role="searchbox"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label="Clear search" onClick={() => change("")} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
