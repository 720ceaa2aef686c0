import { accountRoute } from "@/lib/api/account-route";
import { deactivateWebhook as operation } from "@/lib/api/operations/webhooks";
import { json } from "@/lib/route";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { webhookTag } from "@/lib/webhooks/view";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params, body, ifMatch }) => {
  const webhook = await deactivateWebhook(caller, params.id, body, { ifMatch });
  return json(webhook, 200, { ETag: webhookTag(webhook) });
});
