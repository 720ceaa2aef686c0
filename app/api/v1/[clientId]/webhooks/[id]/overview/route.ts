import { accountRoute } from "@/lib/api/account-route";
import { getWebhookOverview } from "@/lib/api/operations/overview";
import { json } from "@/lib/route";
import { readWebhookOverview } from "@/lib/webhooks/overview";

export const GET = accountRoute<{ id: string }>(getWebhookOverview, async ({ caller, params }) =>
  json(await readWebhookOverview(caller, params.id)),
);
