import { pageOf, type Query, viewReader } from "@/app/(console)/read-view";
import type { WebhooksView } from "@/lib/paths";
import type { WebhookFilter } from "@/lib/webhooks/filter";
import { webhooksPage } from "@/texts/webhooks-page";

export const PAGE_SIZE = 25;

export function readView(query: Query): WebhooksView {
  const { text, oneOf, whole } = viewReader(query);
  const common = {
    q: text("q"),
    dataCenter: whole("dataCenter"),
    direction: oneOf("direction", ["asc", "desc"]),
    page: whole("page"),
  };
  // A workflow's webhook has neither trigger nor state of its own (decision 8).
  if (oneOf("kind", ["workflow"])) {
    return { kind: "workflow", ...common, sort: oneOf("sort", Object.keys(webhooksPage.workflowSorts)) };
  }
  return {
    ...common,
    status: oneOf("status", ["created", "active", "inactive", "suspended"]),
    trigger: text("trigger"),
    sort: oneOf("sort", Object.keys(webhooksPage.sorts)),
  };
}

export function filterOf(view: WebhooksView, isTrigger: (type: string) => boolean): WebhookFilter {
  const { by, direction } = sortingOf(view);
  return {
    kind: view.kind ?? "event",
    q: view.q,
    dataCenterId: view.dataCenter ? Number(view.dataCenter) : undefined,
    status: view.status,
    type: view.trigger && isTrigger(view.trigger) ? view.trigger : undefined,
    ...{ sort: by, direction },
    ...pageOf(view, PAGE_SIZE),
  } as WebhookFilter;
}

/** The order of the list; words and dates run upwards once somebody asks for their column. */
export function sortingOf({ kind, sort, direction }: WebhooksView) {
  const by = sort ?? (kind === "workflow" ? "updatedAt" : "createdAt");
  const upwards = ["label", "status", "updatedAt"].includes(sort ?? "");
  return { by, direction: direction ?? (upwards ? "asc" : "desc") };
}

export const isFiltered = ({ q, dataCenter, status, trigger }: WebhooksView) =>
  Boolean(q || dataCenter || status || trigger);
