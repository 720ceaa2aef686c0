"use client";

import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Go } from "@/components/ui/use-list-view";
import { PASSAGE_STATES } from "@/lib/vocabulary";
import { OUTCOME_LABELS, PASSAGE_STATE_LABELS, passagesText as t } from "@/texts/passages";
import type { PassagesView } from "../list-view";

const STATES = [
  { value: "under_way", label: String(t.allUnderWay) },
  ...PASSAGE_STATES.map((state) => ({ value: String(state), label: PASSAGE_STATE_LABELS[state] })),
];
const OUTCOMES = Object.entries(OUTCOME_LABELS).map(([value, label]) => ({ value, label: String(label) }));

interface Props {
  view: PassagesView;
  steps: { id: string; name: string }[];
  go: Go<PassagesView>;
}

export function Filters({ view, steps, go }: Props) {
  return (
    <FilterBar>
      <SearchField
        label={t.filters.contact}
        value={view.contact ?? ""}
        placeholder={t.contactPlaceholder}
        onSearch={(contact) => go({ contact: contact || undefined }, { replace: true })}
      />
      <FilterSelect
        label={t.filters.state}
        data={STATES}
        value={view.state}
        onChange={(state) => go({ state: state as PassagesView["state"] })}
      />
      <FilterSelect
        label={t.filters.step}
        data={steps.map(({ id, name }) => ({ value: id, label: name }))}
        value={view.step}
        onChange={(step) => go({ step })}
      />
      <FilterSelect
        label={t.filters.outcome}
        data={OUTCOMES}
        value={view.outcome}
        onChange={(outcome) => go({ outcome: outcome as PassagesView["outcome"] })}
      />
    </FilterBar>
  );
}
