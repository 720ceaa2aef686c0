"use server";

import { runAction } from "@/lib/action";
import { cancelDelivery } from "@/lib/deliveries/cancel";

/** What arrives here was sent by a browser: types are promises. */
export async function cancel(deliveryId: string) {
  return runAction("administrator", (caller) => cancelDelivery(caller, String(deliveryId)));
}
