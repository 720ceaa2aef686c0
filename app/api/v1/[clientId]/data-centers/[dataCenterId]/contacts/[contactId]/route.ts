import { accountRoute } from "@/lib/api/account-route";
import {
  deleteContact as deleteOperation,
  getContact as getOperation,
  updateContact as updateOperation,
} from "@/lib/api/operations/contacts";
import { deleteContact } from "@/lib/contacts/delete";
import { findContact } from "@/lib/contacts/find";
import { updateContact } from "@/lib/contacts/write";
import { requireOwn } from "@/lib/data-centers/require-own";
import { json } from "@/lib/route";

type Params = { dataCenterId: string; contactId: string };

export const GET = accountRoute<Params>(getOperation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  return json(await findContact(caller, params.dataCenterId, params.contactId));
});

export const PATCH = accountRoute<Params>(updateOperation, async ({ caller, access, params, body }) => {
  requireOwn(access, params.dataCenterId);
  return json(await updateContact(caller, params.dataCenterId, params.contactId, body));
});

export const DELETE = accountRoute<Params>(deleteOperation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  await deleteContact(caller, params.dataCenterId, params.contactId);
  return new Response(null, { status: 204 });
});
