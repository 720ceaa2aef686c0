import { pageOf, type Query, viewReader } from "@/app/(console)/read-view";
import type { DeletedFilter } from "@/lib/webhooks/filter";
import { deletedWebhooks } from "@/texts/deleted-webhooks";

export const PAGE_SIZE = 25;

export type DeletedView = ReturnType<typeof readView>;

export function readView(query: Query) {
  const { text, oneOf, whole } = viewReader(query);
  return {
    q: text("q"),
    kind: oneOf("kind", ["event", "workflow"]),
    sort: oneOf("sort", Object.keys(deletedWebhooks.sorts)),
    direction: oneOf("direction", ["asc", "desc"]),
    page: whole("page"),
  };
}

export function filterOf(view: DeletedView): DeletedFilter {
  const { by, direction } = sortingOf(view);
  const { q, kind } = view;
  return { q, kind, sort: by, direction, ...pageOf(view, PAGE_SIZE) } as DeletedFilter;
}

/** The last one deleted first; upwards once somebody asks for a column. */
export const sortingOf = ({ sort, direction }: Pick<DeletedView, "sort" | "direction">) => ({
  by: sort ?? "deletedAt",
  direction: direction ?? (sort ? "asc" : "desc"),
});

export const isFiltered = ({ q, kind }: DeletedView) => Boolean(q || kind);
