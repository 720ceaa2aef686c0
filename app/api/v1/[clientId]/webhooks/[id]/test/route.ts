import { accountRoute } from "@/lib/api/account-route";
import { testWebhook as operation } from "@/lib/api/operations/webhooks";
import { json } from "@/lib/route";
import { testWebhook } from "@/lib/webhooks/test";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params, body }) =>
  json(await testWebhook(caller, params.id, body)),
);
