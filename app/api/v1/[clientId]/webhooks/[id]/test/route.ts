import { accountRoute, json, readJson } from "@/lib/route";
import { testWebhook } from "@/lib/webhooks/test";

export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params, request }) => {
  const { value } = await readJson(request, { optional: true });
  return json(await testWebhook(caller, params.id, value ?? {}));
});
