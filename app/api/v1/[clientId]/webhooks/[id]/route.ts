import { accountRoute, json, readJson } from "@/lib/route";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { findWebhook } from "@/lib/webhooks/find";
import { updateWebhook } from "@/lib/webhooks/update";

type Params = { id: string };

export const GET = accountRoute<Params>("webhooks:read", async ({ caller, params }) =>
  json(await findWebhook(caller, params.id)),
);

export const PATCH = accountRoute<Params>("webhooks:write", async ({ caller, params, request }) => {
  const { value } = await readJson(request);
  return json(await updateWebhook(caller, params.id, value));
});

export const DELETE = accountRoute<Params>("webhooks:write", async ({ caller, params }) => {
  await deleteWebhook(caller, params.id);
  return new Response(null, { status: 204 });
});
