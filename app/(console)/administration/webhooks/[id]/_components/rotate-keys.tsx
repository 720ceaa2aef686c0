"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useConsole } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { WebhookView } from "@/lib/webhooks/schema";
import type { SigningKeysView } from "@/lib/webhooks/signing-key-kinds";
import { webhookSignature as t } from "@/texts/webhook-signature";

interface Props {
  webhook: WebhookView;
  onRotated(keys: SigningKeysView): void;
}

export function RotateKeys({ webhook, onRotated }: Props) {
  const router = useRouter();
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const [confirming, setConfirming] = useState(false);
  const { standard, rsa } = webhook.delivery.signature;

  const rotate = async () => {
    const result = await run(() => actions.rotateKey(webhook.id));
    setConfirming(false);
    if (!result.ok) return showProblem(result.problem);
    onRotated(result.value);
    // The public keys come with the page.
    router.refresh();
    notifications.show({ message: t.rotated, role: "status" });
  };

  return (
    <Group gap="sm">
      <Button size="xs" variant="default" onClick={() => setConfirming(true)}>
        {t.rotate}
      </Button>
      <Text size="xs" c="dimmed">
        {t.audited}
      </Text>
      <ConfirmDialog
        opened={confirming}
        title={t.rotateTitle}
        confirmLabel={t.rotate}
        pending={pending}
        onConfirm={rotate}
        onCancel={() => setConfirming(false)}
      >
        <Stack gap="xs">
          {standard !== "off" && <Text size="sm">{t.rotateStandard}</Text>}
          {rsa && <Text size="sm">{t.rotateRsa}</Text>}
        </Stack>
      </ConfirmDialog>
    </Group>
  );
}
