import type { WebhookView } from "@/lib/webhooks/schema";
import { intervalPhrase } from "@/texts/delivery-sentence";
import { aboutText } from "@/texts/durations";
import { triggerLabel } from "@/texts/triggers";

/** "Sends a GET request to example.com when a step of a workflow says so; never tried again." */
export const workflowWebhookSentence = ({
  method,
  url,
  delivery,
}: Pick<WebhookView, "method" | "url" | "delivery">): string =>
  `Sends a ${method} request to ${hostOf(url)} when a step of a workflow says so; ${again(delivery.retry)}.`;

/**
 * What a webhook does: "Sends Became contact of Quantum to example.com; tried again up to 7 times over 28 h."
 * @param details to what its only trigger is narrowed, such as " – Decision maker"
 */
export function webhookSentence(
  webhook: Pick<WebhookView, "triggers" | "url" | "delivery">,
  dataCenter: string,
  details = "",
): string {
  const [first, ...others] = webhook.triggers.map(({ type }) => triggerLabel(type));
  const more =
    others.length === 0 ? details : ` and ${others.length} more ${others.length === 1 ? "event" : "events"}`;
  return `Sends ${first ?? ""}${more} of ${dataCenter} to ${hostOf(webhook.url)}; ${again(webhook.delivery.retry)}.`;
}

function again(retry: WebhookView["delivery"]["retry"]): string {
  if (retry.kind === "none") return "never tried again";
  if (retry.kind === "interval") return `tried again ${intervalPhrase(retry)}`;
  const times = retry.delaysSeconds.length;
  const seconds = retry.delaysSeconds.reduce((sum, delay) => sum + delay, 0);
  return `tried again ${times === 1 ? "once" : `up to ${times} times`} over ${aboutText(seconds)}`;
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
