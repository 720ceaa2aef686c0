import { accountRoute } from "@/lib/api/account-route";
import { getOptOuts as operation } from "@/lib/api/operations/blocked-addresses";
import { requireOwn } from "@/lib/data-centers/require-own";
import { findOptOuts } from "@/lib/messages/opt-outs";
import { json } from "@/lib/route";

type Params = { dataCenterId: string; contactId: string };

export const GET = accountRoute<Params>(operation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  return json(await findOptOuts(caller, params.dataCenterId, params.contactId));
});
