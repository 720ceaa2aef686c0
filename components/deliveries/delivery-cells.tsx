import { Text } from "@mantine/core";
import { DialogLink } from "@/components/ui/dialog-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import { paths } from "@/lib/paths";
import { lastResultText, deliveriesText as t } from "@/texts/deliveries";

export const WebhookLink = ({ delivery: { webhook } }: { delivery: DeliveryRow }) => (
  <TextLink href={paths.webhook(webhook.id)} style={{ overflowWrap: "anywhere" }}>
    {webhook.label}
  </TextLink>
);

/** What waits for a webhook that is not active has no time: somebody has to act first. */
export function NextAttempt({ delivery }: { delivery: DeliveryRow }) {
  const { state, nextAttemptAt, webhook } = delivery;
  if (state === "sending") return t.underWay;
  if (state !== "pending" || nextAttemptAt === null) return t.none;
  if (webhook.status !== "active") return t.onceActive;
  return Date.parse(nextAttemptAt) <= Date.now() ? (
    <span suppressHydrationWarning>{t.dueNow}</span>
  ) : (
    <RelativeTime iso={nextAttemptAt} />
  );
}

/** In words; opens the run that it is about. */
export function LastResult({ delivery, label }: { delivery: DeliveryRow; label: string }) {
  const text = lastResultText(delivery);
  if (!delivery.lastRun) {
    return (
      <Text span size="sm" c="dimmed">
        {text}
      </Text>
    );
  }
  return (
    <DialogLink to={{ run: delivery.lastRun.id }} aria-label={`${text}. ${label}`}>
      {text}
    </DialogLink>
  );
}
