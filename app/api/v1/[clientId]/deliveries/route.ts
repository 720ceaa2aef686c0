import { accountRoute } from "@/lib/api/account-route";
import { listAccountDeliveries as operation } from "@/lib/api/operations/history";
import { listAccountDeliveries } from "@/lib/deliveries/list";
import { json } from "@/lib/route";

export const GET = accountRoute(operation, async ({ caller, query }) =>
  json(await listAccountDeliveries(caller, query)),
);
