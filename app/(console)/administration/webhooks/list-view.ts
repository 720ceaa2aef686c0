import type { WebhooksView } from "@/lib/paths";
import type { WebhookFilter } from "@/lib/webhooks/filter";

export const PAGE_SIZE = 25;

export const SORTS = {
  label: "Webhook",
  succeeded: "Successful runs",
  failed: "Failed runs",
  status: "Status",
  createdAt: "Newest first",
} as const;

export type Sort = keyof typeof SORTS;

type Query = Record<string, string | string[] | undefined>;

/** What the address asks for; what makes no sense in it is dropped, a shared address must never fail. */
export function readView(query: Query): WebhooksView {
  const text = (key: string) => {
    const value = query[key];
    return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 200) : undefined;
  };
  const oneOf = (key: string, allowed: readonly string[]) => {
    const value = text(key);
    return value && allowed.includes(value) ? value : undefined;
  };
  const whole = (key: string) => (/^[1-9]\d{0,8}$/.test(text(key) ?? "") ? text(key) : undefined);
  return {
    q: text("q"),
    dataCenter: whole("dataCenter"),
    status: oneOf("status", ["created", "active", "inactive", "suspended"]),
    trigger: text("trigger"),
    sort: oneOf("sort", Object.keys(SORTS)),
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
    offset: (Number(view.page ?? 1) - 1) * PAGE_SIZE,
  } as WebhookFilter;
}

export const isFiltered = ({ q, dataCenter, status, trigger }: WebhooksView) =>
  Boolean(q || dataCenter || status || trigger);
