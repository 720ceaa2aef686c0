"use client";

import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { type SigningKeys, useConsole, useIsAdministrator } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { WebhookView } from "@/lib/webhooks/schema";
import { utcDateTime } from "@/texts/times";
import { webhookPage } from "@/texts/webhook-page";
import { VerificationSample } from "./verification-sample";

const t = webhookPage.signature;

export function SignatureSection({ webhook }: { webhook: WebhookView }) {
  const administrator = useIsAdministrator();
  const off = webhook.delivery.signature.standard === "off";
  return (
    <Stack gap="sm" component="section" aria-label={t.title}>
      <Title order={2}>{t.title}</Title>
      <Paper withBorder p="md">
        <Stack gap="md">
          <Text size="sm" maw={760}>
            {off ? t.off : t.on}
          </Text>
          {administrator ? (
            <Secret webhook={webhook} />
          ) : (
            <Text size="sm" c="dimmed">
              {t.onlyAdministrators}
            </Text>
          )}
          {!off && <VerificationSample />}
        </Stack>
      </Paper>
    </Stack>
  );
}

function Secret({ webhook }: { webhook: WebhookView }) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const [keys, setKeys] = useState<SigningKeys["keys"]>();
  const [confirming, setConfirming] = useState(false);

  const reveal = async () => {
    const result = await run(() => actions.revealKeys(webhook.id));
    if (!result.ok) return showProblem(result.problem);
    setKeys(result.value.keys);
  };
  const rotate = async () => {
    const result = await run(() => actions.rotateKey(webhook.id));
    setConfirming(false);
    if (!result.ok) return showProblem(result.problem);
    setKeys(result.value.keys);
    notifications.show({ message: t.rotated, role: "status" });
  };

  return (
    <Stack gap="xs">
      {keys?.map(({ secret = "", expiresAt }) => (
        <Stack key={secret} gap={2}>
          <Group gap={4} wrap="nowrap">
            <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
              {secret}
            </Text>
            <CopyButton compact label={t.copySecret} value={secret} />
          </Group>
          {expiresAt && (
            <Text size="xs" c="dimmed">
              {t.overlap(utcDateTime(expiresAt))}
            </Text>
          )}
        </Stack>
      ))}
      {!keys && (
        <Text size="sm" ff="monospace" aria-label={t.hiddenLabel}>
          {t.hidden}
        </Text>
      )}
      <Group gap="sm">
        {keys ? (
          <Button size="xs" variant="default" onClick={() => setKeys(undefined)}>
            {t.hide}
          </Button>
        ) : (
          <Button size="xs" variant="default" loading={pending && !confirming} onClick={reveal}>
            {t.reveal}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setConfirming(true)}>
          {t.rotate}
        </Button>
        <Text size="xs" c="dimmed">
          {t.audited}
        </Text>
      </Group>
      <ConfirmDialog
        opened={confirming}
        title={t.rotateTitle}
        confirmLabel={t.rotate}
        pending={pending}
        onConfirm={rotate}
        onCancel={() => setConfirming(false)}
      >
        {t.rotateText}
      </ConfirmDialog>
    </Stack>
  );
}
