import { accountRoute } from "@/lib/api/account-route";
import { pauseWorkflow as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { pauseWorkflow } from "@/lib/workflows/change-status";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await pauseWorkflow(caller, params.id)),
);
