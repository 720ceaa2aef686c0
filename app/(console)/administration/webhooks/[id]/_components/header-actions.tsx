"use client";

import { Button, Group } from "@mantine/core";
import { IconChecklist, IconPlayerPause, IconPlayerPlay, IconSend } from "@tabler/icons-react";
import { useIsAdministrator } from "@/components/console-context";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useActivate } from "@/components/webhook-dialogs/use-webhook-actions";
import { WebhookMenu } from "@/components/webhook-dialogs/webhook-menu";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookPage as t } from "@/texts/webhook-page";

/** A workflow decides when its webhooks are sent (decision 8), so they are never activated here. */
export function HeaderActions({ webhook }: { webhook: WebhookView }) {
  const { open } = useDialogView();
  const administrator = useIsAdministrator();
  const offered = administrator && webhook.kind === "event";
  const { activate, pending } = useActivate(webhook);
  return (
    <Group gap="xs">
      {administrator && (
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => open({ test: webhook.id })}
        >
          {t.sendTest}
        </Button>
      )}
      {offered && webhook.delivery.payloadStyle === "stream" && (
        <Button
          variant="default"
          leftSection={<IconChecklist size={16} aria-hidden />}
          onClick={() => open({ verify: webhook.id })}
        >
          {t.verify}
        </Button>
      )}
      {offered &&
        (webhook.status === "active" ? (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => open({ deactivate: webhook.id })}
          >
            {t.deactivate}
          </Button>
        ) : (
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={pending} onClick={activate}>
            {t.activate}
          </Button>
        ))}
      <WebhookMenu webhook={webhook} compact />
    </Group>
  );
}
