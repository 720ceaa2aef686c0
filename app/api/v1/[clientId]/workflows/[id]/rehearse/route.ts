import { accountRoute } from "@/lib/api/account-route";
import { rehearseWorkflow as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { rehearseWorkflow } from "@/lib/workflows/rehearse";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params, body }) =>
  json(await rehearseWorkflow(caller, params.id, body)),
);
