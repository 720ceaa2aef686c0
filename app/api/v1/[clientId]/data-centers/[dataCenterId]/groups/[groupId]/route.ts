import { accountRoute } from "@/lib/api/account-route";
import {
  deleteGroup as deleteOperation,
  renameGroup as putOperation,
} from "@/lib/api/operations/contact-sets";
import { deleteGroup, renameGroup } from "@/lib/contacts/groups";
import { requireOwn } from "@/lib/data-centers/require-own";
import { json } from "@/lib/route";

type Params = { dataCenterId: string; groupId: string };

export const PUT = accountRoute<Params>(putOperation, async ({ caller, access, params, body }) => {
  requireOwn(access, params.dataCenterId);
  return json(await renameGroup(caller, params.dataCenterId, params.groupId, body));
});

export const DELETE = accountRoute<Params>(deleteOperation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  await deleteGroup(caller, params.dataCenterId, params.groupId);
  return new Response(null, { status: 204 });
});
