import { accountRoute } from "@/lib/api/account-route";
import {
  deleteSegment as deleteOperation,
  putSegment as putOperation,
} from "@/lib/api/operations/contact-sets";
import { deleteSegment, updateSegment } from "@/lib/contacts/segments";
import { requireOwn } from "@/lib/data-centers/require-own";
import { json } from "@/lib/route";

type Params = { dataCenterId: string; segmentId: string };

export const PUT = accountRoute<Params>(putOperation, async ({ caller, access, params, body }) => {
  requireOwn(access, params.dataCenterId);
  return json(await updateSegment(caller, params.dataCenterId, params.segmentId, body));
});

export const DELETE = accountRoute<Params>(deleteOperation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  await deleteSegment(caller, params.dataCenterId, params.segmentId);
  return new Response(null, { status: 204 });
});
