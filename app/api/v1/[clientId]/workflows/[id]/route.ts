import { accountRoute } from "@/lib/api/account-route";
import {
  deleteWorkflow as deleteOperation,
  getWorkflow as getOperation,
  updateWorkflow as updateOperation,
} from "@/lib/api/operations/workflows";
import { json } from "@/lib/route";
import { deleteWorkflow } from "@/lib/workflows/change-status";
import { findWorkflow } from "@/lib/workflows/find";
import { updateWorkflow } from "@/lib/workflows/update";

type Params = { id: string };

export const GET = accountRoute<Params>(getOperation, async ({ caller, params }) =>
  json(await findWorkflow(caller, params.id)),
);

export const PATCH = accountRoute<Params>(updateOperation, async ({ caller, params, body }) =>
  json(await updateWorkflow(caller, params.id, body)),
);

export const DELETE = accountRoute<Params>(deleteOperation, async ({ caller, params }) => {
  await deleteWorkflow(caller, params.id);
  return new Response(null, { status: 204 });
});
