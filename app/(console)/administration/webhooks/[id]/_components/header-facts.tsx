"use client";

import { Code, Group, Stack, Text } from "@mantine/core";
import { StatusChip } from "@/components/status-chip";
import { CopyButton } from "@/components/ui/copy-button";
import type { WebhookView } from "@/lib/webhooks/schema";
import { plural } from "@/texts/plural";
import { utcDateTime } from "@/texts/times";

/** Status chip, health in a line of text (decision 8), and the id that programs use. */
export function HeaderFacts({ webhook }: { webhook: WebhookView }) {
  return (
    <Stack gap={6}>
      <Group gap="sm">
        <StatusChip status={webhook.status} />
        <Text size="sm" c="dimmed">
          {healthLine(webhook)}
        </Text>
      </Group>
      <Group gap={4} wrap="nowrap">
        <Code style={{ overflowWrap: "anywhere" }}>{webhook.id}</Code>
        <CopyButton compact label="Copy id" value={webhook.id} />
      </Group>
      {webhook.description && (
        <Text size="sm" maw={720} style={{ whiteSpace: "pre-line" }}>
          {webhook.description}
        </Text>
      )}
    </Stack>
  );
}

function healthLine({ status, health }: WebhookView): string {
  if (status === "deleted") return "Read only";
  const { waiting, oldestWaitingAt, state, reason } = health;
  const queue =
    waiting === 0
      ? "Nothing is waiting"
      : `${plural(waiting, "delivery is", "deliveries are")} waiting${oldestWaitingAt ? `, the oldest since ${utcDateTime(oldestWaitingAt)} UTC` : ""}`;
  const condition = {
    healthy: status === "active" ? "Healthy" : undefined,
    warning: "Failing for some time",
    suspended: "Suspended by Tidings",
  }[state];
  return [condition, reason, queue].filter(Boolean).join(" · ");
}
