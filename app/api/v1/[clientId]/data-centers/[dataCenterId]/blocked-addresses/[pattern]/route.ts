import { accountRoute } from "@/lib/api/account-route";
import {
  blockAddress as blockOperation,
  unblockAddress as unblockOperation,
} from "@/lib/api/operations/blocked-addresses";
import { requireOwn } from "@/lib/data-centers/require-own";
import { blockAddress, unblockAddress } from "@/lib/messages/blocked-addresses";
import { json } from "@/lib/route";

type Params = { dataCenterId: string; pattern: string };

export const PUT = accountRoute<Params>(blockOperation, async ({ caller, access, params, body }) => {
  requireOwn(access, params.dataCenterId);
  const { created, blocked } = await blockAddress(caller, params.dataCenterId, params.pattern, body);
  return json(blocked, created ? 201 : 200);
});

export const DELETE = accountRoute<Params>(unblockOperation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  await unblockAddress(caller, params.dataCenterId, params.pattern);
  return new Response(null, { status: 204 });
});
