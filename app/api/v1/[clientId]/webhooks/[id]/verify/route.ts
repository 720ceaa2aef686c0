import { accountRoute } from "@/lib/api/account-route";
import { verifyWebhook as operation } from "@/lib/api/operations/webhooks";
import { json } from "@/lib/route";
import { verifyWebhook } from "@/lib/webhooks/verify";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params, body }) =>
  json(await verifyWebhook(caller, params.id, body ?? {})),
);
