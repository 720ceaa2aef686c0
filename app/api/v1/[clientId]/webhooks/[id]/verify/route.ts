import { accountRoute, json, readJson } from "@/lib/route";
import { verifyWebhook } from "@/lib/webhooks/verify";

export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params, request }) => {
  const { value } = await readJson(request, { optional: true });
  return json(await verifyWebhook(caller, params.id, value ?? {}));
});
