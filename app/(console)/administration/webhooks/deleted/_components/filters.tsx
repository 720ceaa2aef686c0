"use client";

import { SortSelect, sortOptions } from "@/components/data-table/sort-select";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Go } from "@/components/ui/use-list-view";
import { deletedWebhooks as t } from "@/texts/deleted-webhooks";
import { webhooksPage } from "@/texts/webhooks-page";
import { type DeletedView, sortingOf } from "../list-view";

const KINDS = sortOptions(webhooksPage.kinds);
const SORTS = sortOptions(t.sorts);

export const Filters = ({ view, go }: { view: DeletedView; go: Go<DeletedView> }) => (
  <FilterBar>
    <SearchField
      value={view.q ?? ""}
      placeholder={webhooksPage.searchPlaceholder}
      onSearch={(q) => go({ q: q || undefined }, { replace: true })}
    />
    <FilterSelect
      label={webhooksPage.kind}
      data={KINDS}
      value={view.kind}
      onChange={(kind) => go({ kind })}
    />
    <SortSelect data={SORTS} by={sortingOf(view).by} usual="deletedAt" go={go} />
  </FilterBar>
);
