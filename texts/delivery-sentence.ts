import type { WebhookSettings } from "@/lib/webhooks/schema";
import { aboutText } from "./durations";

type Delivery = WebhookSettings["delivery"];

/** "One JSON object per event · up to 8 tries in about 28 h · signed" */
export const deliverySentence = (delivery: Pick<Delivery, "retry" | "signature" | "success">) =>
  [
    "One JSON object per event",
    retryPhrase(delivery.retry),
    delivery.signature.standard === "off" && !delivery.signature.rsa ? "not signed" : "signed",
    ...(delivery.success === "200" ? ["only 200 is success"] : []),
  ].join(" · ");

export function retryPhrase(retry: Delivery["retry"]): string {
  if (retry.kind === "none") return "one try";
  const seconds = retry.delaysSeconds.reduce((sum, delay) => sum + delay, 0);
  return `up to ${retry.delaysSeconds.length + 1} tries in about ${aboutText(seconds)}`;
}
