import { accountRoute, json } from "@/lib/route";
import { listSigningKeys } from "@/lib/webhooks/signing-keys";

export const GET = accountRoute<{ id: string }>(
  "secrets:read",
  async ({ caller, params }) => json(await listSigningKeys(caller, params.id)),
  { leavesEntry: true },
);
