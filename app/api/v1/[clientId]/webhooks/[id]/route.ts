import { accountRoute } from "@/lib/api/account-route";
import {
  deleteWebhook as deleteOperation,
  getWebhook as getOperation,
  updateWebhook as updateOperation,
} from "@/lib/api/operations/webhooks";
import { json } from "@/lib/route";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { findWebhook } from "@/lib/webhooks/find";
import { updateWebhook } from "@/lib/webhooks/update";
import { webhookTag } from "@/lib/webhooks/view";

type Params = { id: string };

export const GET = accountRoute<Params>(getOperation, async ({ caller, params }) => {
  const webhook = await findWebhook(caller, params.id);
  return json(webhook, 200, { ETag: webhookTag(webhook) });
});

export const PATCH = accountRoute<Params>(updateOperation, async ({ caller, params, body, ifMatch }) => {
  const webhook = await updateWebhook(caller, params.id, body, { ifMatch });
  return json(webhook, 200, { ETag: webhookTag(webhook) });
});

export const DELETE = accountRoute<Params>(deleteOperation, async ({ caller, params, ifMatch }) => {
  await deleteWebhook(caller, params.id, { ifMatch });
  return new Response(null, { status: 204 });
});
