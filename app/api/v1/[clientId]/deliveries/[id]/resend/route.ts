import { resendDelivery } from "@/lib/deliveries/resend";
import { accountRoute, json } from "@/lib/route";

export const POST = accountRoute<{ id: string }>("webhooks:write", async ({ caller, params }) =>
  json(await resendDelivery(caller, params.id), 202),
);
