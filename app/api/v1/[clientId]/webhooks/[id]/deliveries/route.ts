import { accountRoute } from "@/lib/api/account-route";
import { listDeliveries as operation } from "@/lib/api/operations/history";
import { listDeliveries } from "@/lib/deliveries/list";
import { json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>(operation, async ({ caller, params, query }) =>
  json(await listDeliveries(caller, params.id, query)),
);
