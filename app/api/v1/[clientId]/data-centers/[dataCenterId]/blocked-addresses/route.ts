import { accountRoute } from "@/lib/api/account-route";
import { listBlockedAddresses as operation } from "@/lib/api/operations/blocked-addresses";
import { requireOwn } from "@/lib/data-centers/require-own";
import { listBlockedAddresses } from "@/lib/messages/blocked-addresses";
import { json } from "@/lib/route";

type Params = { dataCenterId: string };

export const GET = accountRoute<Params>(operation, async ({ caller, access, params, query }) => {
  requireOwn(access, params.dataCenterId);
  return json(await listBlockedAddresses(caller, params.dataCenterId, query));
});
