import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { secretShown } from "@/lib/api/idempotency";
import { createApiKey as createOperation, listApiKeys } from "@/lib/api/operations/api-keys";
import { createApiKey } from "@/lib/api-keys/create";
import { findApiKey, listApiKeyPage } from "@/lib/api-keys/list";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";

export const GET = accountRoute(listApiKeys, async ({ caller, query }) =>
  json(await listApiKeyPage(caller, query)),
);

export const POST = accountRoute(createOperation, async ({ caller, access, body, reserved }) => {
  if (await madeBefore(reserved, (id) => findApiKey(caller, id))) throw secretShown();
  const created = await createApiKey(caller, body, { id: reserved?.id, within: access });
  return json(created, 201, { Location: paths.api.apiKey(caller.accountId, created.apiKeyId) });
});
