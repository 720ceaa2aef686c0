import { findDelivery } from "@/lib/deliveries/find";
import { accountRoute, json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>("webhooks:read", async ({ caller, params }) =>
  json(await findDelivery(caller, params.id)),
);
