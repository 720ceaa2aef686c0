import type { StoredSecrets, StoredSettings } from "@/db/shapes";
import type { Tables } from "@/db/tables";
import { tagOf } from "@/lib/api/conditional";
import { withSetMarks } from "@/lib/authentication/secrets";
import { iso } from "@/lib/time";
import type { Warning } from "./check-url";
import { healthOf } from "./health-of";
import { type WebhookView, webhookViewSchema } from "./schema";

export type WebhookRow = Tables["webhooks"]["$inferSelect"];

export interface Waiting {
  waiting: number;
  oldestWaitingAt: number | null;
}

/** The entity tag of a webhook: another one as soon as it is changed, activated or deactivated. */
export const webhookTag = ({ revision, status }: Pick<WebhookRow, "revision" | "status">) =>
  tagOf(revision, status);

/** A webhook as it is read (docs/edge.md, A webhook): a secret `x` becomes `xSet`. */
export function toView(
  webhook: WebhookRow,
  revision: { settings: StoredSettings; secrets: StoredSecrets },
  waiting: Waiting,
  now: number,
  warnings: Warning[] = [],
): WebhookView {
  const { settings, secrets } = revision;
  return webhookViewSchema.parse({
    id: webhook.id,
    kind: webhook.kind,
    label: webhook.label,
    description: settings.description,
    status: webhook.status,
    revision: webhook.revision,
    dataCenterId: settings.dataCenterId,
    profile: settings.profile,
    triggers: settings.triggers,
    method: settings.method,
    url: settings.url,
    authentication: authenticationView(settings.authentication, secrets),
    headers: settings.headers.map(({ name, value, secret }, index) =>
      secret ? { name, secret, valueSet: `headers.${index}.value` in secrets } : { name, value },
    ),
    delivery: settings.delivery,
    notifyUserIds: settings.notifyUserIds,
    template: settings.template,
    scenario: settings.scenario,
    health: {
      ...healthOf(webhook, settings.delivery, now),
      waiting: waiting.waiting,
      oldestWaitingAt: iso(waiting.oldestWaitingAt),
    },
    warnings,
    createdAt: iso(webhook.createdAt),
    updatedAt: iso(webhook.updatedAt),
  });
}

function authenticationView(authentication: StoredSettings["authentication"], secrets: StoredSecrets) {
  if (authentication.type !== "headers") {
    return withSetMarks(authentication, (key) => `authentication.${key}` in secrets);
  }
  return {
    type: "headers",
    headers: authentication.headers.map(({ name }, index) => ({
      name,
      valueSet: `authentication.headers.${index}.value` in secrets,
    })),
  };
}
