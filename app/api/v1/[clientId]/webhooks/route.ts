import { accountRoute, json, readJson } from "@/lib/route";
import { createWebhook } from "@/lib/webhooks/create";
import { listWebhooks } from "@/lib/webhooks/list";

export const GET = accountRoute("webhooks:read", async ({ caller, query }) =>
  json(await listWebhooks(caller, Object.fromEntries(query))),
);

export const POST = accountRoute("webhooks:write", async ({ caller, request }) => {
  const { value } = await readJson(request);
  const webhook = await createWebhook(caller, value);
  return json(webhook, 201, { Location: `/api/v1/${caller.accountId}/webhooks/${webhook.id}` });
});
