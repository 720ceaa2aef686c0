import type { WebhookSettings } from "@/lib/webhooks/schema";
import { intervalPhrase, retryPhrase } from "@/texts/delivery-sentence";
import { durationText } from "@/texts/durations";
import { plural } from "@/texts/plural";
import { webhookSettings } from "@/texts/webhook-settings";

type Delivery = WebhookSettings["delivery"];

export type SettingName = keyof Delivery;

/** Every setting of the delivery, in the order in which people read them. */
export const SETTING_LABELS: Record<SettingName, string> = {
  payloadStyle: webhookSettings.style,
  batch: "Events per request",
  success: "What counts as success",
  deadlineMs: "Deadline",
  retry: "Retry",
  honourRetryAfter: "Retry-After",
  concurrency: "Concurrent requests",
  ratePerSecond: "Requests per second",
  order: "Order",
  urlPolicy: "Port of the URL",
  signature: "Signature",
  suspendOnGone: "410 Gone",
  suspension: "Automatic suspension",
};

export const SETTING_NAMES = Object.keys(SETTING_LABELS) as SettingName[];

/**
 * What a setting comes to, one line for each thing it decides: under its field in the form and on the webhook's page.
 * Nothing while a number is missing.
 */
export function settingLines(delivery: Delivery, name: SettingName): string[] {
  return isComplete(delivery[name]) ? LINES[name](delivery) : [];
}

const seconds = (milliseconds: number) => durationText(milliseconds / 1_000);

const LINES: Record<SettingName, (delivery: Delivery) => string[]> = {
  payloadStyle: ({ payloadStyle }) => [webhookSettings.styles[payloadStyle]],
  batch: ({ batch: { max, maxWaitMs } }) => [
    max === 1
      ? "One event in each request."
      : `Up to ${max} events in one request; the first one waits at most ${seconds(maxWaitMs)} for more.`,
  ],
  success: ({ success }) => [
    success === "200"
      ? "Only 200 means that it has arrived; every other answer, 202 included, has failed."
      : "Any answer from 200 to 299 means that it has arrived.",
  ],
  deadlineMs: ({ deadlineMs }) => [
    `An attempt without a complete answer within ${seconds(deadlineMs)} has failed.`,
  ],
  retry: ({ retry }) => [retryLine(retry)],
  honourRetryAfter: ({ honourRetryAfter }) => [
    honourRetryAfter
      ? "A receiver that answers 429 or 503 is left alone for as long as its Retry-After asks."
      : "Ignored: only our own schedule counts.",
  ],
  concurrency: ({ concurrency }) => [
    concurrency === 1
      ? "One request at a time."
      : `Up to ${concurrency} requests at once; a slow receiver gets fewer by itself.`,
  ],
  ratePerSecond: ({ ratePerSecond }) => [
    ratePerSecond === null
      ? "No limit: as fast as the receiver takes them."
      : `At most ${plural(ratePerSecond, "request", "requests")} a second; the others wait.`,
  ],
  order: ({ order }) => [ORDERS[order]],
  urlPolicy: ({ urlPolicy }) => [URL_POLICIES[urlPolicy]],
  signature: ({ signature: { standard, rsa } }) => [
    SIGNATURES[standard],
    ...(rsa ? ["X-DI-Signature besides: RSA with SHA-256 over the body."] : []),
  ],
  suspendOnGone: ({ suspendOnGone }) => [
    suspendOnGone
      ? "A receiver that answers 410 gets nothing more until somebody activates the webhook again."
      : "An answer 410 fails like any other.",
  ],
  suspension: (delivery) => [suspensionLine(delivery)],
};

const URL_POLICIES: Record<Delivery["urlPolicy"], string> = {
  https: "https on any port that web servers use.",
  https_443: "Only https on its standard port 443; any other port in the URL is refused.",
  http_allowed: "https or http on any port that web servers use; http can be read on the way.",
};

const ORDERS: Record<Delivery["order"], string> = {
  none: "None: each event is sent as soon as it can be.",
  webhook: "One after the other: the next event waits until the one before it is settled.",
  contact: "One after the other for each contact; those of other contacts don't wait.",
};

const SIGNATURES: Record<Delivery["signature"]["standard"], string> = {
  v1: "Standard Webhooks v1 (HMAC-SHA256): the receiver checks each request with a secret it shares with you.",
  v1a: "Standard Webhooks v1a (Ed25519): the receiver needs a public key alone; few libraries know it yet.",
  off: "No Standard Webhooks signature: receivers can't check with it who calls.",
};

function retryLine(retry: Delivery["retry"]): string {
  if (retry.kind === "none") return "No retry: an event whose only try fails is lost.";
  if (retry.kind === "interval") {
    return `Tried ${intervalPhrase(retry)}, then ${retry.from === "accepted" ? "discarded" : "given up"}.`;
  }
  const gaps = retry.delaysSeconds.map((delay) => durationText(delay)).join(", ");
  const jitter = retry.jitter > 0 ? `, each gap up to ${percent(retry.jitter)} longer` : "";
  return `Tried again after ${gaps}${jitter}: ${retryPhrase(retry)}.`;
}

/** Where retries run at an interval, the hours alone count, halved (decision 11). */
function suspensionLine({ suspension, retry }: Delivery): string {
  if (!suspension) return "Off: it is tried on, however long the receiver fails.";
  const { failedInARow, hoursWithoutSuccess: hours, autoResume } = suspension;
  const when =
    retry.kind === "interval"
      ? `After ${durationText(hours * 1_800)} without success (half of the hours, since it is tried at an interval); a warning after ${durationText(hours * 900)}.`
      : `After ${plural(failedInARow, "lost delivery", "lost deliveries")} in a row and ${plural(hours, "hour", "hours")} without success; a warning at half of both.`;
  return autoResume ? `${when} It resumes by itself once the receiver answers well again.` : when;
}

const percent = (share: number) => `${(share * 100).toLocaleString("en", { maximumFractionDigits: 2 })} %`;

/** The value alone, for "Event stream has …". */
export function settingValue(delivery: Delivery, name: SettingName): string {
  switch (name) {
    case "payloadStyle":
      return delivery.payloadStyle === "stream" ? "a JSON list" : "a JSON object";
    case "batch":
      return delivery.batch.max === 1
        ? "one"
        : `up to ${delivery.batch.max} within ${seconds(delivery.batch.maxWaitMs)}`;
    case "success":
      return delivery.success === "200" ? "200 alone" : "any 2xx";
    case "deadlineMs":
      return seconds(delivery.deadlineMs);
    case "retry":
      return retryPhrase(delivery.retry);
    case "honourRetryAfter":
      return delivery.honourRetryAfter ? "on" : "off";
    case "concurrency":
      return String(delivery.concurrency);
    case "ratePerSecond":
      return delivery.ratePerSecond === null ? "no limit" : String(delivery.ratePerSecond);
    case "order":
      return { none: "none", webhook: "all in order", contact: "in order by contact" }[delivery.order];
    case "urlPolicy":
      return delivery.urlPolicy === "https_443" ? "port 443 alone" : "any port";
    case "signature":
      return [delivery.signature.standard, ...(delivery.signature.rsa ? ["RSA"] : [])].join(" and ");
    case "suspendOnGone":
      return delivery.suspendOnGone ? "suspends" : "fails like any other";
    case "suspension":
      return delivery.suspension
        ? `${delivery.suspension.failedInARow} lost, ${delivery.suspension.hoursWithoutSuccess} h${delivery.suspension.autoResume ? ", resumes by itself" : ""}`
        : "off";
  }
}

/** A number that somebody has emptied is NaN in the form. */
function isComplete(value: unknown): boolean {
  if (typeof value === "number") return !Number.isNaN(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isComplete);
}
