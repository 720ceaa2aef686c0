"use client";

import { DataList, PasswordInput, Stack, Text } from "@mantine/core";
import { SecretInput } from "@/components/ui/secret-input";
import type { ConnectorView } from "@/lib/connectors/schema";
import { credential as t } from "@/texts/connectors";
import { utcDateTime } from "@/texts/times";
import { useText } from "./use-text";

/** Certificate and key, which are entered together. */
export function CertificateSecrets() {
  const { ref: _, ...certificate } = useText("authentication.certificate", t.certificate);
  const { ref: __, ...privateKey } = useText("authentication.privateKey", t.privateKey);
  const passphrase = useText("authentication.passphrase", t.passphrase);
  return (
    <Stack gap="sm">
      <SecretInput {...certificate} multiline description={t.certificateHint} />
      <SecretInput {...privateKey} multiline description={t.privateKeyHint} />
      {privateKey.value !== undefined && (
        <PasswordInput
          {...passphrase}
          description={t.passphraseHint}
          maxLength={1_024}
          autoComplete="new-password"
        />
      )}
    </Stack>
  );
}

type Stored = Extract<ConnectorView["authentication"], { type: "client_certificate" }>;

/** What may be read of the certificate that is stored. */
export function CertificateFacts({ stored }: { stored: Stored }) {
  const facts = [
    [t.subject, stored.subject],
    [t.issuer, stored.issuer],
    [t.valid, `${utcDateTime(stored.validFrom)} – ${utcDateTime(stored.expiresAt)}`],
    [t.fingerprint, stored.fingerprint],
  ];
  return (
    <section aria-label={t.stored}>
      <Text size="sm" fw={500}>
        {t.stored}
      </Text>
      <DataList size="xs" gap={4} labelWidth={90} mt={4}>
        {facts.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel c="dimmed">{label}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: "anywhere" }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </section>
  );
}
