"use client";

import { List, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useIsAdministrator } from "@/components/console-context";
import { PublicKeys } from "@/components/signing-keys/public-keys";
import type { WebhookView } from "@/lib/webhooks/schema";
import type { PublicKeyView, SigningKeysView } from "@/lib/webhooks/signing-key-kinds";
import { webhookSignature as t } from "@/texts/webhook-signature";
import { signatureKindsOf } from "../signature/_samples/samples";
import { RotateKeys } from "./rotate-keys";
import { SigningSecret } from "./signing-secret";
import { VerificationSamples } from "./verification-samples";

interface Props {
  webhook: WebhookView;
  publicKeys: PublicKeyView[];
}

/** What a request is signed with, the keys to check it, and how. */
export function SignatureSection({ webhook, publicKeys }: Props) {
  const administrator = useIsAdministrator();
  const { standard, rsa } = webhook.delivery.signature;
  const kinds = signatureKindsOf(webhook.delivery.signature);
  const off = kinds.length === 0;
  const [revealed, setRevealed] = useState<SigningKeysView["keys"]>();

  return (
    <Stack gap="sm" component="section" aria-label={t.title}>
      <Title order={2}>{t.title}</Title>
      <Paper withBorder p="md">
        <Stack gap="md">
          {introOf({ standard, rsa }).map((text) => (
            <Text key={text} size="sm" maw={760}>
              {text}
            </Text>
          ))}
          {standard === "v1" &&
            (administrator ? (
              <SigningSecret webhook={webhook} keys={revealed} onReveal={setRevealed} />
            ) : (
              <Text size="sm" c="dimmed">
                {t.onlyAdministrators}
              </Text>
            ))}
          <PublicKeys label={webhook.label} keys={publicKeys} />
          {administrator && !off && (
            <RotateKeys webhook={webhook} onRotated={({ keys }) => setRevealed(keys)} />
          )}
          {!off && <Steps ways={kinds.map((kind) => t.ways[kind])} />}
          {!off && <VerificationSamples kinds={kinds} />}
        </Stack>
      </Paper>
    </Stack>
  );
}

function Steps({ ways }: { ways: readonly { headers: string; key: string }[] }) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} id="signature-steps">
        {t.stepsTitle}
      </Text>
      <List type="ordered" size="sm" maw={760} aria-labelledby="signature-steps">
        {t.steps(ways).map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

type Signature = WebhookView["delivery"]["signature"];

const introOf = ({ standard, rsa }: Signature): string[] =>
  standard === "off" ? [rsa ? t.rsa : t.off] : [t.standards[standard], ...(rsa ? [t.rsa] : [])];
