import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { resendDelivery as operation } from "@/lib/api/operations/history";
import { findDelivery } from "@/lib/deliveries/find";
import { resendDelivery } from "@/lib/deliveries/resend";
import { json } from "@/lib/route";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params, reserved }) => {
  const made = await madeBefore(reserved, (id) => findDelivery(caller, id));
  if (made) return json({ deliveryId: made.id }, 202);
  return json(await resendDelivery(caller, params.id, { id: reserved?.id }), 202);
});
