import { eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { eventType } from "@/lib/event-types/catalogue";
import { wantedOf } from "@/lib/event-types/define";
import { isPayloadStyle } from "@/lib/payloads/renderable-event";
import type { WebhookSettings } from "./schema";

/** Replaces what the fan-out joins by the settings' triggers. */
export function* writeTriggers(
  database: Database,
  tx: Transaction,
  webhook: { id: string; accountId: number },
  settings: WebhookSettings,
): Steps<void> {
  const { webhookTriggers } = database.tables;
  yield* tx.run(tx.orm.delete(webhookTriggers).where(eq(webhookTriggers.webhookId, webhook.id)));
  const { payloadStyle } = settings.delivery;
  if (!isPayloadStyle(payloadStyle)) return;
  const rows = settings.triggers.map(({ type, ...refinements }) => ({
    webhookId: webhook.id,
    type,
    accountId: webhook.accountId,
    dataCenterId: settings.dataCenterId,
    wanted: wantedOf(eventType(type), refinements, payloadStyle),
  }));
  yield* tx.run(tx.orm.insert(webhookTriggers).values(rows));
}
