"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WebhookView } from "@/lib/webhooks/schema";
import { common } from "@/texts/common";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { useActivate } from "./use-webhook-actions";
import { WebhookDialog } from "./webhook-dialog";

const t = webhookDialogs.activate;

/** What comes after saving a webhook that is activated by a step of its own (decision 8). */
export function ActivateDialog({ id }: { id: string | undefined }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog id={id} title={() => t.title} onClose={() => close("activate")}>
      {(webhook) => <Activate webhook={webhook} />}
    </WebhookDialog>
  );
}

function Activate({ webhook }: { webhook: WebhookView }) {
  const { change, close } = useDialogView();
  const { activate, pending } = useActivate(webhook);
  if (webhook.status === "active") {
    return (
      <Stack>
        <Text size="sm">{t.done(webhook.label)}</Text>
        <Group justify="flex-end">
          <Button onClick={() => close("activate")}>{common.done}</Button>
        </Group>
      </Stack>
    );
  }
  const verifiable = webhook.delivery.payloadStyle === "stream";
  return (
    <Stack>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {t.text(webhook.label)}
      </Text>
      <Button
        size="md"
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        loading={pending}
        data-autofocus
        onClick={async () => {
          if (await activate()) await close("activate");
        }}
      >
        {t.now}
      </Button>
      <Group justify="space-between">
        <Button
          variant="subtle"
          onClick={() => change({ activate: undefined, [verifiable ? "verify" : "test"]: webhook.id })}
        >
          {verifiable ? t.verifyFirst : t.testFirst}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => close("activate")}>
          {t.later}
        </Button>
      </Group>
    </Stack>
  );
}
