import { accountRoute } from "@/lib/api/account-route";
import { listSigningKeys as operation } from "@/lib/api/operations/signing-keys";
import { json } from "@/lib/route";
import { listSigningKeys } from "@/lib/webhooks/signing-keys";

export const GET = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await listSigningKeys(caller, params.id)),
);
