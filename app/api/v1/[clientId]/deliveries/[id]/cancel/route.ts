import { cancelDelivery } from "@/lib/deliveries/cancel";
import { accountRoute, json } from "@/lib/route";

/** 200 where it is cancelled, 202 where its attempt is under way and decides. */
export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params }) => {
  const cancelled = await cancelDelivery(caller, params.id);
  return json(cancelled, cancelled.state === "sending" ? 202 : 200);
});
