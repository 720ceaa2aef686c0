import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Instance } from "@/lib/instance";
import { type FreshKey, newSigningKeys } from "./new-signing-keys";
import type { WebhookSettings } from "./schema";
import { kindsInUse, type SigningKeyKind } from "./signing-key-kinds";

/** A key of every kind that a webhook begins to need; one of a kind that it used before is taken up again. */
export async function newMissingKeys(
  { database, keyring, now }: Instance,
  webhook: { id: string; accountId: number },
  signature: WebhookSettings["delivery"]["signature"],
  drafted: readonly FreshKey[] = [],
) {
  const missing = await missingKinds(database, webhook.id, signature);
  return newSigningKeys(keyring, webhook, missing, now(), drafted);
}

/** The kinds in use of which the webhook has no key. */
export async function missingKinds(
  database: Database,
  webhookId: string,
  signature: WebhookSettings["delivery"]["signature"],
): Promise<SigningKeyKind[]> {
  const { signingKeys } = database.tables;
  const there = await database.orm
    .select({ kind: signingKeys.kind })
    .from(signingKeys)
    .where(and(eq(signingKeys.webhookId, webhookId), isNull(signingKeys.expiresAt)));
  return kindsInUse(signature).filter((kind) => !there.some((key) => key.kind === kind));
}
