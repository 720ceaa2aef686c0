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
import { VerificationSample } from "./verification-sample";

export function SignatureSection({ webhook }: { webhook: WebhookView }) {
  const administrator = useIsAdministrator();
  const off = webhook.delivery.signature.standard === "off";
  return (
    <Stack gap="sm" component="section" aria-label="Signature">
      <Title order={2}>Signature</Title>
      <Paper withBorder p="md">
        <Stack gap="md">
          <Text size="sm" maw={760}>
            {off
              ? "Signing is switched off for this webhook: its receiver can't tell whether a request really comes from Tidings."
              : "Every request carries the headers webhook-id, webhook-timestamp and webhook-signature of Standard Webhooks: an HMAC-SHA256 over id, time and body. Whoever knows the secret can check that a request comes from Tidings and was not changed."}
          </Text>
          {administrator ? (
            <Secret webhook={webhook} />
          ) : (
            <Text size="sm" c="dimmed">
              Only an administrator can see the signing secret.
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
    notifications.show({
      message: "There is a new signing secret. The old one works for 24 hours more.",
      role: "status",
    });
  };

  return (
    <Stack gap="xs">
      {keys?.map(({ secret = "", expiresAt }) => (
        <Stack key={secret} gap={2}>
          <Group gap={4} wrap="nowrap">
            <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
              {secret}
            </Text>
            <CopyButton compact label="Copy secret" value={secret} />
          </Group>
          {expiresAt && (
            <Text size="xs" c="dimmed">
              Rotated; signs beside the new one until {utcDateTime(expiresAt)} UTC
            </Text>
          )}
        </Stack>
      ))}
      {!keys && (
        <Text size="sm" ff="monospace" aria-label="Signing secret, hidden">
          whsec_••••••••••••••••
        </Text>
      )}
      <Group gap="sm">
        {keys ? (
          <Button size="xs" variant="default" onClick={() => setKeys(undefined)}>
            Hide
          </Button>
        ) : (
          <Button size="xs" variant="default" loading={pending && !confirming} onClick={reveal}>
            Reveal
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setConfirming(true)}>
          Rotate
        </Button>
        <Text size="xs" c="dimmed">
          Revealing and rotating are recorded in the audit log with your name.
        </Text>
      </Group>
      <ConfirmDialog
        opened={confirming}
        title="Rotate the signing secret?"
        confirmLabel="Rotate"
        pending={pending}
        onConfirm={rotate}
        onCancel={() => setConfirming(false)}
      >
        A new secret is made at once. For 24 hours requests are signed with both, so that receivers can change
        over; then the old one ends.
      </ConfirmDialog>
    </Stack>
  );
}
