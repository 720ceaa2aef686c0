import type { WebhookSettings } from "@/lib/webhooks/schema";
import { aboutText, durationText } from "./durations";

type Delivery = WebhookSettings["delivery"];
type Interval = Extract<Delivery["retry"], { kind: "interval" }>;

/** "One JSON object per event · up to 8 tries in about 28 h · signed" */
export const deliverySentence = (delivery: Delivery) =>
  [
    bodyPhrase(delivery),
    retryPhrase(delivery.retry),
    delivery.signature.standard === "off" && !delivery.signature.rsa ? "not signed" : "signed",
    ...(delivery.success === "200" ? ["only 200 is success"] : []),
  ].join(" · ");

function bodyPhrase({ payloadStyle, batch }: Delivery): string {
  if (payloadStyle === "template") return "The request as it is written";
  if (payloadStyle === "scenario") return "One JSON object per contact";
  if (payloadStyle !== "stream") return "One JSON object per event";
  return batch.max === 1 ? "A JSON list of one event" : `JSON lists of up to ${batch.max} events`;
}

export function retryPhrase(retry: Delivery["retry"]): string {
  if (retry.kind === "none") return "one try";
  if (retry.kind === "interval") return `tried ${intervalPhrase(retry)}`;
  const seconds = retry.delaysSeconds.reduce((sum, delay) => sum + delay, 0);
  return `up to ${retry.delaysSeconds.length + 1} tries in about ${aboutText(seconds)}`;
}

/** "every 10 s until 3 d after the event was accepted" */
export const intervalPhrase = ({ everySeconds, untilHours, from }: Interval) =>
  `every ${durationText(everySeconds)} until ${durationText(untilHours * 3_600)} after ${
    from === "accepted" ? "the event was accepted" : "the first try"
  }`;
