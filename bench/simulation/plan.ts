import type { LaneState, Lanes } from "@/lib/engine/lanes";
import type { Deliveries } from "./deliveries";
import type { Webhook } from "./webhook";

/** Events come evenly over the time, each for any of the webhooks. */
export function planArrivals(
  deliveries: Deliveries,
  webhooks: number,
  lastsMs: number,
  random: () => number,
) {
  const times = new Float64Array(deliveries.size).map(() => Math.floor(random() * lastsMs));
  times.sort();
  for (const [id, at] of times.entries()) {
    deliveries.webhook[id] = Math.floor(random() * webhooks);
    deliveries.acceptedAt[id] = at;
    deliveries.nextAttemptAt[id] = at;
  }
}

/** A lane for each webhook, with nothing in it yet. */
export function openLanes(lanes: Lanes, webhooks: Webhook[]) {
  const found = webhooks.map(({ number, endpoint }) => ({
    ...{ webhookId: String(number), accountId: endpoint.accountId, dueAt: 0, updatedAt: 0 },
    connectorRevision: null,
    owner: null,
    leaseUntil: 0,
  }));
  lanes.refresh(found, 0);
  for (const webhook of webhooks) {
    webhook.lane = lanes.get(String(webhook.number)) as LaneState;
    Object.assign(webhook.lane, { endpoint: webhook.endpoint, dueAt: null });
  }
}
