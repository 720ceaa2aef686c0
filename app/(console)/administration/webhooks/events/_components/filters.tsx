"use client";

import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Go } from "@/components/ui/use-list-view";
import { eventsText as t } from "@/texts/events";
import { sinceLabel, sinceOptions } from "@/texts/since";
import { EVENT_OPTIONS } from "@/texts/triggers";
import type { EventsView } from "../list-view";

interface Props {
  view: EventsView;
  dataCenters: { id: number; name: string }[];
  go: Go<EventsView>;
}

export function Filters({ view, dataCenters, go }: Props) {
  return (
    <FilterBar>
      <SearchField
        value={view.q ?? ""}
        placeholder={t.searchPlaceholder}
        onSearch={(q) => go({ q: q || undefined }, { replace: true })}
      />
      <FilterSelect
        label={t.columns.type}
        data={EVENT_OPTIONS}
        value={view.type}
        onChange={(type) => go({ type })}
      />
      <FilterSelect
        label={t.columns.dataCenter}
        data={dataCenters.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={view.dataCenter}
        onChange={(dataCenter) => go({ dataCenter })}
      />
      <FilterSelect
        label={sinceLabel}
        data={sinceOptions(view.since)}
        value={view.since}
        onChange={(since) => go({ since })}
      />
    </FilterBar>
  );
}
