"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPlay, IconPlugConnectedX } from "@tabler/icons-react";
import { useIsAdministrator } from "@/components/console-context";
import { RelativeTime } from "@/components/ui/relative-time";
import { useActivate } from "@/components/webhook-dialogs/use-webhook-actions";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import type { WebhookView } from "@/lib/webhooks/schema";
import { codeOf, explainRun } from "@/texts/explain-run";
import { webhookPage } from "@/texts/webhook-page";

const t = webhookPage.suspended;

/** Why Tidings stopped the webhook, what the endpoint answered last, and the way back. */
export function SuspendedBanner({ webhook, overview }: { webhook: WebhookView; overview: WebhookOverview }) {
  const administrator = useIsAdministrator();
  const { activate, pending } = useActivate(webhook);
  const { health, suspendedAt, nextProbeAt, lastFailure } = overview;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconPlugConnectedX aria-hidden />}
      title={
        <>
          {t.title}
          {suspendedAt && (
            <>
              , <RelativeTime iso={suspendedAt} />
            </>
          )}
        </>
      }
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm" c="inherit">
          {health.reason} {t.meanwhile}
        </Text>
        {lastFailure && (
          <Text size="sm" c="inherit">
            <b>{t.lastError}</b> {explainRun(lastFailure.run).title} ({codeOf(lastFailure.run)}),{" "}
            <RelativeTime iso={lastFailure.run.startedAt} />
          </Text>
        )}
        {nextProbeAt && (
          <Text size="sm" c="inherit">
            {t.probed} <RelativeTime iso={nextProbeAt} />
          </Text>
        )}
        {administrator ? (
          <Group>
            <Button
              size="xs"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              loading={pending}
              onClick={activate}
            >
              {t.resume}
            </Button>
          </Group>
        ) : (
          <Text size="sm" c="inherit">
            {t.forMember}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
