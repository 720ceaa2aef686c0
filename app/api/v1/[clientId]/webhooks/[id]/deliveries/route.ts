import { listDeliveries } from "@/lib/deliveries/list";
import { accountRoute, json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>("webhooks:read", async ({ caller, params, query }) =>
  json(await listDeliveries(caller, params.id, Object.fromEntries(query))),
);
