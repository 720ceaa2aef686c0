import type { PresentWebhook } from "@/db/dialect/dialect";
import type { Instance } from "@/lib/instance";
import { loadEndpoint } from "./endpoint";
import type { LaneState } from "./lanes";

/** Opens the present settings of lanes that are new, or whose webhook was changed; whoever may not be sent for drops out, until its next probe. */
export async function openEndpoints(tidings: Instance, lanes: LaneState[]): Promise<LaneState[]> {
  const closed = lanes.filter((lane) => !lane.endpoint || lane.stale);
  if (closed.length === 0) return lanes;
  const { database } = tidings;
  const ids = closed.map((lane) => lane.webhookId);
  const now = tidings.now();
  const { text, values } = database.sql.presentWebhooks(ids);
  const present = new Map(
    (await database.rows<PresentWebhook>(text, values)).map((webhook) => [webhook.id, webhook]),
  );
  for (const lane of closed) {
    const webhook = present.get(lane.webhookId);
    lane.stale = false;
    if (webhook && mayBeSentFor(webhook, now)) {
      const { id, revision, status } = webhook;
      lane.endpoint = await loadEndpoint(tidings, {
        ...{ id, accountId: lane.accountId, revision, probing: status === "suspended" },
      });
      lane.endpointOf = webhook.updatedAt;
    } else {
      lane.endpoint = undefined;
      lane.dueAt = webhook?.probeAt ?? null;
    }
  }
  return lanes.filter((lane) => lane.endpoint);
}

/** What is active; and what is suspended, once its probe is due. */
export const mayBeSentFor = ({ status, probeAt }: PresentWebhook, now: number) =>
  status === "active" || (probeAt !== null && probeAt <= now);
