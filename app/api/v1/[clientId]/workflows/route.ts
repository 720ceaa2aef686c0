import { accountRoute, madeBefore } from "@/lib/api/account-route";
import {
  createWorkflow as createOperation,
  listWorkflows as listOperation,
} from "@/lib/api/operations/workflows";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";
import { createWorkflow } from "@/lib/workflows/create";
import { findWorkflow, listWorkflows } from "@/lib/workflows/find";

export const GET = accountRoute(listOperation, async ({ caller }) => json(await listWorkflows(caller)));

export const POST = accountRoute(createOperation, async ({ caller, body, reserved }) => {
  const workflow =
    (await madeBefore(reserved, (id) => findWorkflow(caller, id))) ??
    (await createWorkflow(caller, body, { id: reserved?.id }));
  return json(workflow, 201, { Location: paths.api.workflow(caller.accountId, workflow.id) });
});
