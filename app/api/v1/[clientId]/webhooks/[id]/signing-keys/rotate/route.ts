import { accountRoute } from "@/lib/api/account-route";
import { rotateSigningKey as operation } from "@/lib/api/operations/signing-keys";
import { json } from "@/lib/route";
import { rotateSigningKey } from "@/lib/webhooks/signing-keys";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await rotateSigningKey(caller, params.id)),
);
