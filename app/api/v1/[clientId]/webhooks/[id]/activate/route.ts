import { accountRoute } from "@/lib/api/account-route";
import { activateWebhook as operation } from "@/lib/api/operations/webhooks";
import { json } from "@/lib/route";
import { activateWebhook } from "@/lib/webhooks/activate";
import { webhookTag } from "@/lib/webhooks/view";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params, ifMatch }) => {
  const webhook = await activateWebhook(caller, params.id, { ifMatch });
  return json(webhook, 200, { ETag: webhookTag(webhook) });
});
