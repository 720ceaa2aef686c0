import { accountRoute } from "@/lib/api/account-route";
import { resumeWorkflow as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { resumeWorkflow } from "@/lib/workflows/change-status";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await resumeWorkflow(caller, params.id)),
);
