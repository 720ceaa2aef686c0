"use client";

import { Button, Group, Stack, Tabs, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { downloadText } from "@/components/ui/download-text";
import type { PublicKeyView } from "@/lib/webhooks/signing-key-kinds";
import { utcDateTime } from "@/texts/times";
import { webhookSignature as t } from "@/texts/webhook-signature";
import { KeyLine } from "./key-line";

interface Props {
  /** The webhook's, for the names of files. */
  label: string;
  /** Newest first; with those that were rotated a while ago. */
  keys: PublicKeyView[];
}

/** What receivers check a signature with; no secret, so that everybody sees it. */
export function PublicKeys({ label, keys }: Props) {
  const ed25519 = keys.filter((key) => key.kind === "ed25519");
  const rsa = keys.filter((key) => key.kind === "rsa");
  return (
    <>
      {ed25519.length > 0 && (
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            {t.ed25519Title}
          </Text>
          {ed25519.map((key) => (
            <KeyLine
              key={key.publicKey}
              value={key.publicKey}
              copyLabel={t.copyEd25519}
              expiresAt={key.expiresAt}
            />
          ))}
        </Stack>
      )}
      {rsa.length > 0 && (
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            {t.rsaTitle}
          </Text>
          {rsa.length > 1 && <Text size="sm">{t.rsaOverlap}</Text>}
          {rsa.map((key, index) => (
            <RsaKey
              key={key.pem}
              {...{ pem: key.pem, xml: key.xml, number: index + 1, label }}
              period={periodOf(rsa[index + 1]?.expiresAt, key.expiresAt)}
            />
          ))}
        </Stack>
      )}
    </>
  );
}

/** A key signs from the end of the one before it until its own. */
const periodOf = (from: string | null | undefined, until: string | null) =>
  t.rsaPeriod(from ? utcDateTime(from) : null, until ? utcDateTime(until) : null);

interface RsaProps {
  pem: string;
  xml: string;
  number: number;
  label: string;
  period: string | null;
}

function RsaKey({ pem, xml, number, label, period }: RsaProps) {
  const forms = { pem, xml };
  return (
    <Stack gap={4}>
      <Tabs defaultValue="pem" maw={760} keepMounted={false}>
        <Tabs.List mb="xs">
          <Tabs.Tab value="pem">{t.rsaForms.pem}</Tabs.Tab>
          <Tabs.Tab value="xml">{t.rsaForms.xml}</Tabs.Tab>
        </Tabs.List>
        {(["pem", "xml"] as const).map((form) => (
          <Tabs.Panel key={form} value={form}>
            <Stack gap="xs">
              <CodeText label={t.rsaLabel(t.rsaForms[form], number)}>{forms[form]}</CodeText>
              <Group gap="xs">
                <CopyButton label={t.copyRsa(t.rsaForms[form])} value={forms[form]} />
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconDownload size={16} aria-hidden />}
                  onClick={() => downloadText(t.fileName(label, form), forms[form])}
                >
                  {t.download}
                </Button>
              </Group>
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
      {period && (
        <Text size="xs" c="dimmed">
          {period}
        </Text>
      )}
    </Stack>
  );
}
