import { type Query, viewReader } from "@/app/(console)/read-view";
import { type DeliveryRowFilter, isCursorOf } from "@/lib/deliveries/filter";
import { sinceMillis } from "@/lib/events/filter";
import { isId } from "@/lib/ids";
import { DELIVERY_STATES, type DeliveryState, RUN_REASONS, type RunReason } from "@/lib/vocabulary";

/** What the page shows, as its address says it. */
export type DeliveriesView = {
  q?: string | undefined;
  state?: DeliveryState | undefined;
  webhook?: string | undefined;
  reason?: RunReason | undefined;
  since?: string | undefined;
  cursor?: string | undefined;
};

/** `delivery` is what a link to a single one says (paths.delivery). */
export function readView(query: Query): DeliveriesView {
  const { text, oneOf } = viewReader(query);
  const q = text("q") ?? text("delivery");
  const state = oneOf("state", DELIVERY_STATES) as DeliveryState | undefined;
  const webhook = text("webhook");
  const since = text("since");
  const cursor = text("cursor");
  return {
    q,
    state,
    webhook: webhook && isId(webhook) ? webhook.toLowerCase() : undefined,
    reason: oneOf("reason", RUN_REASONS) as RunReason | undefined,
    since: sinceMillis(since, 0) === undefined ? undefined : since,
    cursor: cursor && isCursorOf(q === undefined ? state : undefined, cursor) ? cursor : undefined,
  };
}

export const filterOf = ({ webhook, since, ...view }: DeliveriesView, now: number): DeliveryRowFilter => ({
  ...view,
  webhookId: webhook,
  since: sinceMillis(since, now),
});

export const isFiltered = ({ cursor: _, ...filters }: DeliveriesView) =>
  Object.values(filters).some((value) => value !== undefined);
