import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { duplicateWorkflow as operation } from "@/lib/api/operations/workflows";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";
import { duplicateWorkflow } from "@/lib/workflows/change-status";
import { findWorkflow } from "@/lib/workflows/find";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params, body, reserved }) => {
  const copy =
    (await madeBefore(reserved, (id) => findWorkflow(caller, id))) ??
    (await duplicateWorkflow(caller, params.id, body, { id: reserved?.id }));
  return json(copy, 201, { Location: paths.api.workflow(caller.accountId, copy.id) });
});
