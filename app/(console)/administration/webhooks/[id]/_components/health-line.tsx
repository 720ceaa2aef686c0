"use client";

import { Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCirclePause } from "@tabler/icons-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookKind } from "@/lib/vocabulary";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import { webhookPage } from "@/texts/webhook-page";

const t = webhookPage.overview;

const GOOD = "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))";

/** Health is a line of text (decision 8), with an icon that repeats it. */
export function HealthLine({ kind, overview }: { kind: WebhookKind; overview: WebhookOverview }) {
  const { status, failedInARow, lastRun, health } = overview;
  const failing = status === "active" && (failedInARow > 0 || health.state === "warning");
  const Icon = status !== "active" ? IconCirclePause : failing ? IconAlertTriangle : IconCircleCheck;
  const color =
    status === "suspended" || failing
      ? "var(--mantine-color-error)"
      : status === "active"
        ? GOOD
        : "var(--mantine-color-dimmed)";
  const text =
    status !== "active"
      ? t.resting[status]
      : failing
        ? t.lastRunsFailed(Math.max(1, failedInARow))
        : lastRun
          ? t.healthy
          : t.waitsFor[kind];
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" role="group" aria-label={t.health}>
      <Icon size={18} color={color} aria-hidden style={{ flex: "none", marginTop: 2 }} />
      <Text size="sm">
        <b>{text}</b>
        {health.state === "warning" && `. ${health.reason}`}
        {lastRun && (
          <Text span inherit c="dimmed">
            {" · "}
            {t.lastRun} <RelativeTime iso={lastRun.startedAt} />
          </Text>
        )}
      </Text>
    </Group>
  );
}
