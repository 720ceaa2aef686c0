import { and, eq, isNull } from "drizzle-orm";
import type { Instance } from "@/lib/instance";
import { newSigningKeys } from "./new-signing-keys";
import type { WebhookSettings } from "./schema";
import { kindsInUse } from "./signing-key-kinds";

/** A key of every kind that a webhook begins to need; one of a kind that it used before is taken up again. */
export async function newMissingKeys(
  { database, keyring, now }: Instance,
  webhook: { id: string; accountId: number },
  signature: WebhookSettings["delivery"]["signature"],
) {
  const { signingKeys } = database.tables;
  const there = await database.orm
    .select({ kind: signingKeys.kind })
    .from(signingKeys)
    .where(and(eq(signingKeys.webhookId, webhook.id), isNull(signingKeys.expiresAt)));
  const missing = kindsInUse(signature).filter((kind) => !there.some((key) => key.kind === kind));
  return newSigningKeys(keyring, webhook, missing, now());
}
