"use client";

import { Alert, Group, Text } from "@mantine/core";
import { IconHourglassHigh, IconRefreshDot } from "@tabler/icons-react";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import { utcMoment } from "@/texts/times";
import { waitingTexts as t, waitingInWords } from "@/texts/waiting";

/** What becomes of the deliveries that wait, and why they are so many, where there is anything to say about it. */
export function WaitingNotes({ waiting }: { waiting: WebhookOverview["waiting"] }) {
  const { count, drainsInSeconds, held, slowedTo, recalculated } = waiting;
  const outlook = drainsInSeconds !== null || held !== null || slowedTo !== null;
  const probeAt = held?.probeAt ? utcMoment(held.probeAt, new Date()) : null;
  return (
    <>
      {recalculated && (
        // A status, not an alert: nothing is wrong, and nobody is to be interrupted.
        <Alert
          role="status"
          variant="light"
          color="blue"
          icon={<IconRefreshDot aria-hidden />}
          title={t.recalculated(recalculated.count, recalculated.more)}
        >
          <Text size="sm" c="inherit">
            {t.recalculatedWhy}
          </Text>
        </Alert>
      )}
      {outlook && (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <IconHourglassHigh
            size={18}
            color="var(--mantine-color-dimmed)"
            aria-hidden
            style={{ flex: "none", marginTop: 2 }}
          />
          <Text size="sm" suppressHydrationWarning>
            {waitingInWords(count, { drainsInSeconds, slowedTo, held: held && { probeAt } })}
          </Text>
        </Group>
      )}
    </>
  );
}
