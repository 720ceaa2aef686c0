"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useConsole } from "@/components/console-context";
import { KeyLine } from "@/components/signing-keys/key-line";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { WebhookView } from "@/lib/webhooks/schema";
import type { SigningKeysView } from "@/lib/webhooks/signing-key-kinds";
import { webhookSignature as t } from "@/texts/webhook-signature";

type Keys = SigningKeysView["keys"];

interface Props {
  webhook: WebhookView;
  /** Undefined while the secret is hidden. */
  keys: Keys | undefined;
  onReveal(keys: Keys | undefined): void;
}

/** The shared secret, shown on demand; each look is audited. */
export function SigningSecret({ webhook, keys, onReveal }: Props) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const reveal = async () => {
    const result = await run(() => actions.revealKeys(webhook.id));
    if (!result.ok) return showProblem(result.problem);
    onReveal(result.value.keys);
  };
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t.secretTitle}
      </Text>
      {keys?.map(
        (key) =>
          key.kind === "hmac" && (
            <KeyLine key={key.secret} value={key.secret} copyLabel={t.copySecret} expiresAt={key.expiresAt} />
          ),
      )}
      {!keys && (
        <Text size="sm" ff="monospace" aria-label={t.hiddenLabel}>
          {t.hidden}
        </Text>
      )}
      <Group gap="sm">
        {keys ? (
          <Button size="xs" variant="default" onClick={() => onReveal(undefined)}>
            {t.hide}
          </Button>
        ) : (
          <Button size="xs" variant="default" loading={pending} onClick={reveal}>
            {t.reveal}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
