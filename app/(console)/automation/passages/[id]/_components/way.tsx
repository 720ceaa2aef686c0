"use client";

import { Group, Paper, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { LastResult, WebhookLink } from "@/components/deliveries/delivery-cells";
import { DeliveryStateMark } from "@/components/deliveries/delivery-state";
import { WhatStepDid } from "@/components/passages/what-step-did";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import { type Definition, type Step, walkSteps } from "@/lib/workflows/definition";
import type { InspectedPassage } from "@/lib/workflows/passage-schema";
import { passageWay as t } from "@/texts/passage-way";
import { utcDateTimeWithZone } from "@/texts/times";
import { namesOf, stepName } from "@/texts/workflow-canvas";
import classes from "./way.module.css";

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
    <ol className={classes.way}>
      {passage.way.map((entry, index) => {
        const step = steps.get(entry.stepId);
        const delivery = deliveries.find(({ id }) => id === entry.deliveryId);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever added behind the others
          <Paper key={index} component="li" withBorder p="sm">
            <Stack gap={6}>
              <Group justify="space-between" gap="xs">
                <Text fw={600} size="sm">
                  {step ? stepName(step) : t.goneStep}
                </Text>
                <Text size="xs" c="dimmed" component="time" dateTime={entry.at}>
                  {utcDateTimeWithZone(entry.at)}
                </Text>
              </Group>
              <WhatStepDid told={entry} step={step} names={names} />
              {entry.outcome === "queued" && (
                <Mail mail={mails.find(({ id }) => id === entry.detail.mailId)} />
              )}
              {delivery && <Request delivery={delivery} />}
              {entry.deliveryId && !delivery && (
                <Text size="xs" c="dimmed">
                  {t.deliveryGone}
                </Text>
              )}
            </Stack>
          </Paper>
        );
      })}
    </ol>
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
