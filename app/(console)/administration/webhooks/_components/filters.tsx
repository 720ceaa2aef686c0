"use client";

import { useConsole } from "@/components/console-context";
import { SortSelect, sortOptions } from "@/components/data-table/sort-select";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Go } from "@/components/ui/use-list-view";
import type { WebhooksView } from "@/lib/paths";
import { WEBHOOK_STATUS_LABELS } from "@/texts/statuses";
import { TRIGGER_OPTIONS } from "@/texts/triggers";
import { webhooksPage as t } from "@/texts/webhooks-page";
import { sortingOf } from "../list-view";

const STATUSES = (["active", "inactive", "created", "suspended"] as const).map((value) => ({
  value: String(value),
  label: WEBHOOK_STATUS_LABELS[value],
}));
const SORTS = { event: sortOptions(t.sorts), workflow: sortOptions(t.workflowSorts) };

export function Filters({ view, go }: { view: WebhooksView; go: Go<WebhooksView> }) {
  const { dataCenters } = useConsole();
  const kind = view.kind ?? "event";
  const { by } = sortingOf(view);
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
      {kind === "event" && (
        <FilterSelect
          label={t.columns.status}
          data={STATUSES}
          value={view.status}
          onChange={(status) => go({ status })}
        />
      )}
      {kind === "event" && (
        <FilterSelect
          label={t.columns.trigger}
          data={TRIGGER_OPTIONS}
          value={view.trigger}
          onChange={(trigger) => go({ trigger })}
        />
      )}
      <SortSelect data={SORTS[kind]} by={by} usual={sortingOf({ kind: view.kind }).by} go={go} />
    </FilterBar>
  );
}
