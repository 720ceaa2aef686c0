import type { Database } from "@/db/database";
import type { DeliverySettings } from "@/db/shapes";
import { countRecalculated, MOST_LOOKED_AT, readLaneNotes, readOldestWaiting } from "@/db/waiting-rows";
import type { Instance } from "@/lib/instance";
import { iso } from "@/lib/time";
import { countWaiting } from "./find";
import { type Outlook, outlookOf } from "./outlook";
import type { WebhookOverview } from "./overview-schema";
import type { WebhookView } from "./schema";
import type { WebhookRow } from "./view";

/** Fewer are nothing to explain. */
export const MANY = 100;

/** What waits for a webhook, for how long still, and why. */
export async function readWaiting(
  { database, now }: Pick<Instance, "database" | "now">,
  webhook: WebhookRow,
  delivery: DeliverySettings,
): Promise<WebhookOverview["waiting"]> {
  const { waiting, oldestWaitingAt } = (await countWaiting(database, [webhook.id]))(webhook.id);
  const count = { count: waiting, oldestAt: iso(oldestWaitingAt) };
  const recalculated = await readRecalculated(database, webhook.id, waiting);
  if (waiting === 0 || webhook.status !== "active") return { ...count, ...AT_REST, recalculated };
  const note = (await readLaneNotes(database, [webhook.id], now())).get(webhook.id);
  const { heldSince, ...outlook } = outlookOf(waiting, note, delivery, now());
  const next = await (heldSince === null
    ? readNextAttemptAt(database, webhook.id)
    : readProbeAt(database, webhook.id));
  return {
    ...{ ...count, ...outlook, recalculated },
    nextAttemptAt: iso(next),
    held: heldSince === null ? null : { since: iso(heldSince), probeAt: iso(next) },
  };
}

const AT_REST = { nextAttemptAt: null, drainsInSeconds: null, held: null, slowedTo: null };

async function readNextAttemptAt(database: Database, webhookId: string): Promise<number | null> {
  const [next] = await database.rows<{ at: number | string | null }>(
    "SELECT min(next_attempt_at) AS at FROM deliveries WHERE webhook_id = $1 AND state = 'pending'",
    [webhookId],
  );
  return next?.at == null ? null : Number(next.at);
}

/** What stands behind the probe may be due long since; it waits all the same. */
async function readProbeAt(database: Database, webhookId: string): Promise<number | null> {
  const oldest = await readOldestWaiting(database, webhookId);
  return oldest?.state === "pending" ? oldest.nextAttemptAt : null;
}

async function readRecalculated(database: Database, webhookId: string, waiting: number) {
  if (waiting <= MANY) return null;
  const count = await countRecalculated(database, webhookId);
  return count > MANY ? { count, more: waiting > MOST_LOOKED_AT } : null;
}

/** For a page of the list: nothing is asked about webhooks for which little waits. */
export async function readOutlooks(
  { database, now }: Pick<Instance, "database" | "now">,
  rows: { webhook: WebhookView }[],
): Promise<Map<string, Outlook>> {
  const crowded = rows.filter(({ webhook }) => webhook.status === "active" && webhook.health.waiting > MANY);
  const ids = crowded.map(({ webhook }) => webhook.id);
  const notes = await readLaneNotes(database, ids, now());
  return new Map(
    crowded.map(({ webhook: { id, health, delivery } }) => [
      id,
      outlookOf(health.waiting, notes.get(id), delivery, now()),
    ]),
  );
}
