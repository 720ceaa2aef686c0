import { accountRoute } from "@/lib/api/account-route";
import { getApiKey, revokeApiKey as revokeOperation } from "@/lib/api/operations/api-keys";
import { findApiKey } from "@/lib/api-keys/list";
import { revokeApiKey } from "@/lib/api-keys/revoke";
import { json } from "@/lib/route";

type Params = { id: string };

export const GET = accountRoute<Params>(getApiKey, async ({ caller, params }) =>
  json(await findApiKey(caller, params.id)),
);

export const DELETE = accountRoute<Params>(revokeOperation, async ({ caller, params }) => {
  await revokeApiKey(caller, params.id);
  return new Response(null, { status: 204 });
});
