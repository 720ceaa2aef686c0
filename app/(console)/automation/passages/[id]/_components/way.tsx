"use client";

import { Group, Text } from "@mantine/core";
import { useMemo } from "react";
import { LastResult, WebhookLink } from "@/components/deliveries/delivery-cells";
import { DeliveryStateMark } from "@/components/deliveries/delivery-state";
import { WayEntry, WayList } from "@/components/passages/way-entry";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import { type Definition, type Step, walkSteps } from "@/lib/workflows/definition";
import type { InspectedPassage } from "@/lib/workflows/passage-schema";
import { passageWay as t } from "@/texts/passage-way";
import { namesOf } from "@/texts/workflow-canvas";

/** The steps in the order in which the contact came by, each with what it did and why. */
export function Way({ inspected }: { inspected: InspectedPassage }) {
  const { passage, definition, deliveries, mails } = inspected;
  const steps = useMemo(() => stepsOf(definition as Definition), [definition]);
  const names = useMemo(() => namesOf(inspected.names), [inspected.names]);
  if (passage.way.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {passage.finishedAt ? t.forgotten : t.notBegun}
      </Text>
    );
  }
  return (
    <WayList>
      {passage.way.map((entry, index) => {
        const step = steps.get(entry.stepId);
        const delivery = deliveries.find(({ id }) => id === entry.deliveryId);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever added behind the others
          <WayEntry key={index} entry={entry} step={step} gone={t.goneStep} names={names}>
            {entry.outcome === "queued" && <Mail mail={mails.find(({ id }) => id === entry.detail.mailId)} />}
            {delivery && <Request delivery={delivery} />}
            {entry.deliveryId && !delivery && (
              <Text size="xs" c="dimmed">
                {t.deliveryGone}
              </Text>
            )}
          </WayEntry>
        );
      })}
    </WayList>
  );
}

function Mail({ mail }: { mail: InspectedPassage["mails"][number] | undefined }) {
  const text = mail ? t.mail(mail.recipient, mail.state, mail.sentAt) : t.mailGone;
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {text} {mail?.error && t.mailFailed(mail.error)}
    </Text>
  );
}

const Request = ({ delivery }: { delivery: DeliveryRow }) => (
  <Group gap="sm">
    <WebhookLink delivery={delivery} />
    <DeliveryStateMark delivery={delivery} />
    <LastResult delivery={delivery} label={t.openRun(delivery.webhook.label)} />
  </Group>
);

const stepsOf = ({ steps }: Definition): ReadonlyMap<string, Step> =>
  new Map([...walkSteps(steps)].map(({ step }) => [step.id, step]));
