import { accountRoute } from "@/lib/api/account-route";
import { listPassages as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { listPassages } from "@/lib/workflows/passages";

export const GET = accountRoute<{ id: string }>(operation, async ({ caller, params, query }) =>
  json(await listPassages(caller, params.id, query)),
);
