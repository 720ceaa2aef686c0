import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { otherKind, withDefaults } from "@/lib/webhooks/create";
import { checkReferences } from "@/lib/webhooks/references";
import { kindOf, type WebhookSettings } from "@/lib/webhooks/schema";
import { parseWithoutSecrets } from "@/lib/webhooks/settings";

/**
 * Settings that are only looked at, as they stand in the form: judged as they would be on save, but for how the
 * webhook is called, whom its mails go to, its secrets and its address.
 * @throws Problem 400 at places of the settings, 429
 */
export async function readUnsaved(caller: Caller, given: Record<string, unknown>): Promise<WebhookSettings> {
  const { tidings, accountId, actor } = caller;
  await tidings.looksBack.take(`${accountId} ${actor.id ?? actor.kind}`);
  const { kind, ...rest } = given;
  const profile = rest.profile ?? (kind === "workflow" ? "data_request" : "simple");
  if (kind !== undefined && kind !== kindOf(profile)) {
    throw invalid([otherKind(kind === "workflow" ? kind : "event")]);
  }
  const asked = { url: "", ...rest, profile, label: "Draft", description: "", notifyUserIds: [] };
  const settings = parseWithoutSecrets(withDefaults(asked));
  await checkReferences(caller, settings);
  return settings;
}
