import { accountRoute, json, readJson } from "@/lib/route";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";

export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params, request }) => {
  const { value } = await readJson(request, { optional: true });
  return json(await deactivateWebhook(caller, params.id, value ?? {}));
});
