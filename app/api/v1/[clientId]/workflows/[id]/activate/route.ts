import { accountRoute } from "@/lib/api/account-route";
import { activateWorkflow as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { activateWorkflow } from "@/lib/workflows/change-status";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await activateWorkflow(caller, params.id)),
);
