import { accountRoute } from "@/lib/api/account-route";
import { cancelDelivery as operation } from "@/lib/api/operations/history";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import { json } from "@/lib/route";

/** 200 where it is cancelled, 202 where its attempt is under way and decides. */
export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) => {
  const cancelled = await cancelDelivery(caller, params.id);
  return json(cancelled, cancelled.state === "sending" ? 202 : 200);
});
