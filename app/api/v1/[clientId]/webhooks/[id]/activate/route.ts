import { accountRoute, json } from "@/lib/route";
import { activateWebhook } from "@/lib/webhooks/activate";

export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params }) =>
  json(await activateWebhook(caller, params.id)),
);
