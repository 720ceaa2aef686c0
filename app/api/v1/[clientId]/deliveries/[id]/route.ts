import { accountRoute } from "@/lib/api/account-route";
import { getDelivery } from "@/lib/api/operations/history";
import { findDelivery } from "@/lib/deliveries/find";
import { json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>(getDelivery, async ({ caller, params }) =>
  json(await findDelivery(caller, params.id)),
);
