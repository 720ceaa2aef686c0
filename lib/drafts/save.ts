import type { Caller } from "@/lib/accounts/caller";
import { createWebhook } from "@/lib/webhooks/create";
import type { WebhookView } from "@/lib/webhooks/schema";
import { updateWebhook } from "@/lib/webhooks/update";
import { openDraft } from "./draft";

/**
 * Creates the webhook with the id and the keys of its draft.
 * @throws Problem 400, 409 (`label_taken`, `webhook_limit_reached`, the draft is saved already)
 */
export async function createFromDraft(caller: Caller, input: unknown, sealed: unknown): Promise<WebhookView> {
  const { webhookId, keys } = openDraft(caller, sealed);
  return createWebhook(caller, input, { id: webhookId, keys });
}

/** Changes the webhook; keys of kinds that it has not had are those of the draft. @throws as `updateWebhook` */
export async function updateFromDraft(
  caller: Caller,
  id: string,
  input: unknown,
  { draft: sealed, ...options }: { draft?: unknown; ifRevision?: number },
): Promise<WebhookView> {
  const { keys } = openDraft(caller, sealed, id.toLowerCase());
  return updateWebhook(caller, id, input, { ...options, keys });
}
