"use client";

import { Select } from "@mantine/core";
import { useConsole } from "@/components/console-context";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Go } from "@/components/ui/use-list-view";
import type { WebhooksView } from "@/lib/paths";
import { common } from "@/texts/common";
import { WEBHOOK_STATUS_LABELS } from "@/texts/statuses";
import { TRIGGER_OPTIONS } from "@/texts/triggers";
import { webhooksPage as t } from "@/texts/webhooks-page";

const STATUSES = (["active", "inactive", "created", "suspended"] as const).map((value) => ({
  value: String(value),
  label: WEBHOOK_STATUS_LABELS[value],
}));
const SORT_OPTIONS = Object.entries(t.sorts).map(([value, label]) => ({ value, label }));

export function Filters({ view, go }: { view: WebhooksView; go: Go<WebhooksView> }) {
  const { dataCenters } = useConsole();
  return (
    <FilterBar>
      <SearchField
        value={view.q ?? ""}
        placeholder={t.searchPlaceholder}
        onSearch={(q) => go({ q: q || undefined }, { replace: true })}
      />
      <FilterSelect
        label={t.columns.dataCenter}
        data={dataCenters.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={view.dataCenter}
        onChange={(dataCenter) => go({ dataCenter })}
      />
      <FilterSelect
        label={t.columns.status}
        data={STATUSES}
        value={view.status}
        onChange={(status) => go({ status })}
      />
      <FilterSelect
        label={t.columns.trigger}
        data={TRIGGER_OPTIONS}
        value={view.trigger}
        onChange={(trigger) => go({ trigger })}
      />
      <Select
        label={common.sortBy}
        hiddenFrom="lg"
        data={SORT_OPTIONS}
        value={view.sort ?? "createdAt"}
        allowDeselect={false}
        onChange={(sort) =>
          go({ sort: sort === "createdAt" ? undefined : (sort ?? undefined), direction: undefined })
        }
      />
    </FilterBar>
  );
}
