import { accountRoute, json } from "@/lib/route";
import { rotateSigningKey } from "@/lib/webhooks/signing-keys";

export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params }) =>
  json(await rotateSigningKey(caller, params.id)),
);
