import { type Query, viewReader } from "@/app/(console)/read-view";
import type { WebhooksView } from "@/lib/paths";
import type { WebhookFilter } from "@/lib/webhooks/filter";
import { webhooksPage } from "@/texts/webhooks-page";

export const PAGE_SIZE = 25;

export function readView(query: Query): WebhooksView {
  const { text, oneOf, whole } = viewReader(query);
  return {
    q: text("q"),
    dataCenter: whole("dataCenter"),
    status: oneOf("status", ["created", "active", "inactive", "suspended"]),
    trigger: text("trigger"),
    sort: oneOf("sort", Object.keys(webhooksPage.sorts)),
    direction: oneOf("direction", ["asc", "desc"]),
    page: whole("page"),
  };
}

export function filterOf(view: WebhooksView, isTrigger: (type: string) => boolean): WebhookFilter {
  return {
    q: view.q,
    dataCenterId: view.dataCenter ? Number(view.dataCenter) : undefined,
    status: view.status,
    type: view.trigger && isTrigger(view.trigger) ? view.trigger : undefined,
    sort: view.sort ?? "createdAt",
    direction: view.direction ?? (view.sort === "label" || view.sort === "status" ? "asc" : "desc"),
    limit: PAGE_SIZE,
    offset: Math.min((Number(view.page ?? 1) - 1) * PAGE_SIZE, 1_000_000),
  } as WebhookFilter;
}

export const isFiltered = ({ q, dataCenter, status, trigger }: WebhooksView) =>
  Boolean(q || dataCenter || status || trigger);
