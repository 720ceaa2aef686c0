import { accountRoute } from "@/lib/api/account-route";
import { archiveWorkflow as operation } from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { archiveWorkflow } from "@/lib/workflows/change-status";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await archiveWorkflow(caller, params.id)),
);
