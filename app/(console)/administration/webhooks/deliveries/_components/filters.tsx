"use client";

import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Go } from "@/components/ui/use-list-view";
import { DELIVERY_STATES, type DeliveryState, RUN_REASONS, type RunReason } from "@/lib/vocabulary";
import { deliveryStateLabel, deliveriesText as t } from "@/texts/deliveries";
import { RUN_REASON_TEXTS } from "@/texts/run-reasons";
import { sinceLabel, sinceOptions } from "@/texts/since";
import type { DeliveriesView } from "../list-view";

const STATES = DELIVERY_STATES.map((state) => ({ value: String(state), label: deliveryStateLabel(state) }));
const REASONS = RUN_REASONS.map((reason) => ({
  value: String(reason),
  label: RUN_REASON_TEXTS[reason].title,
})).sort((a, b) => a.label.localeCompare(b.label, "en"));

interface Props {
  view: DeliveriesView;
  webhooks: { id: string; label: string }[];
  go: Go<DeliveriesView>;
}

export function Filters({ view, webhooks, go }: Props) {
  return (
    <FilterBar>
      <SearchField
        value={view.q ?? ""}
        placeholder={t.searchPlaceholder}
        onSearch={(q) => go({ q: q || undefined }, { replace: true })}
      />
      <FilterSelect
        label={t.filters.state}
        data={STATES}
        value={view.state}
        onChange={(state) => go({ state: state as DeliveryState | undefined })}
      />
      <FilterSelect
        label={t.filters.webhook}
        data={webhooks.map(({ id, label }) => ({ value: id, label }))}
        value={view.webhook}
        onChange={(webhook) => go({ webhook })}
      />
      <FilterSelect
        label={t.filters.reason}
        data={REASONS}
        value={view.reason}
        onChange={(reason) => go({ reason: reason as RunReason | undefined })}
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
