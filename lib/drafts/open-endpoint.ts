import type { Caller } from "@/lib/accounts/caller";
import { checkConnector } from "@/lib/connectors/check-use";
import { type Endpoint, toEndpoint } from "@/lib/engine/endpoint";
import { parseWhole } from "@/lib/webhooks/create";
import { type LoadedWebhook, loadWebhook } from "@/lib/webhooks/find";
import { missingKinds } from "@/lib/webhooks/new-missing-keys";
import { openSigningKeys } from "@/lib/webhooks/open-signing-keys";
import { checkReferences } from "@/lib/webhooks/references";
import type { WebhookSettings } from "@/lib/webhooks/schema";
import { refuseDeleted } from "@/lib/webhooks/send-samples";
import { sealSettings } from "@/lib/webhooks/settings";
import { openDraft, openedKeys, sealDraft, withKeys } from "./draft";

export interface DraftInput {
  settings: Record<string, unknown>;
  webhookId?: string | undefined;
  draft?: string | undefined;
}

export interface DraftEndpoint {
  settings: WebhookSettings;
  /** The webhook that is being changed. */
  saved: LoadedWebhook | null;
  /** Makes missing keys, and opens what is secret. */
  open(): Promise<{ endpoint: Endpoint; sealed: string }>;
}

/**
 * What is not saved, judged as it would be on save and ready to be sent for.
 * @throws Problem 400 at places of the settings, 404, 409 for a deleted webhook
 */
export async function readDraft(caller: Caller, input: DraftInput): Promise<DraftEndpoint> {
  const { tidings, accountId } = caller;
  const saved = input.webhookId === undefined ? null : await loadWebhook(caller, input.webhookId);
  if (saved) refuseDeleted(saved);
  const opened = openDraft(caller, input.draft, saved?.webhook.id);
  // How it is called and whom its mails go to shows in no request, and may still be missing.
  const asked = {
    ...input.settings,
    label: "Draft",
    description: "",
    notifyUserIds: [],
    ...(saved && { kind: saved.webhook.kind }),
  };
  const { settings, secrets } = parseWhole(asked, { before: saved?.revision ?? null });
  await checkReferences(caller, settings);
  const connector = await checkConnector(caller, settings);

  const open = async () => {
    const webhook = { id: opened.webhookId, accountId, revision: saved?.webhook.revision ?? 0 };
    const kinds = await missingKinds(tidings.database, webhook.id, settings.delivery.signature);
    const draft = await withKeys(opened, kinds);
    const unsavedKeys = openedKeys(draft).filter(({ kind }) => kinds.includes(kind));
    const keys = [...unsavedKeys, ...(saved ? await openSigningKeys(tidings, webhook) : [])];
    const sealed = sealSettings(tidings.keyring, webhook, settings, secrets);
    const endpoint = { ...toEndpoint(tidings, webhook, sealed, { keys, connector }), unsavedKeys };
    return { endpoint, sealed: sealDraft(caller, draft) };
  };
  return { settings, saved, open };
}
